/** The letters of the record, the latest first, each as it was sent. */
import { useQuery } from '@tanstack/react-query';
import { letterText } from '@vardkedjan/care/coordination/letters/letter.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { type Language, useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { LetterText } from '@vardkedjan/ui/letter/letter-text.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { useChart } from '../../chart/use-chart.ts';
import { openWorkspace } from '../../dock/dock-store.ts';
import type { RecordPageProps } from '../../feature.ts';
import { ageWords } from '../../orders/age-words.ts';
import { LetterActs } from './letter-acts.tsx';
import type { LetterRow } from './letter-rows.ts';
import { LetterState } from './letter-state.tsx';
import { lettersQuery } from './queries.ts';
import { texts } from './texts.ts';
import './documents.css';

export default function LettersPage({ patientId, params }: RecordPageProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const chart = useChart(patientId);
  const found = useQuery(lettersQuery(patientId));
  const [at, setAt] = useState(params['letter'] ?? '');
  if (found.error && !found.data) return <Failed failure={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading rows={8} />;
  const row = found.data.find(({ id }) => id === at);
  return (
    <div className="letters">
      <header className="page-head">
        <h2>{t.title}</h2>
        {chart.offers.has('write') ? (
          <Button keys="b b" onPress={() => openWorkspace('documents/write', patientId)}>
            {t.write}
          </Button>
        ) : null}
      </header>
      {found.data.length === 0 ? (
        <Empty>{t.none}</Empty>
      ) : (
        <DataTable
          caption={t.title}
          columns={columnsOf(t, language)}
          rows={found.data}
          rowKey={({ id }) => id}
          onOpen={({ id }) => setAt(id)}
          {...(row && { currentKey: row.id })}
        />
      )}
      {row ? (
        <article className="letters-one" aria-label={row.letter.description}>
          <h3>{row.letter.description}</h3>
          <LetterActs key={`${row.id} ${row.state}`} row={row} />
          <LetterText
            text={letterText(row.letter) ?? ''}
            hash={row.letter.content[1]?.attachment.hash}
            pdf={row.letter.content[0]?.attachment.url && `/fhir/${row.letter.content[0].attachment.url}`}
            title={row.letter.description ?? ''}
          />
        </article>
      ) : null}
    </div>
  );
}

function columnsOf(t: (typeof texts)['sv'], language: Language): Column<LetterRow>[] {
  return [
    { key: 'what', title: t.what, opens: true, cell: ({ letter }) => letter.description ?? letter.type?.text ?? '' },
    { key: 'from', title: t.from, cell: ({ letter }) => letter.author?.[0]?.display ?? '' },
    { key: 'sent', title: t.sent, fit: true, cell: ({ sent }) => formatDateTime(sent), sortBy: ({ sent }) => sent },
    { key: 'state', title: t.state, cell: (row) => <LetterState row={row} />, sortBy: ({ state }) => state },
    { key: 'since', title: t.since, fit: true, align: 'right', cell: ({ age }) => ageWords(age, language) },
  ];
}
