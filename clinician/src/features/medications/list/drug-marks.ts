/** What is to be said of a drug beside its name, the same wherever the list is shown. */
import type { CurrentDrug } from '@vardkedjan/care/clinical/drug-list/current-drugs.ts';
import type { texts } from '../texts.ts';

/** `today`: in Sweden. */
export function marksOf(
  { evaluateBy, status, statusReason, isVerified, confirmedBy, notTaken, order, setting }: CurrentDrug,
  t: (typeof texts)['sv'],
  today: string,
): string[] {
  const isDue = evaluateBy !== undefined && evaluateBy <= today;
  return [
    ...(status === 'draft' ? [t.statuses['draft'] ?? ''] : []),
    ...(status === 'on-hold' ? [[t.statuses['on-hold'], statusReason].filter(Boolean).join(': ')] : []),
    ...(setting === 'ward' ? [t.ofWard] : []),
    ...(order === undefined ? [t.selfReported] : []),
    ...(isVerified ? [] : [t.unverified]),
    ...(confirmedBy === '' ? [] : [t.confirmedBy(confirmedBy)]),
    ...(notTaken === undefined ? [] : [t.notTaken(notTaken)]),
    ...(evaluateBy === undefined ? [] : [isDue ? t.evaluateDue(evaluateBy) : t.evaluate(evaluateBy)]),
  ];
}
