/**
 * Whether anybody reads what is sent to a patient in the residents’ app: the patient alone, or while the patient is a child a guardian, by the
 * ages at which records are read online (care/src/access/online-ages.ts). What nobody would read goes by post instead. A clinic’s own
 * decision to let somebody read between the ages, and whether they ever have signed in, count for nothing here.
 */
import type { Patient, RelatedPerson } from '@medplum/fhirtypes';
import { guardianshipsOf, personalNumbersOf } from '../../access/guardianship.ts';
import { type OnlineAges, onlineAgesOn } from '../../access/online-ages.ts';
import { ageOn } from '../../people/age.ts';
import { stockholmDay } from '../../time/stockholm.ts';

/** `no-number`: only a reserve number, with which nobody signs in. `age`: neither the guardians nor the child reads at this age. */
export const whyNobodyReads = ['deceased', 'no-number', 'no-guardian', 'age'] as const;
export type WhyNobodyReads = (typeof whyNobodyReads)[number];

/** undefined: somebody reads. `related`: the patient’s. */
export function whyUnreadOnline(
  patient: Patient,
  related: readonly RelatedPerson[],
  now: Date,
  ages: readonly OnlineAges[],
): WhyNobodyReads | undefined {
  if (patient.deceasedDateTime !== undefined || patient.deceasedBoolean === true) return 'deceased';
  const today = stockholmDay(now);
  const limits = onlineAgesOn(today, ages);
  const age = patient.birthDate === undefined ? undefined : ageOn(patient.birthDate, today)?.years;
  // Whose age is not known is nobody's child, and signs in with a number or not at all.
  if (limits === undefined) return 'age';
  if (age === undefined || age >= limits.aloneFrom)
    return personalNumbersOf(patient).length > 0 ? undefined : 'no-number';
  if (age >= limits.guardianUntil) return 'age';
  const at = now.toISOString();
  const holds = ({ from, until }: { from: string | null; until: string | null }) =>
    (from === null || from <= at) && (until === null || until > at);
  return related.flatMap(guardianshipsOf).some(holds) ? undefined : 'no-guardian';
}
