/** The dose of an order as one that follows it takes it over: its cycles go on from the day on which they began. With a length of its own it begins anew. */
import type { Dosage, MedicationRequest } from '@medplum/fhirtypes';
import { stockholmClock } from '../../time/stockholm.ts';
import { cycleOf } from '../dosing/dose-cycle.ts';
import { dueTimes } from '../giving/due-times.ts';

/** So far ahead the first dose is looked for. */
const farthest = 40 * 86_400_000;

export function goingOn(order: MedicationRequest): Dosage[] {
  const { authoredOn, dosageInstruction = [] } = order;
  const from = Date.parse(authoredOn ?? '');
  if (Number.isNaN(from) || dosageInstruction.every((dosage) => cycleOf(dosage) === undefined))
    return dosageInstruction;
  const first = dueTimes(order, { from, until: from + farthest })?.[0]?.at;
  const { day } = stockholmClock(first === undefined ? from : Date.parse(first));
  return dosageInstruction.map((dosage) => {
    const { boundsDuration, boundsPeriod } = dosage.timing?.repeat ?? {};
    const isOpen = boundsDuration === undefined && boundsPeriod?.start === undefined;
    if (cycleOf(dosage) === undefined || !isOpen) return dosage;
    const repeat = { ...dosage.timing?.repeat, boundsPeriod: { start: day, ...boundsPeriod } };
    return { ...dosage, timing: { ...dosage.timing, repeat } };
  });
}
