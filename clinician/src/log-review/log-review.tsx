/** The log reviewer's work: samples that wait, and the log asked of a patient or a user, the odd ones first; beside it what was done, and the decision. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { type ReactNode, useState } from 'react';
import { ErrorBoundary } from '../shell/error-boundary.tsx';
import { AskLog } from './ask-log.tsx';
import type { OpeningList, OpeningRow } from './opening.ts';
import { OpeningDetail } from './opening-detail.tsx';
import { OpeningTable } from './opening-table.tsx';
import { drawNow, type LogAsked, logQuery, pageSize, samplesKey, samplesQuery } from './queries.ts';
import { texts } from './texts.ts';
import './log-review.css';

type View = 'open' | 'decided' | 'ask';

export default function LogReview() {
  const t = useTexts(texts);
  const [view, setView] = useState<View>('open');
  const [chosen, setChosen] = useState<OpeningRow>();
  const show = (next: View): void => {
    setView(next);
    setChosen(undefined);
  };
  const open = useQuery(samplesQuery('open')).data;
  const choices = [
    ['open', open ? `${t.open} ${open.total}` : t.open],
    ['decided', t.decided],
    ['ask', t.ask],
  ] as const;
  const list = { chosen, onChoose: setChosen };
  return (
    <main className="log-review">
      <div className="log-review-list">
        <header className="log-review-head">
          <h1>{t.title}</h1>
          <ChoiceBar label={t.what} value={view} choices={choices} onChoose={show} />
        </header>
        <ErrorBoundary resetKey={view}>
          {view === 'ask' ? <AskedLog {...list} /> : <Samples key={view} status={view} {...list} />}
        </ErrorBoundary>
      </div>
      <aside className="log-review-detail" aria-label={t.decide}>
        {chosen ? <OpeningDetail key={chosen.key} row={chosen} onChange={setChosen} /> : <Empty>{t.choose}</Empty>}
      </aside>
    </main>
  );
}

interface ListProps {
  chosen: OpeningRow | undefined;
  onChoose: (row: OpeningRow) => void;
}

function Samples({ status, ...list }: ListProps & { status: 'open' | 'decided' }) {
  const t = useTexts(texts);
  const samples = useQuery(samplesQuery(status));
  const last = samples.data?.draws[0];
  return (
    <>
      {status === 'open' ? (
        <div className="log-review-draw">
          <p className="quiet">
            {t.schedule} {last ? t.lastDraw(last.day, last.openings, last.odd) : null}
          </p>
          <DrawNow />
        </div>
      ) : null}
      <Listed found={samples} {...list} none={status === 'open' ? t.noOpen : t.noDecided} />
    </>
  );
}

function DrawNow() {
  const t = useTexts(texts);
  const queries = useQueryClient();
  const draw = useMutation({
    mutationFn: drawNow,
    onSuccess: () => queries.invalidateQueries({ queryKey: samplesKey }),
  });
  return (
    <>
      <Button onPress={() => draw.mutate()} isDisabled={draw.isPending}>
        {t.drawNow}
      </Button>
      <output>{draw.isSuccess ? t.drew(draw.data) : null}</output>
      {draw.isError ? <Failed failure={draw.error} /> : null}
    </>
  );
}

function AskedLog(list: ListProps) {
  const t = useTexts(texts);
  const [asked, setAsked] = useState<LogAsked>();
  const [shown, setShown] = useState(pageSize);
  const ask = (next: LogAsked): void => {
    setShown(pageSize);
    setAsked(next);
  };
  return (
    <>
      <AskLog onAsk={ask} />
      {asked ? <Found asked={asked} shown={shown} onMore={() => setShown(shown + pageSize)} {...list} /> : null}
      {asked ? null : <Empty>{t.searchMore}</Empty>}
    </>
  );
}

function Found({ asked, shown, onMore, ...list }: ListProps & { asked: LogAsked; shown: number; onMore: () => void }) {
  const t = useTexts(texts);
  const found = useQuery(logQuery(asked, shown));
  const { total = 0, odd = 0, rows = [] } = found.data ?? {};
  return (
    <>
      {found.data && total > 0 ? <p className="quiet">{t.found(total, odd)}</p> : null}
      <Listed found={found} {...list} none={t.noOpenings} />
      {rows.length < total ? <Button onPress={onMore}>{t.more}</Button> : null}
    </>
  );
}

interface Answered {
  data: OpeningList | undefined;
  error: unknown;
  refetch: () => unknown;
}

function Listed({ found, none, chosen, onChoose }: ListProps & { found: Answered; none: string }): ReactNode {
  const { data, error } = found;
  if (data === undefined)
    return error ? <Failed failure={error} onRetry={() => void found.refetch()} /> : <Loading rows={8} />;
  if (data.rows.length === 0) return <Empty>{none}</Empty>;
  return <OpeningTable rows={data.rows} chosen={chosen} onChoose={onChoose} />;
}
