/**
 * The records of one person: the one under the person's own number, and those that were written under reserve numbers before it was known who it
 * was (care/src/people/linked-persons.ts). They are one person's while both Patients say so. Which of their rows are shown, the predicate says
 * of each: a relation, a block or a consent is its own record's.
 */
import type { Patient } from '@medplum/fhirtypes';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { replaced, replacedBy } from '@vardkedjan/care/people/linked-persons.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { numbers } from '../array-literal.ts';
import type { Queryable, Value } from '../queryable.ts';
import { visibilitySql } from '../visibility-sql.ts';
import { readStored } from './read.ts';

export interface LinkedRecord {
  /** FHIR id of the Patient. */
  id: string;
  patientKey: number;
  patient: Patient;
}

interface Reading {
  database: Queryable;
  visibility: Visibility;
}

/** Whether a stored Patient says that it is linked to another: nearly nobody's does. */
export const saysLinked = (body: string): boolean => body.includes('"link"');

/** What was written under the reserve numbers that turned out to be this person's, in the order that it was said. */
export async function writtenUnderReserve(person: LinkedRecord, reading: Reading): Promise<LinkedRecord[]> {
  const found = await Promise.all(replaced(person.patient).map((id) => personOf(id, reading)));
  return found.filter((each) => each !== undefined && replacedBy(each.patient) === person.id) as LinkedRecord[];
}

/** All the others of the same person, whichever of them is asked about. */
export async function othersOfPerson(person: LinkedRecord, reading: Reading): Promise<LinkedRecord[]> {
  const knownId = replacedBy(person.patient);
  if (knownId === undefined) return writtenUnderReserve(person, reading);
  const known = await personOf(knownId, reading);
  if (known === undefined || !replaced(known.patient).includes(person.id)) return [];
  const beside = await writtenUnderReserve(known, reading);
  return [known, ...beside.filter(({ id }) => id !== person.id)];
}

async function personOf(id: string, { database, visibility }: Reading): Promise<LinkedRecord | undefined> {
  const stored = await readStored(database, visibility, 'Patient', id);
  if (stored === undefined || stored.deleted) return undefined;
  return { id, patientKey: stored.patientKey, patient: JSON.parse(stored.body) as Patient };
}

/** Keys of the same person's other records, whoever asks: it is only told that they may have changed. */
export async function keysOfSamePerson(database: Queryable, patientKey: number): Promise<number[]> {
  const others = await othersByKey([patientKey], { database, visibility: { kind: 'everything' } });
  return (others.get(patientKey) ?? []).map((each) => each.patientKey);
}

/** Of many patients at once, by their keys: the others of each who has any. */
export async function othersByKey(
  patientKeys: readonly number[],
  reading: Reading,
): Promise<ReadonlyMap<number, readonly LinkedRecord[]>> {
  const values: Value[] = [numbers(patientKeys)];
  const seen = visibilitySql(reading.visibility, 'r', (value) => `$${values.push(value)}`);
  const rows = await reading.database.rows<{ patientKey: number; id: string; body: string }>(
    {
      name: `linked-${reading.visibility.kind}`,
      text: `select r.patient_key as "patientKey", r.id, r.body from resource r where r.patient_key = any($1::bigint[])
        and r.type = ${typeCode('Patient')} and position('"link"' in r.body) > 0 and not r.deleted and ${seen}`,
    },
    values,
  );
  const found = await Promise.all(
    rows.map(async ({ patientKey, id, body }) => {
      const person = { id, patientKey, patient: JSON.parse(body) as Patient };
      return [patientKey, await othersOfPerson(person, reading)] as const;
    }),
  );
  return new Map(found);
}
