/**
 * What the drug-safety rules are told of a record, as it will be after the unit of work: what is stored and the caller may see, with what is
 * written beside the order. Of what a system client takes in, the hypersensitivities only.
 */
import type {
  AllergyIntolerance,
  Condition,
  DetectedIssue,
  MedicationRequest,
  MedicationStatement,
  Observation,
  Patient,
  Resource,
} from '@medplum/fhirtypes';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import type { DrugSituation } from '@vardkedjan/care/clinical/drug-safety/drug-situation.ts';
import { asTaken } from '@vardkedjan/care/clinical/reconciliation/as-taken.ts';
import { isInForce } from '@vardkedjan/care/clinical/prescriptions/lawful-order.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Queryable, Value } from '../../../queryable.ts';
import { readChart } from '../../../read/chart.ts';
import { readStored } from '../../../read/read.ts';
import { localReference } from '../../../references.ts';
import { visibilitySql } from '../../../visibility-sql.ts';
import { resourceOf } from '../../body.ts';

export interface FactSource {
  database: Queryable;
  visibility: Visibility;
  now: string;
}

/** One of the resources that are written together; `resource` undefined: deleted. */
export interface Beside {
  type: string;
  id: string | undefined;
  resource: Resource | undefined;
}

type Known = Omit<DrugSituation, 'order' | 'others'> & { orders: readonly MedicationRequest[] };

/** Of whom nothing is stored. */
export function nothingOf(now: string): Known {
  const today = stockholmDay(new Date(now));
  return { orders: [], allergies: [], patient: undefined, conditions: [], observations: [], today };
}

/** Everything that the rules ask about, of one patient. */
export async function chartFacts(patientId: string, { database, visibility, now }: FactSource): Promise<Known> {
  const stored = (await readChart(database, visibility, patientId)) ?? [];
  const all = stored.map(({ body }) => resourceOf(body));
  const of = <T extends Resource>(type: T['resourceType']) =>
    all.filter((each): each is T => each.resourceType === type);
  return {
    // What is only said to be taken harms as much (F6).
    orders: [
      ...of<MedicationRequest>('MedicationRequest'),
      ...of<MedicationStatement>('MedicationStatement').flatMap((statement) => asTaken(statement) ?? []),
    ],
    allergies: of<AllergyIntolerance>('AllergyIntolerance'),
    patient: of<Patient>('Patient')[0],
    conditions: of<Condition>('Condition'),
    observations: of<Observation>('Observation'),
    today: stockholmDay(new Date(now)),
  };
}

/** For many patients at once, by their keys. */
export async function allergyFacts(
  patientKeys: readonly number[],
  { database, visibility, now }: FactSource,
): Promise<Map<number, Known>> {
  const values: Value[] = [`{${patientKeys.join(',')}}`];
  const seen = visibilitySql(visibility, 'r', (value) => `$${values.push(value)}`);
  const text = `select r.patient_key as "patientKey", r.body from resource r where r.patient_key = any($1::bigint[])
    and r.type = ${typeCode('AllergyIntolerance')} and not r.deleted and ${seen}`;
  const rows = await database.rows<{ patientKey: number; body: string }>(
    { name: `allergies-${visibility.kind}`, text },
    values,
  );
  const found = new Map<number, Known>();
  for (const [key, own] of Map.groupBy(rows, ({ patientKey }) => patientKey)) {
    const allergies = own.map(({ body }) => resourceOf(body) as AllergyIntolerance);
    found.set(key, { ...nothingOf(now), allergies });
  }
  return found;
}

/** The situation of one order: what is in force beside it when everything has been written. */
export function situationOf(order: MedicationRequest, known: Known, beside: readonly Beside[]): DrugSituation {
  const patient = order.subject.reference;
  const allergies = overlaid(known.allergies, beside, 'AllergyIntolerance').filter(
    (each) => each.patient.reference === patient,
  );
  const others = overlaid(known.orders, beside, 'MedicationRequest').filter(
    (each) =>
      each.subject.reference === patient &&
      isInForce(each) &&
      each !== order &&
      (each.id === undefined || each.id !== order.id),
  );
  return { ...known, order, others, allergies };
}

function overlaid<T extends Resource>(stored: readonly T[], beside: readonly Beside[], type: T['resourceType']): T[] {
  const own = beside.filter((each) => each.type === type);
  const replaced = new Set(own.flatMap(({ id }) => (id === undefined ? [] : [id])));
  return [
    ...stored.filter(({ id }) => id === undefined || !replaced.has(id)),
    ...own.flatMap(({ resource }) => (resource === undefined ? [] : [resource as T])),
  ];
}

/** The issues that an order names, written beside it or stored before. */
export async function issuesOf(
  order: MedicationRequest,
  beside: readonly Beside[],
  { database, visibility }: FactSource,
): Promise<DetectedIssue[]> {
  const named = (order.detectedIssue ?? []).flatMap(({ reference }) => localReference(reference ?? '') ?? []);
  const found = await Promise.all(
    named.map(async ({ type, id }) => {
      const here = beside.find((each) => each.type === type && each.id === id);
      if (here !== undefined) return here.resource;
      const stored = await readStored(database, visibility, type, id);
      return stored === undefined || stored.deleted ? undefined : resourceOf(stored.body);
    }),
  );
  return found.filter((each): each is DetectedIssue => each?.resourceType === 'DetectedIssue');
}
