/** How often each code is chosen at a unit on this machine: a convenience, forgotten without harm. No patient data. */
import type { CodedLine } from '@vardkedjan/care/record-keeping/coding/coded-lines.ts';

const key = (unit: string, line: CodedLine) => `vardkedjan.chosen-codes.${unit}.${line}`;
const mostKept = 200;

export function chosenCodes(unit: string, line: CodedLine): Readonly<Record<string, number>> {
  try {
    return JSON.parse(localStorage.getItem(key(unit, line)) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}

export function countChosen(unit: string, line: CodedLine, code: string): void {
  const counted = { ...chosenCodes(unit, line) };
  counted[code] = (counted[code] ?? 0) + 1;
  const kept = Object.entries(counted)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, mostKept);
  localStorage.setItem(key(unit, line), JSON.stringify(Object.fromEntries(kept)));
}
