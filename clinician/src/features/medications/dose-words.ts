/** A dose as it is shown in the list: where it could not be made from its structure, that is said. */
import type { DrugRow } from './drug-rows.ts';

export function doseWords({ dose }: Pick<DrugRow, 'dose'>, t: { asWritten: string; noDose: string }): string {
  if (dose.source === 'none') return t.noDose;
  return dose.source === 'written' ? `${dose.text} (${t.asWritten})` : dose.text;
}
