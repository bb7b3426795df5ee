/** What is had by one, a bed or a time, and by the tables' own constraints by no second one: what whoever comes second is told. Nobody is named. */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { codeOf } from '../../connection/database-failure.ts';

export const bedTaken = 'The bed is taken.';
export const liesElsewhere = 'The patient lies in another bed.';
export const timeTaken =
  'The time is taken by another appointment: that one is given up first, or another time is booked.';

const told: Readonly<Record<string, string>> = {
  bed_stay_pkey: bedTaken,
  bed_stay_patient_key: liesElsewhere,
  time_held_pkey: timeTaken,
};

/** What the constraints say; undefined: it is something else. */
export function takenFailure(error: unknown): Failure | undefined {
  const found = error instanceof Error && 'constraint' in error ? error.constraint : undefined;
  if (codeOf(error) !== '23505' || typeof found !== 'string') return undefined;
  const [, sentence] = Object.entries(told).find(([constraint]) => found.startsWith(constraint)) ?? [];
  return sentence === undefined ? undefined : new Failure('conflict', sentence, { cause: error });
}
