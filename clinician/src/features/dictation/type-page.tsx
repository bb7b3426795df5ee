/** The patient’s dictations that wait: played here, typed in the note beside it, and handed to the one who dictated. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { openWorkspace } from '../../dock/dock-store.ts';
import type { RecordPageProps } from '../../feature.ts';
import { Player } from './player.tsx';
import { type DictationRow, dictationsQuery, typed } from './queries.ts';
import { texts } from './texts.ts';
import './dictation.css';

export default function TypePage({ patientId }: RecordPageProps) {
  const t = useTexts(texts);
  const queries = useQueryClient();
  const found = useQuery(dictationsQuery({ patientId }));
  const [done, setDone] = useState('');
  const [problem, setProblem] = useState('');
  if (found.error && !found.data) return <Failed failure={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading rows={6} />;
  const finish = async (row: DictationRow) => {
    setProblem('');
    try {
      await typed(row);
      setDone(t.typedDone(row.task.requester?.display ?? ''));
      await queries.invalidateQueries({ queryKey: ['record', patientId] });
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setProblem(failure.kind === 'changed-meanwhile' ? t.changedMeanwhile : failure.message);
    }
  };
  return (
    <div className="dictations">
      <h2>{t.title}</h2>
      <output>{done}</output>
      {problem ? <strong role="alert">{problem}</strong> : null}
      {found.data.length === 0 ? <Empty>{t.noneHere}</Empty> : null}
      {found.data.map((row, index) => (
        <section key={row.id} aria-label={`${t.title} ${formatDateTime(row.task.authoredOn)}`}>
          <h3>
            {row.task.requester?.display} <span className="quiet">{formatDateTime(row.task.authoredOn)}</span>
          </h3>
          {index === 0 ? <Player row={row} /> : null}
          <div className="dictation-controls">
            <Button onPress={() => openWorkspace('notes/write', patientId, { note: row.noteId })}>{t.toNote}</Button>
            <Button onPress={() => void finish(row)}>{t.typed}</Button>
          </div>
        </section>
      ))}
    </div>
  );
}
