/**
 * That somebody with a reserve number turned out to be somebody we know: said on both by Patient.link, and taken back the same way
 * (https://hl7.org/fhir/R4/patient.html#linking). Nothing that was written moves: what is signed stays in the record it was signed in.
 */
import type { Patient, PatientLink } from '@medplum/fhirtypes';
import { vgrReserveSystem } from './vgr-reserve-number.ts';

/** Of a chart's answer. `hidden`: a record of the same person, under a reserve number, is not open to whoever asked. */
export const linkedTag = 'https://vardkedjan.se/fhir/CodeSystem/chart-linked';

type Known = Patient & { id: string };

export type LinkFault = 'same' | 'no-reserve-number' | 'linked-already' | 'other-is-linked' | 'not-linked';

export interface LinkedPersons {
  /** Who has the reserve number. */
  unknown: Known;
  /** Who it is. */
  known: Known;
}

export function linkPersons({ unknown, known }: LinkedPersons): LinkedPersons | LinkFault {
  if (unknown.id === known.id) return 'same';
  if (!unknown.identifier?.some(({ system }) => system === vgrReserveSystem)) return 'no-reserve-number';
  if (replacedBy(unknown) !== undefined) return 'linked-already';
  // Nobody stands for somebody who stands for a third.
  if (replacedBy(known) !== undefined || replaced(unknown).length > 0) return 'other-is-linked';
  return {
    unknown: { ...linked(unknown, known, 'replaced-by'), active: false },
    known: linked(known, unknown, 'replaces'),
  };
}

export function unlinkPersons({ unknown, known }: LinkedPersons): LinkedPersons | LinkFault {
  if (replacedBy(unknown) !== known.id) return 'not-linked';
  return { unknown: { ...unlinked(unknown, known), active: true }, known: unlinked(known, unknown) };
}

/** The id of the one who somebody with a reserve number turned out to be. */
export function replacedBy(person: Patient): string | undefined {
  return idsOf(person, 'replaced-by')[0];
}

/** The ids of those who turned out to be this person. */
export function replaced(person: Patient): string[] {
  return idsOf(person, 'replaces');
}

function idsOf({ link }: Patient, type: PatientLink['type']): string[] {
  return (link ?? []).flatMap((one) => (one.type === type ? [one.other.reference?.split('/').at(-1) ?? ''] : []));
}

function linked(person: Known, other: Known, type: PatientLink['type']): Known {
  return { ...person, link: [...(person.link ?? []), { other: { reference: `Patient/${other.id}` }, type }] };
}

function unlinked(person: Known, other: Known): Known {
  const { link = [], ...rest } = person;
  const left = link.filter(({ other: { reference } }) => reference !== `Patient/${other.id}`);
  return left.length > 0 ? { ...rest, link: left } : rest;
}
