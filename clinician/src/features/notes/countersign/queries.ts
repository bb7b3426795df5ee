/** What is asked of the server about counter-signing: what waits for me, what was returned to me, and where each note of a record stands. */
import type { Patient, Resource, Task } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { counterSigning } from '@vardkedjan/care/record-keeping/after-signing/counter-signing.ts';
import { operate, perform, type Query, searchResources } from '@vardkedjan/ui/fhir-client.ts';
import type { Note } from '../queries.ts';

export type Request = Task & { id: string };

export interface Asked {
  request: Request;
  note: Note;
  /** undefined: not one that the caller may see. */
  patient: Patient | undefined;
}

const code = `${counterSigning.system}|${counterSigning.code}`;

/** What waits for my countersignature, the oldest first. */
export const toCounterSignQuery = (practitionerId: string) =>
  askedQuery(['countersign', practitionerId, 'mine'], { owner: `Practitioner/${practitionerId}`, status: 'requested' });

/** What I asked for and a colleague has returned. */
export const returnedQuery = (practitionerId: string) =>
  askedQuery(['countersign', practitionerId, 'returned'], {
    requester: `Practitioner/${practitionerId}`,
    status: 'rejected',
  });

const askedQuery = (queryKey: readonly string[], which: Query) =>
  queryOptions({
    queryKey,
    queryFn: async ({ signal }): Promise<{ asked: Asked[]; hasMore: boolean }> => {
      const _include = ['Task:focus', 'Task:patient'];
      const page = await searchResources<Request>(
        'Task',
        { code, ...which, _include, _sort: 'authored-on', _count: 100 },
        signal,
      );
      return { asked: paired(page.matches, page.included), hasMore: page.next !== undefined };
    },
    staleTime: 0,
    refetchOnWindowFocus: false,
    structuralSharing: false,
  });

/** A request whose note the caller does not see is not shown: there is nothing to read and sign. */
function paired(requests: readonly Request[], included: readonly Resource[]): Asked[] {
  const found = new Map(included.map((each) => [`${each.resourceType}/${each.id}`, each]));
  return requests.flatMap((request) => {
    const note = found.get(request.focus?.reference ?? '') as Note | undefined;
    const patient = found.get(request.for?.reference ?? '') as Patient | undefined;
    return note ? [{ request, note, patient }] : [];
  });
}

/** By the note's id, in one record. */
export const requestsOfRecordQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'countersign'],
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, Request>> => {
      const query = { code, patient: patientId, status: 'requested,rejected', _count: 200 };
      const { matches } = await searchResources<Request>('Task', query, signal);
      return new Map(matches.map((one) => [one.focus?.reference?.split('/')[1] ?? '', one]));
    },
    structuralSharing: false,
  });

const etagOf = ({ meta }: Note): string => `W/"${meta?.versionId ?? ''}"`;

const called = <T extends Resource>(note: Note, operation: string, patientId: string, parameter: object[]) =>
  operate<T>(`QuestionnaireResponse/${encodeURIComponent(note.id)}/$${operation}`, {
    body: { resourceType: 'Parameters', parameter } as Resource,
    etag: etagOf(note),
    patient: patientId,
  });

export const askToCounterSign = (note: Note, of: { reference: string; display: string }, patientId: string) =>
  called<Task>(note, 'ask-to-countersign', patientId, [{ name: 'of', valueReference: of }]);

export const returnUncountersigned = (note: Note, reason: string, patientId: string) =>
  called<Task>(note, 'return-uncountersigned', patientId, [{ name: 'reason', valueString: reason }]);

/** In the version that was read. */
export const counterSign = (note: Note, patientId: string) =>
  perform<Note>(`QuestionnaireResponse/${encodeURIComponent(note.id)}/$countersign`, etagOf(note), patientId);
