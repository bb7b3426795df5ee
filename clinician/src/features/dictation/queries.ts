/** What dictation asks of the server, and what it writes. */
import type {
  Binary,
  Bundle,
  Media,
  Patient,
  Questionnaire,
  QuestionnaireResponse,
  Resource,
  Task,
} from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { letterKindOfTemplate } from '@vardkedjan/care/coordination/letters/letter-template.ts';
import {
  type Dictated,
  dictationResources,
  dictationTask,
  typedDictation,
} from '@vardkedjan/care/record-keeping/dictation.ts';
import { type PatientOnScreen, readResource, request, searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { inUse } from '../../unit-templates/queries.ts';
import { inUseAt, nameOf } from '../../unit-templates/template-versions.ts';

const code = `${dictationTask.system}|${dictationTask.code}`;

export interface DictationRow {
  id: string;
  task: Task;
  media: Media | undefined;
  patient: Patient | undefined;
  patientId: string;
  noteId: string;
}

function rowsOf(tasks: readonly Task[], included: readonly Resource[]): DictationRow[] {
  const by = new Map(included.map((each) => [`${each.resourceType}/${each.id}`, each]));
  const isUrgent = ({ task }: DictationRow) => Number(task.priority === 'urgent');
  return tasks
    .map((task) => {
      const media = by.get(task.focus?.reference ?? '') as Media | undefined;
      return {
        id: task.id ?? '',
        task,
        media,
        patient: by.get(task.for?.reference ?? '') as Patient | undefined,
        patientId: task.for?.reference?.split('/').at(-1) ?? '',
        noteId: media?.partOf?.[0]?.reference?.split('/').at(-1) ?? '',
      };
    })
    .toSorted((a, b) => isUrgent(b) - isUrgent(a) || (a.task.authoredOn ?? '').localeCompare(b.task.authoredOn ?? ''));
}

/** Those that wait at a unit, or of one patient. */
export const dictationsQuery = (of: { unit: string } | { patientId: string }) =>
  queryOptions({
    queryKey: 'unit' in of ? ['work', 'dictations', of.unit] : ['record', of.patientId, 'dictations'],
    queryFn: async ({ signal }) => {
      const whose = 'unit' in of ? { owner: `Organization/${of.unit}` } : { patient: `Patient/${of.patientId}` };
      const page = await searchResources<Task>(
        'Task',
        {
          code,
          status: 'requested',
          ...whose,
          _include: ['Task:focus', 'Task:patient'],
          _sort: 'authored-on',
          _count: 100,
        },
        signal,
      );
      return rowsOf(page.matches, page.included);
    },
    refetchInterval: 60_000,
  });

/** Templates of notes in use at the unit. `kind`: null when it is not known. */
export const noteTemplatesQuery = (unit: string, kind: string | null) =>
  queryOptions({
    queryKey: ['dictation-templates', unit, kind],
    queryFn: async ({ signal }) => {
      const found = await inUse<Questionnaire>('Questionnaire', unit, kind, signal);
      return inUseAt(found, unit, kind ?? undefined).filter(isForNotes);
    },
    staleTime: 60_000,
  });

/** `used`: how often, by canonical url. */
export const mostUsedFirst = <T extends Questionnaire>(
  templates: readonly T[],
  used: Readonly<Record<string, number>>,
): T[] =>
  templates.toSorted(
    (a, b) => (used[b.url ?? ''] ?? 0) - (used[a.url ?? ''] ?? 0) || nameOf(a).localeCompare(nameOf(b), 'sv'),
  );

const isForNotes = (template: Questionnaire): boolean =>
  letterKindOfTemplate(template) === undefined && (template.subjectType ?? ['Patient']).includes('Patient');

export async function sendDictation(dictated: Dictated, screen: PatientOnScreen): Promise<void> {
  const entry = dictationResources(dictated).map((resource) => ({
    resource,
    request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
  }));
  const body: Bundle = { resourceType: 'Bundle', type: 'transaction', entry };
  await request('/fhir', { method: 'POST', patient: screen, body });
}

/** Its sound as an address that the page holds itself: what is played can be gone back in. */
export async function soundOf({ media }: DictationRow, signal: AbortSignal): Promise<string> {
  const id = media?.content.url?.replace('Binary/', '') ?? '';
  const { resource } = await readResource<Binary>('Binary', id, signal);
  const bytes = Uint8Array.from(atob(resource.data ?? ''), (letter) => letter.codePointAt(0) ?? 0);
  return URL.createObjectURL(new Blob([bytes], { type: resource.contentType }));
}

/** On the versions that are there now: what is typed while it is said waits for another try. */
export async function typed({ task, noteId, patientId }: DictationRow): Promise<void> {
  const { resource: note, etag } = await readResource<QuestionnaireResponse>('QuestionnaireResponse', noteId);
  const [done, toSign] = typedDictation(task, note, new Date());
  const body: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        resource: toSign,
        request: {
          method: 'PUT',
          url: `QuestionnaireResponse/${noteId}`,
          ...(etag !== undefined && { ifMatch: etag }),
        },
      },
      { resource: done, request: { method: 'PUT', url: `Task/${task.id}`, ifMatch: `W/"${task.meta?.versionId}"` } },
    ],
  };
  await request('/fhir', { method: 'POST', patient: patientId, body });
}
