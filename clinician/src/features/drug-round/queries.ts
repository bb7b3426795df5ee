/** Who is at the unit or enrolled in its home care, and for them the orders in force and what has been recorded of the last day. */
import type {
  AllergyIntolerance,
  Basic,
  DetectedIssue,
  Encounter,
  EpisodeOfCare,
  MedicationAdministration,
  MedicationRequest,
  Observation,
  Patient,
  Resource,
} from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { issuesNamed } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { delegationCode, delegationOf } from '@vardkedjan/care/clinical/giving/delegation.ts';
import { followPage, type Query, searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { effectCode } from './effect.ts';
import { back } from './round-doses.ts';

/** So many patients' orders are asked for at a time, and so many patients in all. */
const together = 20;
const mostPatients = 80;
const mostPages = 6;

export interface Round {
  patients: (Patient & { id: string; place: string })[];
  hasMore: boolean;
  orders: MedicationRequest[];
  given: MedicationAdministration[];
  effects: Observation[];
  allergies: AllergyIntolerance[];
  /** What the orders were signed in spite of. */
  answers: DetectedIssue[];
  /** ISO instant of the asking. */
  asOf: string;
}

export const roundKey = (unitId: string) => ['work', 'drug-round', unitId] as const;

export const roundQuery = (unitId: string, unitName: string) =>
  queryOptions({
    queryKey: roundKey(unitId),
    queryFn: async ({ signal }): Promise<Round> => {
      const found = await patientsOf(unitId, unitName, signal);
      const patients = found.slice(0, mostPatients);
      const now = Date.now();
      const since = new Date(now - back).toISOString();
      const parts = await Promise.all(
        chunks(patients.map(({ id }) => id)).map(async (ids) => {
          const patient = ids.map((id) => `Patient/${id}`).join(',');
          const parts = await Promise.all([
            all<MedicationRequest>('MedicationRequest', { patient, status: 'active,on-hold', _count: 200 }, signal),
            all<MedicationAdministration>(
              'MedicationAdministration',
              { patient, 'effective-time': `ge${since}`, _count: 200 },
              signal,
            ),
            all<MedicationAdministration>(
              'MedicationAdministration',
              { patient, status: 'in-progress', _count: 200 },
              signal,
            ),
            all<Observation>(
              'Observation',
              { patient, code: `${effectCode.system}|${effectCode.code}`, date: `ge${since}`, _count: 200 },
              signal,
            ),
            all<AllergyIntolerance>('AllergyIntolerance', { patient, _count: 200 }, signal),
          ]);
          return [...parts, await answersTo(parts[0], signal)] as const;
        }),
      );
      const given = new Map(parts.flatMap((part) => [...part[1], ...part[2]]).map((one) => [one.id, one]));
      return {
        patients,
        hasMore: found.length > patients.length,
        orders: parts.flatMap((part) => part[0]),
        given: [...given.values()],
        effects: parts.flatMap((part) => part[3]),
        allergies: parts.flatMap((part) => part[4]),
        answers: parts.flatMap((part) => part[5]),
        asOf: new Date(now).toISOString(),
      };
    },
    refetchInterval: 30_000,
    structuralSharing: false,
  });

/** Those that the orders name: most name none. */
async function answersTo(orders: readonly MedicationRequest[], signal: AbortSignal): Promise<DetectedIssue[]> {
  const ids = [...new Set(orders.flatMap(issuesNamed))].flatMap(
    (reference) => /^DetectedIssue\/(.+)$/.exec(reference)?.[1] ?? [],
  );
  const found = await Promise.all(
    chunks(ids).map((some) => all<DetectedIssue>('DetectedIssue', { _id: some.join(','), _count: together }, signal)),
  );
  return found.flat();
}

async function patientsOf(unitId: string, unitName: string, signal: AbortSignal): Promise<Round['patients']> {
  const unit = `Organization/${unitId}`;
  const [stays, enrolled] = await Promise.all([
    withIncluded<Encounter>(
      'Encounter',
      {
        'service-provider': unit,
        status: 'arrived,triaged,in-progress,onleave',
        _include: 'Encounter:patient',
        _count: 200,
      },
      signal,
    ),
    withIncluded<EpisodeOfCare>(
      'EpisodeOfCare',
      { organization: unit, status: 'active', type: 'home-care', _include: 'EpisodeOfCare:patient', _count: 200 },
      signal,
    ),
  ]);
  const places = new Map(
    stays.matches.map(({ subject, location }) => [
      subject?.reference ?? '',
      (location?.find(({ status }) => status !== 'completed')?.location.display ?? '').replace(`${unitName}, `, ''),
    ]),
  );
  const patients = new Map<string, Round['patients'][number]>();
  for (const each of [...stays.included, ...enrolled.included])
    if (each.resourceType === 'Patient' && each.id !== undefined)
      patients.set(each.id, { ...each, id: each.id, place: places.get(`Patient/${each.id}`) ?? '' });
  const name = ({ name }: Patient) => `${name?.[0]?.family ?? ''} ${name?.[0]?.given?.[0] ?? ''}`;
  return [...patients.values()].toSorted(
    (a, b) => a.place.localeCompare(b.place, 'sv', { numeric: true }) || name(a).localeCompare(name(b), 'sv'),
  );
}

/** What is not gathered to the full is no round: more pages than that fail. */
async function withIncluded<T extends Resource>(
  type: T['resourceType'],
  query: Query,
  signal: AbortSignal,
): Promise<{ matches: T[]; included: Resource[] }> {
  const found = { matches: [] as T[], included: [] as Resource[] };
  let page = await searchResources<T>(type, query, signal);
  for (let pages = 1; ; pages++) {
    found.matches.push(...page.matches);
    found.included.push(...page.included);
    if (page.next === undefined) return found;
    if (pages === mostPages) throw new Error(`More ${type} than a round holds`);
    page = await followPage<T>(page.next, signal);
  }
}

const all = async <T extends Resource>(type: T['resourceType'], query: Query, signal: AbortSignal): Promise<T[]> =>
  (await withIncluded<T>(type, query, signal)).matches;

function chunks(ids: readonly string[]): string[][] {
  const found: string[][] = [];
  for (let at = 0; at < ids.length; at += together) found.push(ids.slice(at, at + together));
  return found;
}

/** Of somebody who does not give by an authority of their own. */
export const delegationsQuery = (practitionerId: string, isAsked: boolean) =>
  queryOptions({
    queryKey: ['work', 'delegations', practitionerId],
    queryFn: async ({ signal }) => {
      const code = `${delegationCode.system}|${delegationCode.code}`;
      const query = { subject: `Practitioner/${practitionerId}`, code, _count: 100 };
      const { matches } = await searchResources<Basic>('Basic', query, signal);
      return matches.flatMap((each) => delegationOf(each) ?? []);
    },
    enabled: isAsked,
  });
