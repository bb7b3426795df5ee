/** A dose as it is shown in the list: where it could not be made from its structure, that is said. */
import type { DoseText } from '@vardkedjan/care/clinical/dose-text.ts';

export function doseWords({ dose }: { dose: DoseText }, t: { asWritten: string; noDose: string }): string {
  if (dose.source === 'none') return t.noDose;
  return dose.source === 'written' ? `${dose.text} (${t.asWritten})` : dose.text;
}
