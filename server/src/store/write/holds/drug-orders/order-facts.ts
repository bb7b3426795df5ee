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
import { takenBeside } from '@vardkedjan/care/clinical/reconciliation/taken-beside.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Queryable, Value } from '../../../queryable.ts';
import { numbers } from '../../../array-literal.ts';
import { patientFacts } from '../../../facts/access-facts.ts';
import { readChart, readChartTogether } from '../../../read/chart.ts';
import { type LinkedRecord, othersByKey, othersOfPerson, saysLinked } from '../../../read/linked-records.ts';
import type { Stored } from '../../../record.ts';
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

type Known = Omit<DrugSituation, 'order' | 'others'> & {
  orders: readonly MedicationRequest[];
  /** What is only said to be taken harms as much (F6). */
  statements: readonly MedicationStatement[];
  /** `Patient/x` of the same person's other records: what is written in them holds for the person. */
  alsoUnder: ReadonlySet<string>;
};

/** Of whom nothing is stored. */
export function nothingOf(now: string): Known {
  const today = stockholmDay(new Date(now));
  return {
    orders: [],
    statements: [],
    allergies: [],
    patient: undefined,
    conditions: [],
    observations: [],
    today,
    alsoUnder: new Set(),
  };
}

/** Everything that the rules ask about, of one patient. */
export async function chartFacts(patientId: string, { database, visibility, now }: FactSource): Promise<Known> {
  const own = (await readChart(database, visibility, patientId)) ?? [];
  const [person] = own;
  const reading = { database, visibility };
  const others = person && saysLinked(person.body) ? await othersOfPerson(personIn(person), reading) : [];
  const keys = others.map(({ patientKey }) => patientKey);
  const together = person && keys.length > 0 ? await readChartTogether(database, visibility, person, keys) : own;
  const all = (together ?? own).map(({ body }) => resourceOf(body));
  const of = <T extends Resource>(type: T['resourceType']) =>
    all.filter((each): each is T => each.resourceType === type);
  return {
    orders: of<MedicationRequest>('MedicationRequest'),
    statements: of<MedicationStatement>('MedicationStatement'),
    allergies: of<AllergyIntolerance>('AllergyIntolerance'),
    // Under a reserve number the birth date is a judged year at the most: the known one's says more.
    patient: of<Patient>('Patient').toSorted((a, b) => (b.birthDate ?? '').length - (a.birthDate ?? '').length)[0],
    conditions: of<Condition>('Condition'),
    observations: of<Observation>('Observation'),
    today: stockholmDay(new Date(now)),
    alsoUnder: new Set(others.map(({ id }) => `Patient/${id}`)),
    isPart: await isHidden(keys, reading),
  };
}

const personIn = ({ id, patientKey, body }: Stored): LinkedRecord => ({
  id,
  patientKey,
  patient: resourceOf(body) as Patient,
});

/** Whether the caller has no care relation in one of the records: then nothing of it is seen. */
async function isHidden(
  patientKeys: readonly number[],
  { database, visibility }: Omit<FactSource, 'now'>,
): Promise<boolean> {
  if (patientKeys.length === 0 || !('practitioner' in visibility)) return false;
  const facts = await Promise.all(patientKeys.map((key) => patientFacts(database, key, visibility)));
  return facts.some((each) => each?.relation == null);
}

/** For many patients at once, by their keys. */
export async function allergyFacts(
  patientKeys: readonly number[],
  { database, visibility, now }: FactSource,
): Promise<Map<number, Known>> {
  const others = await othersByKey(patientKeys, { database, visibility });
  const keys = [...patientKeys, ...[...others.values()].flat().map(({ patientKey }) => patientKey)];
  const values: Value[] = [numbers([...new Set(keys)])];
  const seen = visibilitySql(visibility, 'r', (value) => `$${values.push(value)}`);
  const text = `select r.patient_key as "patientKey", r.body from resource r where r.patient_key = any($1::bigint[])
    and r.type = ${typeCode('AllergyIntolerance')} and not r.deleted and ${seen}`;
  const rows = await database.rows<{ patientKey: number; body: string }>(
    { name: `allergies-${visibility.kind}`, text },
    values,
  );
  const found = new Map<number, Known>();
  const byKey = Map.groupBy(rows, ({ patientKey }) => patientKey);
  for (const key of patientKeys) {
    const linked = others.get(key) ?? [];
    const together = [key, ...linked.map(({ patientKey }) => patientKey)].flatMap((each) => byKey.get(each) ?? []);
    const allergies = together.map(({ body }) => resourceOf(body) as AllergyIntolerance);
    found.set(key, { ...nothingOf(now), allergies, alsoUnder: new Set(linked.map(({ id }) => `Patient/${id}`)) });
  }
  return found;
}

/** The situation of one order: what is in force beside it when everything has been written. */
export function situationOf(order: MedicationRequest, known: Known, beside: readonly Beside[]): DrugSituation {
  const isOwn = (reference: string | undefined) =>
    reference === order.subject.reference || (reference !== undefined && known.alsoUnder.has(reference));
  const allergies = overlaid(known.allergies, beside, 'AllergyIntolerance').filter((each) =>
    isOwn(each.patient.reference),
  );
  const orders = overlaid(known.orders, beside, 'MedicationRequest');
  const statements = overlaid(known.statements, beside, 'MedicationStatement');
  const others = takenBeside(orders, statements, known.today).filter(
    (each) => isOwn(each.subject.reference) && each !== order && (each.id === undefined || each.id !== order.id),
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
