/** A value of a round: the way to correct it. Arrows go from value to value, so that one Tab is past them all. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import type { KeyboardEvent } from 'react';
import { texts as correctingTexts } from '../../../values/texts.ts';
import type { RoundCell as Cell } from './round-rows.ts';

interface RoundCellProps {
  cell: Cell;
  /** What it is and when it was measured. */
  name: string;
  /** The one of all that Tab comes to. */
  isFirst: boolean;
  onCorrect: (source: string) => void;
}

export function RoundCell({ cell, name, isFirst, onCorrect }: RoundCellProps) {
  const t = useTexts(correctingTexts);
  const { source, text, isCorrected } = cell;
  if (source === undefined) return <>{text}</>;
  return (
    <button
      type="button"
      className="ward-value"
      title={t.open(name)}
      tabIndex={isFirst ? 0 : -1}
      onClick={() => onCorrect(source)}
    >
      {text}
      <span className="visually-hidden"> {t.open(name)}</span>
      {isCorrected ? (
        <span title={t.corrected}>
          <span aria-hidden="true">✎</span>
          <span className="visually-hidden">{t.corrected}</span>
        </span>
      ) : null}
    </button>
  );
}

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The next value in that direction, past what is empty. */
export function moveBetweenValues(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key];
  const from = (event.target as HTMLElement).closest('td');
  if (step === undefined || from === null || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const rows = [...event.currentTarget.rows];
  let row = rows.indexOf(from.parentElement as HTMLTableRowElement);
  let column = from.cellIndex;
  for (;;) {
    row += step[0];
    column += step[1];
    const cell = rows[row]?.cells[column];
    if (cell === undefined) return;
    const value = cell.querySelector<HTMLElement>('.ward-value');
    if (value) return value.focus();
  }
}
