/**
 * What a chart opens with, for one patient, in one statement, or for one person's records together (linked-records.ts): of each type the newest, and before them those that still
 * hold, however old (active problems, drugs, warnings, plans), the newest of each series of values, and with the requests where each stands (the
 * Task with the same id). All is read by the
 * patient's own order in `resource`; that a resource has a certain status or category, its tokens say, the first of which
 * is the hash of its code.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { numbers } from '../array-literal.ts';
import { patientKeyOf } from '../ids.ts';
import type { Queryable, Statement, Value } from '../queryable.ts';
import { storedColumns, storedFrom, type StoredRow } from './stored-columns.ts';
import type { Stored } from '../record.ts';
import { byteaArray } from '../search/statement/binary-array.ts';
import { postingSeed } from '../search/index/index-names.ts';
import { lookup } from '../search/statement/lookups.ts';
import { visibilitySql } from '../visibility-sql.ts';

/** The newest of each type. */
const newest: readonly (readonly [type: string, most: number])[] = [
  ['Patient', 1],
  ['AllergyIntolerance', 60],
  ['Condition', 60],
  ['Flag', 30],
  ['MedicationRequest', 40],
  ['MedicationStatement', 40],
  ['Encounter', 20],
  ['QuestionnaireResponse', 20],
  ['CarePlan', 10],
  ['CareTeam', 10],
  ['Immunization', 30],
  ['ServiceRequest', 20],
  ['DiagnosticReport', 10],
  ['EpisodeOfCare', 10],
];

/** What still holds. */
const holding: readonly (readonly [path: string, code: string, most: number])[] = [
  ['Condition.clinicalStatus', 'active', 100],
  ['AllergyIntolerance.clinicalStatus', 'active', 60],
  ['Flag.status', 'active', 30],
  ['MedicationRequest.status', 'active', 80],
  ['MedicationStatement.status', 'active', 80],
  ['CarePlan.status', 'active', 20],
  ['EpisodeOfCare.status', 'active', 10],
];

/** Values, the newest of each series with enough of their past for a trend: what is measured seldom is not pushed out. */
const series: readonly (readonly [category: string, ofEach: number, most: number])[] = [
  ['vital-signs', 12, 80],
  ['laboratory', 6, 160],
  // Scores: of a day at every hour, for those who are that ill.
  ['survey', 24, 60],
];

const comingAppointments = 10;

const newestTypes = numbers(newest.map(([type]) => typeCode(type)));
const newestMost = numbers(newest.map(([, most]) => most));
const holdingTypes = numbers(holding.map(([path]) => typeCode(path.slice(0, path.indexOf('.')))));
const holdingTokens = byteaArray(holding.map(([path, code]) => lookup(code, postingSeed.value('token', path)).token));
const holdingMost = numbers(holding.map(([, , most]) => most));
const seriesTokens = byteaArray(
  series.map(([category]) => lookup(category, postingSeed.value('token', 'Observation.category')).token),
);
const seriesOfEach = numbers(series.map(([, ofEach]) => ofEach));
const seriesMost = numbers(series.map(([, , most]) => most));

/** undefined: there is no such patient that the caller may see. The Patient comes first, then by type, newest first. */
export async function readChart(
  database: Queryable,
  visibility: Visibility,
  patientId: string,
): Promise<Stored[] | undefined> {
  const shard = patientKeyOf(patientId);
  const chart = shard === undefined ? undefined : await chartOf(database, visibility, [shard], patientId);
  if (chart !== undefined) {
    return chart;
  }
  const [listed] = await database.rows<{ patientKey: number }>(directory, [patientId]);
  return listed && chartOf(database, visibility, [listed.patientKey], patientId);
}

/** The same of all the records of one person as if they were one: the person's own Patient first, the others' among the rest. */
export async function readChartTogether(
  database: Queryable,
  visibility: Visibility,
  { id, patientKey }: Pick<Stored, 'id' | 'patientKey'>,
  others: readonly number[],
): Promise<Stored[] | undefined> {
  return chartOf(database, visibility, [patientKey, ...others], id);
}

const directory: Statement = {
  name: 'patient-in-directory',
  text: `select patient_key as "patientKey" from resource_directory where type = ${typeCode('Patient')} and id = $1`,
};

async function chartOf(
  database: Queryable,
  visibility: Visibility,
  patientKeys: readonly number[],
  patientId: string,
): Promise<Stored[] | undefined> {
  const [only] = patientKeys;
  const isAlone = patientKeys.length === 1 && only !== undefined;
  const values: Value[] = [
    isAlone ? only : numbers(patientKeys),
    newestTypes,
    isAlone ? newestMost : numbers(newest.map(([type, most]) => (type === 'Patient' ? patientKeys.length : most))),
    holdingTypes,
    holdingTokens,
    holdingMost,
    seriesTokens,
    seriesOfEach,
    seriesMost,
  ];
  const bind = (value: Value) => `$${values.push(value)}`;
  const statement = isAlone
    ? {
        name: `chart-${visibility.kind}`,
        text: chartText('= $1::bigint', visibilitySql(visibility, 'r', bind, '$1::bigint')),
      }
    : {
        name: `chart-together-${visibility.kind}`,
        text: chartText('= any($1::bigint[])', visibilitySql(visibility, 'r', bind)),
      };
  const rows = await database.rows<StoredRow>(statement, values);
  const stored = rows.map(storedFrom);
  const at = stored.findIndex(({ type, id }) => type === 'Patient' && id === patientId);
  const [patient] = at === -1 ? [] : stored.splice(at, 1);
  return patient && [patient, ...stored];
}

/** `whose`: what is said of the patient key of every row. */
function chartText(whose: string, seen: string): string {
  const mine = `r.patient_key ${whose} and not r.deleted and ${seen}`;
  return `
    with picked as (
      select n.key from unnest($2::smallint[], $3::integer[]) as w (type, most)
      cross join lateral (
        select r.key from resource r where ${mine} and r.type = w.type order by r.date_low desc, r.key desc limit w.most) as n
      union
      select n.key from unnest($4::smallint[], $5::bytea[], $6::integer[]) as w (type, token, most)
      cross join lateral (
        select r.key from resource r where ${mine} and r.type = w.type and position(w.token in r.tokens) % 8 = 1
        order by r.date_low desc, r.key desc limit w.most) as n
      union
      select n.key from unnest($7::bytea[], $8::integer[], $9::integer[]) as w (token, of_each, most)
      cross join lateral (
        select v.key from (
          select r.key, r.date_low, row_number() over (partition by substr(r.tokens, 1, 8) order by r.date_low desc, r.key desc) as nth
          from resource r where ${mine} and r.type = ${typeCode('Observation')} and position(w.token in r.tokens) % 8 = 1) as v
        where v.nth <= w.of_each order by v.nth, v.date_low desc limit w.most) as n
      union
      select n.key from (
        select r.key from resource r where ${mine} and r.type = ${typeCode('Appointment')} and r.date_low > now() - interval '1 hour'
        order by r.date_low limit ${comingAppointments}) as n
    ), chosen as (
      select key from picked
      union all
      select r.key from picked join resource s on s.patient_key ${whose} and s.key = picked.key and s.type = ${typeCode('ServiceRequest')}
      join resource r on r.patient_key = s.patient_key and r.type = ${typeCode('Task')} and r.id = s.id where ${mine}
    )
    select ${storedColumns('r')} from chosen join resource r on r.patient_key ${whose} and r.key = chosen.key
    order by r.type, r.date_low desc, r.key desc`;
}
