/** What "my work" asks the server for. Every search is filtered by the server to what the caller may see. */
import type {
  Appointment,
  DocumentReference,
  Encounter,
  QuestionnaireResponse,
  Resource,
  Task,
} from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { addDays, startOfDay } from '@vardkedjan/ui/dates.ts';
import { liftRequests } from '@vardkedjan/care/access/lift-request.ts';
import { formDraftSystem } from '@vardkedjan/care/record-keeping/form-draft.ts';
import { followPage, type Query, readResource, searchResources, updateResource } from '@vardkedjan/ui/fhir-client.ts';

/** So many pages of a day or a ward are read at the most; a longer one says that there is more. */
const mostPages = 5;

export interface Found<T> {
  matches: T[];
  included: Resource[];
  hasMore: boolean;
}

export async function searchAll<T extends Resource>(
  type: T['resourceType'],
  query: Query,
  signal: AbortSignal,
  most = mostPages,
): Promise<Found<T>> {
  const found: Found<T> = { matches: [], included: [], hasMore: false };
  let page = await searchResources<T>(type, query, signal);
  for (let pages = 1; ; pages += 1) {
    found.matches.push(...page.matches);
    found.included.push(...page.included);
    if (page.next === undefined) return found;
    if (pages === most) return { ...found, hasMore: true };
    page = await followPage<T>(page.next, signal);
  }
}

const refreshEvery = 60_000;

export const dayQuery = (day: string) =>
  queryOptions({
    queryKey: ['work', 'day', day],
    queryFn: ({ signal }) =>
      searchAll<Appointment>(
        'Appointment',
        {
          date: [`ge${startOfDay(day)}`, `lt${startOfDay(addDays(day, 1))}`],
          _sort: 'date',
          _include: 'Appointment:patient',
          _count: 200,
        },
        signal,
      ),
    refetchInterval: refreshEvery,
  });

export const unitQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['work', 'unit', unitId],
    queryFn: ({ signal }) =>
      searchAll<Encounter>(
        'Encounter',
        {
          'service-provider': `Organization/${unitId}`,
          status: 'arrived,triaged,in-progress,onleave',
          _include: 'Encounter:patient',
          _count: 200,
        },
        signal,
      ),
    refetchInterval: refreshEvery,
  });

export const tasksQuery = (unitId: string, practitionerId: string) =>
  queryOptions({
    queryKey: ['work', 'tasks', unitId, practitionerId],
    queryFn: ({ signal }) =>
      searchAll<Task>(
        'Task',
        {
          owner: `Practitioner/${practitionerId},Organization/${unitId}`,
          status: 'requested,received,accepted,ready,in-progress',
          _include: 'Task:patient',
          _count: 100,
        },
        signal,
      ),
    refetchInterval: refreshEvery,
  });

export const draftsQuery = (practitionerId: string) =>
  queryOptions({
    queryKey: ['work', 'drafts', practitionerId],
    queryFn: ({ signal }) =>
      searchAll<QuestionnaireResponse>(
        'QuestionnaireResponse',
        {
          author: `Practitioner/${practitionerId}`,
          status: 'in-progress',
          _include: 'QuestionnaireResponse:patient',
          _count: 100,
        },
        signal,
      ),
    refetchInterval: refreshEvery,
  });

/** Forms that somebody has begun and not sent. */
export const begunFormsQuery = (practitionerId: string) =>
  queryOptions({
    queryKey: ['work', 'begun-forms', practitionerId],
    queryFn: ({ signal }) =>
      searchAll<DocumentReference>(
        'DocumentReference',
        {
          author: `Practitioner/${practitionerId}`,
          identifier: `${formDraftSystem}|`,
          status: 'current',
          _include: 'DocumentReference:patient',
          _count: 100,
        },
        signal,
      ),
    refetchInterval: refreshEvery,
  });

const toAnswer = [liftRequests.another, liftRequests.colleague, liftRequests.unanswered];

/** On every page, so it asks for nothing else: most often there is none. */
export const liftsQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['work', 'lifts', unitId],
    queryFn: async ({ signal }) => {
      const code = toAnswer.map((one) => `${one.system}|${one.code}`).join(',');
      const query = { owner: `Organization/${unitId}`, code, status: 'requested', _count: 50 };
      return (await searchResources<Task>('Task', query, signal)).matches;
    },
    refetchInterval: 2 * refreshEvery,
  });

/** What it told has been read: it waits no longer. */
export async function taskRead(id: string, patientId: string): Promise<void> {
  const { resource, etag } = await readResource<Task & { id: string }>('Task', id.replace('Task/', ''));
  if (resource.status === 'ready') await updateResource({ ...resource, status: 'completed' }, etag, patientId);
}
