/** Where a letter stands. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import type { LetterRow } from './letter-rows.ts';
import { texts } from './texts.ts';

export function LetterState({ row: { state, isLate, isToDo, told } }: { row: LetterRow }) {
  const t = useTexts(texts);
  return (
    <>
      {state === undefined ? t.noState : t.states[state]} {isToDo && !isLate ? <Badge>{t.toPost}</Badge> : null}
      {isLate ? <Badge severity="serious">{state === 'returned' ? t.toReach : t.late}</Badge> : null}
      {told === '' ? null : <span className="quiet"> {told}</span>}
    </>
  );
}
