/** What is known of the persons of openings, for the log's own reviewing: asked by the system, and of it a reviewer is told signs only. */
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { numbers } from '../../array-literal.ts';
import type { Queryable } from '../../queryable.ts';
import { visibilitySql } from '../../visibility-sql.ts';

/** At a unit, of a patient, by a user, within a time. */
export interface Meeting {
  patientKey: number;
  careUnit: number;
  practitioner: number;
  from: string;
  until: string;
}

/** Which of the meetings had care that was planned or given; what somebody stated is none. */
export async function withCareContact(db: Queryable, meetings: readonly Meeting[]): Promise<boolean[]> {
  const found = new Set(
    (
      await db.rows<{ nth: number }>(contacts, [
        numbers(meetings.map(({ patientKey }) => patientKey)),
        numbers(meetings.map(({ careUnit }) => careUnit)),
        numbers(meetings.map(({ practitioner }) => practitioner)),
        numbers(meetings.map(({ from }) => from)),
        numbers(meetings.map(({ until }) => until)),
      ])
    ).map(({ nth }) => nth),
  );
  return meetings.map((_, index) => found.has(index + 1));
}

const contacts = {
  name: 'log-care-contacts',
  text: `select w.nth from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::timestamptz[])
      with ordinality as w (patient_key, care_unit, practitioner, since, until, nth)
    where exists (select 1 from care_relation r where r.patient_key = w.patient_key and r.care_unit = w.care_unit
      and r.practitioner in (0, w.practitioner) and r.origin <> 'stated' and r.valid_from <= w.until and r.valid_until >= w.since)`,
};

/** At a unit, of a patient, by a user, at a time. */
export type Moment = Omit<Meeting, 'from' | 'until'> & { at: string };

/** By what relation, the strongest first as the law asks for it (facts/access-facts.ts); undefined: none is known any more. */
export async function relationsThen(db: Queryable, moments: readonly Moment[]): Promise<(string | undefined)[]> {
  const rows = await db.rows<{ nth: number; origin: string }>(relations, [
    numbers(moments.map(({ patientKey }) => patientKey)),
    numbers(moments.map(({ careUnit }) => careUnit)),
    numbers(moments.map(({ practitioner }) => practitioner)),
    numbers(moments.map(({ at }) => at)),
  ]);
  const found = new Map(rows.map(({ nth, origin }) => [nth, origin]));
  return moments.map((_, index) => found.get(index + 1));
}

const relations = {
  name: 'log-relations-then',
  text: `select w.nth, r.origin from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[])
      with ordinality as w (patient_key, care_unit, practitioner, at, nth)
    cross join lateral (select r.origin from care_relation r where r.patient_key = w.patient_key and r.care_unit = w.care_unit
      and r.practitioner in (0, w.practitioner) and r.valid_from <= w.at and r.valid_until > w.at
      order by r.origin = 'stated', r.origin = 'order', r.practitioner, r.valid_until desc limit 1) r`,
};

export async function patientBodies(
  db: Queryable,
  patientKeys: readonly number[],
): Promise<{ patientKey: number; body: string }[]> {
  return db.rows(patients, [numbers(patientKeys)]);
}

const patients = {
  name: 'log-patients',
  text: `select r.patient_key as "patientKey", r.body from resource r where r.patient_key = any($1::bigint[])
    and r.type = ${typeCode('Patient')} and not r.deleted and ${visibilitySql({ kind: 'everything' }, 'r', () => '')}`,
};

export async function unitIds(db: Queryable, keys: readonly number[]): Promise<Map<number, string>> {
  const rows = await db.rows<{ key: number; id: string }>(
    { name: 'log-unit-ids', text: 'select key, id from organisation where key = any($1::bigint[])' },
    [numbers(keys)],
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/** By key, of those that have one. */
export async function organisationHsaIds(db: Queryable): Promise<Map<number, string>> {
  const text = "select key, hsa_id as id from organisation where hsa_id <> ''";
  const rows = await db.rows<{ key: number; id: string }>({ name: 'log-hsa-ids', text });
  return new Map(rows.map(({ key, id }) => [key, id]));
}
