/**
 * The inbox of answers: to the left what waits, what deviates first; to the right the one that is spoken of. j and k go between them, Enter
 * says that it is seen.
 */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { type KeyboardEvent, useState } from 'react';
import { More } from '../work/more.tsx';
import { AnswerDetail } from './answer-detail.tsx';
import { AnswerList } from './answer-list.tsx';
import type { AnswerRow } from './answer-rows.ts';
import { HandOver, type HandOverProps } from './hand-over.tsx';
import { texts } from './texts.ts';
import { useAnswers } from './use-answers.ts';
import './answers.css';

export default function AnswersPage() {
  const t = useTexts(texts);
  const answers = useAnswers();
  const rows = answers.found.data?.rows ?? [];
  const [at, setAt] = useState('');
  // The one that is spoken of stays so when another comes before it.
  if (at === '' && rows[0]) setAt(rows[0].id);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [isWriting, setWriting] = useState(false);
  const [handing, hand] = useState<readonly AnswerRow[]>();
  const index = Math.max(
    0,
    rows.findIndex(({ id }) => id === at),
  );
  const row = rows[index];
  const chosen = rows.filter(({ id }) => marked.has(id));
  const goTo = (next: AnswerRow | undefined) => {
    setWriting(false);
    if (next) setAt(next.id);
  };
  const see = async (seen: readonly AnswerRow[]) => {
    const after =
      rows.slice(index + 1).find((each) => !seen.includes(each)) ?? rows.find((each) => !seen.includes(each));
    goTo(after);
    setMarked(new Set());
    await answers.see(seen);
  };
  const handTo = async (to: Parameters<HandOverProps['onDone']>[0]) => {
    const given = handing ?? [];
    hand(undefined);
    setMarked(new Set());
    await answers.handOver(given, to);
  };
  const toggle = (id: string) =>
    setMarked((now) => new Set(now.has(id) ? [...now].filter((each) => each !== id) : [...now, id]));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !row || isElsewhere(event.target)) return;
    const act = {
      j: () => goTo(rows[index + 1]),
      ArrowDown: () => goTo(rows[index + 1]),
      k: () => goTo(rows[index - 1]),
      ArrowUp: () => goTo(rows[index - 1]),
      Enter: () => void see(chosen.length > 0 ? chosen : [row]),
      x: () => toggle(row.id),
      b: () => setWriting(true),
      h: () => hand(chosen.length > 0 ? chosen : [row]),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of the list inside it
    <main className="answers" onKeyDown={onKeyDown}>
      <header className="answers-head">
        <h1>
          {t.title}{' '}
          <span className="panel-count">
            {answers.found.data ? `${rows.length}${answers.found.data.hasMore ? '+' : ''}` : ''}
          </span>
        </h1>
        {chosen.length > 0 ? (
          <>
            <Button onPress={() => void see(chosen)}>{t.seeMarked(chosen.length)}</Button>
            <Button onPress={() => hand(chosen)}>{t.handMarked(chosen.length)}</Button>
          </>
        ) : null}
        <SeenBar answers={answers} />
      </header>
      {handing ? (
        <HandOver count={handing.length} onDone={(to) => void handTo(to)} onCancel={() => hand(undefined)} />
      ) : null}
      {answers.found.isPending ? <Loading rows={10} /> : null}
      {answers.found.isError && !answers.found.data ? (
        <Failed failure={answers.found.error} onRetry={() => void answers.found.refetch()} />
      ) : null}
      {answers.found.data && rows.length === 0 ? <Empty>{t.none}</Empty> : null}
      {row ? (
        <div className="answers-both">
          <AnswerList rows={rows} at={row.id} marked={marked} onGo={goTo} onMark={toggle}>
            {answers.found.data?.hasMore ? (
              <More isPending={answers.found.isFetching} onMore={answers.more}>
                {t.more}
              </More>
            ) : null}
          </AnswerList>
          <AnswerDetail
            key={row.id}
            row={row}
            isWriting={isWriting}
            onWrite={setWriting}
            onSee={() => void see([row])}
            onHand={() => hand([row])}
            onLetter={(letter, screen) => {
              goTo(rows[index + 1]);
              return answers.sendLetter(row, letter, screen);
            }}
          />
        </div>
      ) : null}
    </main>
  );
}

/** Where keys mean something else: in fields and on buttons. */
const isElsewhere = (target: EventTarget) =>
  target instanceof HTMLElement && target.closest('input, textarea, button, a, [role="option"] input') !== null;

function SeenBar({ answers }: { answers: ReturnType<typeof useAnswers> }) {
  const t = useTexts(texts);
  return (
    <div className="answers-told">
      {answers.problem ? <strong role="alert">{answers.problem}</strong> : null}
      <output>{answers.told === '' ? toldOf(answers.seen, t) : t.letterSent(answers.told)}</output>
      {answers.seen.length > 0 ? (
        <Button tone="quiet" onPress={() => void answers.takeBack()}>
          {t.undo}
        </Button>
      ) : null}
    </div>
  );
}

function toldOf(done: ReturnType<typeof useAnswers>['seen'], t: (typeof texts)['sv']): string {
  const [first] = done;
  const what = done.map((each) => each.what).join('; ');
  if (first === undefined) return '';
  return first.handed ? t.handed(first.handed.to, what) : t.seen(what);
}
