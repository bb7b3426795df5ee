/**
 * Openings out of the access log: its acts put together by user, record and Swedish day, in the database, found by user or by patient.
 */
import type { RecordOpening } from '@vardkedjan/care/access/review/opening.ts';
import type { Queryable } from '../../queryable.ts';
import { textArray } from '../../search/statement/binary-array.ts';
import { doneBy, inRecordOf, jsonOfTold } from '../read-log.ts';

/** From the first instant to before the second; ISO 8601, UTC. */
export interface Span {
  from: string;
  until: string;
}

/** `careProvider`: whose staff's acts; systems' are everybody's. */
export interface Wanted {
  careProvider: number;
  span: Span;
}

/** Without those that were only shown in lists: a year of a user has ten times as many of them, and nothing is odd about them. */
export async function openingsByUsers(
  db: Queryable,
  callers: readonly string[],
  { careProvider, span }: Wanted,
): Promise<RecordOpening[]> {
  const rows = await db.rows<Row>(byUsers, [careProvider, -1, span.from, span.until, textArray(callers)]);
  return rows.map(openingOf);
}

/** `caller`: of one user only. */
export async function openingsOfPatient(
  db: Queryable,
  { careProvider, patientKey, span, caller = '' }: Wanted & { patientKey: number; caller?: string | undefined },
): Promise<RecordOpening[]> {
  const of = caller === '' ? byPatient : byPatientAndUser;
  const rows = await db.rows<Row>(of, [
    careProvider,
    patientKey,
    span.from,
    span.until,
    ...(caller === '' ? [] : [caller]),
  ]);
  return rows.map(openingOf);
}

type Row = Omit<RecordOpening, 'units' | 'callerKind'> & { units: string[]; callerKind: string | null };

function openingOf({ units, callerKind, ...row }: Row): RecordOpening {
  const kind = callerKind === 'staff' || callerKind === 'system' ? callerKind : 'unknown';
  return { ...row, callerKind: kind, units: units.map(Number).filter(Number.isSafeInteger) };
}

const stockholm = `'Europe/Stockholm'`;

/** What shows or changes nothing of what stands in the record. */
const notOpening = [
  'read-log',
  'review-log',
  'block',
  'end-opening',
  'register-consent',
  'withdraw-consent',
  'decide-online',
  'choose-quality-registers',
  'ask-to-lift',
  'lift-for-another',
  'ask-unit-to-lift',
  'lift-for-colleague',
]
  .map((act) => `'${act}'`)
  .join(', ');

/** What is shown in a list of several, or found by name, has not been opened; nor does one open anything by reading who has read, or by blocking. */
const isListed = `(act in (${notOpening}) or act = 'search' and (told @? '$.patients[1]' or told ->> 'what' like '% Patient'))`;

/** `$1`: the care provider; `$2`: the patient, -1 for whichever; `$3` and `$4`: the span. */
const openings = (where: string, which: 'all' | 'opened'): string => `
  with read as materialized (
    select l.caller, l.at, l.lot, ${jsonOfTold} as told from access_act l
    where ${where} and l.at >= $3::timestamptz and l.at < $4::timestamptz
  ), act as (
    select read.*, told ->> 'act' as act from read
  ), own as materialized (
    select caller, at, lot, told, act, not (told is null or ${isListed}) as opened from act
    where (told is null or told @> jsonb_build_object('careProvider', $1::bigint) or told @> '{"callerKind": "system"}')
      ${which === 'all' ? '' : `and (told is null or not ${isListed} or told @> '{"permitted": false}')`}
  ), touched as (
    select own.*, coalesce(p.key, 0) as patient_key from own left join lateral (
      select distinct case when pg_input_is_valid(key #>> '{}', 'bigint') then (key #>> '{}')::bigint end as key
      from jsonb_path_query(own.told, '$.patients[*][0]') as key
    ) p on true
    where $2::bigint = -1 or p.key = $2::bigint or own.told is null
  )
  select caller, patient_key as "patientKey", (at at time zone ${stockholm})::date::text as day,
    max(told ->> 'callerKind') as "callerKind", coalesce(max(told ->> 'callerName'), caller) as "callerName",
    min(at) as "from", max(at) as "until", count(*)::integer as acts, (count(*) filter (where opened))::integer as opened,
    (count(distinct date_bin('30 minutes', at, '2000-01-01')) filter (where opened))::integer as occasions,
    coalesce(bit_or(1 << extract(hour from at at time zone ${stockholm})::integer) filter (where opened), 0) as hours,
    (count(*) filter (where told @> '{"permitted": false}'))::integer as refused,
    coalesce(bool_or(act = 'emergency'), false) as "isEmergency",
    coalesce(bool_or(act = 'lift-block'), false) as "isUnblocked", bool_or(told is null) as "isUnreadable",
    coalesce(max(told ->> 'reason'), '') as reason, min(encode(substr(lot, 1, 8), 'hex')) as lot,
    coalesce(array_agg(distinct told ->> 'careUnit') filter (where told ? 'careUnit'), '{}') as units,
    coalesce(array_agg(distinct told ->> 'careUnitName') filter (where told ? 'careUnitName'), '{}') as "unitNames",
    coalesce(array_agg(distinct told ->> 'assignmentTitle') filter (where told ? 'assignmentTitle'), '{}') as titles
  from touched group by caller, patient_key, (at at time zone ${stockholm})::date`;

const byUsers = {
  name: 'log-openings-of-users',
  text: openings('l.callers && $5::text[] and l.caller = any($5::text[])', 'opened'),
};

const byPatient = { name: 'log-openings-of-patient', text: openings(inRecordOf('$2'), 'all') };

const byPatientAndUser = {
  name: 'log-openings-of-patient-and-user',
  text: openings(`${inRecordOf('$2')} and ${doneBy('$5')}`, 'all'),
};
