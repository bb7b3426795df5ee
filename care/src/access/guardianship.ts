/**
 * Who a child's guardians (vårdnadshavare) are, as the population register has told: a RelatedPerson of the child with the relationship
 * GUARD (http://terminology.hl7.org/CodeSystem/v3-RoleCode) and the guardian's personal identity number, within its period. A guardian
 * without a number is a name to ring, and opens nothing. Care staff do not write them: rules/guardianship-by-register.ts.
 */
import type { RelatedPerson, Resource } from '@medplum/fhirtypes';
import { instantBounds } from '../time/instant-bounds.ts';

const guardian = { system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'GUARD' };
const numberSystems: readonly (string | undefined)[] = [
  'http://electronichealth.se/identifier/personnummer',
  'http://electronichealth.se/identifier/samordningsnummer',
];

export interface Guardianship {
  /** Twelve digits. */
  number: string;
  /** ISO 8601, UTC; null: from the beginning, until further notice. */
  from: string | null;
  until: string | null;
}

/** Whether a resource says that somebody is a guardian, or was. */
export function isGuardianship(resource: Resource): resource is RelatedPerson {
  return (
    resource.resourceType === 'RelatedPerson' &&
    (resource.relationship ?? []).some(({ coding }) => coding?.some(({ code }) => code === guardian.code))
  );
}

export function guardianshipsOf(resource: Resource): Guardianship[] {
  if (!isGuardianship(resource) || resource.active === false) return [];
  const { start, end } = resource.period ?? {};
  const from = start === undefined ? null : instantBounds(start)?.low;
  const until = end === undefined ? null : instantBounds(end)?.high;
  // A period that cannot be read makes no guardian.
  if (from === undefined || until === undefined) return [];
  const numbers = personalNumbersOf(resource);
  return numbers.map((number) => ({ number, from, until }));
}

/** Personal identity numbers and coordination numbers, but for those no longer in use. */
export function personalNumbersOf({ identifier = [] }: Pick<RelatedPerson, 'identifier'>): string[] {
  const numbers = identifier.flatMap(({ system, use, value = '' }) =>
    numberSystems.includes(system) && use !== 'old' && /^\d{12}$/.test(value) ? [value] : [],
  );
  return [...new Set(numbers)];
}
