/**
 * Which drug a scanned package holds, by the catalogue (http://hl7.org/fhir/R4/medicationknowledge.html), and whether it is the one that is ordered: the
 * same substance in the same strength and form. What the catalogue does not know is not guessed at.
 */
import type { MedicationKnowledge, MedicationRequest } from '@medplum/fhirtypes';
import { atcOf } from '../drug-safety/drug-situation.ts';
import type { PackageCode } from './scanned-code.ts';

/** HL7's URI for GTIN (https://terminology.hl7.org/NamingSystem-gtin.html). */
export const gtinSystem = 'https://www.gs1.org/gtin';

export function drugInPackage(
  { gtin }: PackageCode,
  catalogue: readonly MedicationKnowledge[],
): MedicationKnowledge | undefined {
  return catalogue.find(({ code }) =>
    code?.coding?.some((one) => one.system === gtinSystem && one.code?.padStart(14, '0') === gtin),
  );
}

export type Match = 'same' | 'other-strength' | 'other-drug' | 'not-known';

export function matchOf(drug: MedicationKnowledge, order: MedicationRequest): Match {
  const [held, ordered] = [atcOf(drug.code), atcOf(order.medicationCodeableConcept)];
  if (held === undefined || ordered === undefined) return 'not-known';
  if (held !== ordered) return 'other-drug';
  return nameOf(drug.code?.text) === nameOf(order.medicationCodeableConcept?.text) ? 'same' : 'other-strength';
}

const nameOf = (text: string | undefined): string => (text ?? '').trim().toLowerCase();
