/** By what the caller gives: an authority of their own, or the delegation that covers the drug. The server has the last word. */
import type { Basic, Reference } from '@medplum/fhirtypes';
import { covers, type Delegation } from '@vardkedjan/care/clinical/giving/delegation.ts';
import type { RoundDose } from './round-doses.ts';

export interface GivesBy {
  isOwn: boolean;
  delegations: readonly Delegation[];
  practitioner: string;
  unit: string;
  day: string;
}

/** undefined: not at all. */
export function delegationFor({ order }: Pick<RoundDose, 'order'>, by: GivesBy): Reference<Basic> | 'own' | undefined {
  if (by.isOwn) return 'own';
  const use = { practitioner: by.practitioner, unit: by.unit, day: by.day, drug: order.medicationCodeableConcept };
  const found = by.delegations.find((each) => covers(each, use));
  return found?.id === undefined ? undefined : { reference: `Basic/${found.id}` };
}
