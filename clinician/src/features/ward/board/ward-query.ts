/** What the board shows, asked of the server for the unit as a whole; the server filters it to what the caller may see. */
import type { Encounter, Flag, Location, Observation, Patient, Task } from '@medplum/fhirtypes';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { news2Code, snomedSystem } from '@vardkedjan/care/clinical/vitals/vital-codes.ts';
import { orderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { isStay } from '@vardkedjan/care/coordination/stays/stay.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { anyAssessedRisk } from '../../../nursing/risk-queries.ts';
import { searchAll } from '../../../work/work-queries.ts';
import { scoreAt } from './ward-rows.ts';

const refreshEvery = 60_000;
const dayMs = 24 * 3_600_000;

export interface Ward {
  places: Location[];
  stays: Encounter[];
  patients: Patient[];
  /** The last day’s, and of whom there is none in it the latest of the stay. */
  scores: Observation[];
  flags: Flag[];
  /** Risks as they have been assessed. */
  risks: Observation[];
  /** When it was asked. */
  asOf: Date;
}

export const wardQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['ward', unitId],
    queryFn: async ({ signal }): Promise<Ward> => {
      const now = new Date();
      const unit = `Organization/${unitId}`;
      const going = { 'service-provider': unit, status: 'arrived,triaged,in-progress,onleave', _count: 200 };
      const [places, found] = await Promise.all([
        searchAll<Location>('Location', { organization: unit, _count: 200 }, signal),
        searchAll<Encounter>('Encounter', { ...going, _include: 'Encounter:patient' }, signal),
      ]);
      const stays = found.matches.filter(isStay);
      const patients = found.included.filter((each): each is Patient => each.resourceType === 'Patient');
      const whose = [...new Set(stays.map(({ subject }) => subject?.reference ?? ''))].join(',');
      const code = `${snomedSystem}|${news2Code.code}`;
      const whoseDay = {
        code,
        patient: whose,
        date: `ge${new Date(now.getTime() - dayMs).toISOString()}`,
        _sort: 'date',
        _count: 200,
      };
      const whoseRisks = { code: anyAssessedRisk, patient: whose, _sort: '-date', _count: 200 };
      const asked = whose !== '';
      const [scores, flags, risks] = await Promise.all([
        asked ? searchAll<Observation>('Observation', whoseDay, signal) : Promise.resolve(undefined),
        asked ? searchAll<Flag>('Flag', { patient: whose, _count: 200 }, signal) : Promise.resolve(undefined),
        asked ? searchAll<Observation>('Observation', whoseRisks, signal) : Promise.resolve(undefined),
      ]);
      return {
        places: places.matches,
        stays,
        patients,
        scores: await withOlder(scores?.matches ?? [], stays, signal),
        flags: flags?.matches ?? [],
        risks: risks?.matches ?? [],
        asOf: now,
      };
    },
    refetchInterval: refreshEvery,
  });

/** Vital signs that were forgotten for more than a day are late by the latest score of the stay, however old it is. */
async function withOlder(scores: Observation[], stays: readonly Encounter[], signal: AbortSignal) {
  const scored = new Set(scores.filter((each) => scoreAt(each).length > 0).map(({ subject }) => subject?.reference));
  const older = await Promise.all(
    stays
      .filter(({ subject }) => subject?.reference !== undefined && !scored.has(subject.reference))
      .map(async ({ subject, period }) => {
        const query = {
          code: `${snomedSystem}|${news2Code.code}`,
          patient: subject?.reference ?? '',
          status: 'final,amended,corrected',
          ...(period?.start && { date: `ge${period.start}` }),
          _sort: '-date',
          _count: 1,
        };
        return (await searchResources<Observation>('Observation', query, signal)).matches;
      }),
  );
  return [...scores, ...older.flat()];
}

/** To be called after something that the board shows was written. */
export function useWardChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['ward'] });
}

/** Patients who are referred to the unit and have not been taken care of: the first to ask about when a bed is free. */
export const referredQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['ward', unitId, 'referred'],
    queryFn: async ({ signal }) => {
      const page = await searchResources<Task>(
        'Task',
        {
          code: orderTask.code ?? '',
          owner: `Organization/${unitId}`,
          status: 'requested,received,accepted,in-progress',
          _include: 'Task:patient',
          _count: 50,
        },
        signal,
      );
      return page.included.filter((each): each is Patient => each.resourceType === 'Patient');
    },
  });
