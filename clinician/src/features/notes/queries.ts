/** What the notes feature asks the server for. */
import type { Patient, PractitionerRole, Questionnaire, QuestionnaireResponse } from '@medplum/fhirtypes';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  followPage,
  historyOf,
  operate,
  type PatientOnScreen,
  readResource,
  searchResources,
} from '@vardkedjan/ui/fhir-client.ts';
import { hashParameter, signAsSeen } from '../../record/sign-as-seen.ts';
import { careUnitOf } from '@vardkedjan/ui/note/care-unit-of.ts';
import { searchAll } from '../../work/work-queries.ts';
import { everyVersion, inUse } from '../../unit-templates/queries.ts';
import { isAboutPatients } from './suitable-templates.ts';

export type Note = QuestionnaireResponse & { id: string };
export type Template = Questionnaire & { id: string };

const anHour = 3_600_000;

/** The templates in use at a unit; which suit is said by suitableTemplates. */
export const templatesQuery = (unit: string, kind: string | null | undefined) =>
  queryOptions({
    queryKey: ['templates', unit, kind],
    enabled: kind !== undefined,
    queryFn: async ({ signal }) =>
      (await inUse<Questionnaire>('Questionnaire', unit, kind ?? null, signal)).filter(isAboutPatients),
    staleTime: 0,
    structuralSharing: false,
  });

/** Every version of a unit's own templates, drafts and those that are used no longer. */
export const unitTemplatesQuery = (unit: string) =>
  queryOptions({
    queryKey: ['unit-templates', unit],
    queryFn: async ({ signal }) =>
      (await everyVersion<Questionnaire>('Questionnaire', unit, signal)).filter(isAboutPatients),
    staleTime: 0,
    structuralSharing: false,
  });

/** The template a note was written by: `url|version`, or `Questionnaire/id`. null when it is not here any longer. */
export const templateQuery = (canonical: string | undefined) =>
  queryOptions({
    queryKey: ['template', canonical ?? ''],
    queryFn: async ({ signal }): Promise<Template | null> => {
      if (!canonical) return null;
      const local = /^Questionnaire\/(.+)$/.exec(canonical)?.[1];
      if (local) return (await readResource<Questionnaire>('Questionnaire', local, signal)).resource as Template;
      const [url, version] = canonical.split('|');
      const { matches } = await searchResources<Questionnaire>('Questionnaire', { url, version, _count: 1 }, signal);
      return (matches[0] as Template | undefined) ?? null;
    },
    staleTime: anHour,
    structuralSharing: false,
  });

export const noteQuery = (patientId: string, id: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'note', id],
    queryFn: async ({ signal }) =>
      (await readResource<QuestionnaireResponse>('QuestionnaireResponse', id, signal)).resource as Note,
    staleTime: 0,
    structuralSharing: false,
  });

/** A draft by the name it was begun under; null when it never reached the server. */
export const draftQuery = (patientId: string, draft: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'draft', draft],
    queryFn: async ({ signal }) => {
      const identifier = `urn:ietf:rfc:3986|urn:uuid:${draft}`;
      const { matches } = await searchResources<Note>(
        'QuestionnaireResponse',
        { subject: `Patient/${patientId}`, identifier, _count: 1 },
        signal,
      );
      return matches[0] ?? null;
    },
    staleTime: 0,
    gcTime: 0,
    structuralSharing: false,
  });

export const notesQuery = (patientId: string) =>
  infiniteQueryOptions({
    queryKey: ['record', patientId, 'notes'],
    queryFn: ({ pageParam, signal }) =>
      pageParam
        ? followPage<Note>(pageParam, signal)
        : searchResources<Note>(
            'QuestionnaireResponse',
            { subject: `Patient/${patientId}`, _sort: '-authored', _count: 40 },
            signal,
          ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    structuralSharing: false,
  });

/** Every version of a note, the newest first. */
export const versionsQuery = (patientId: string, id: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'note', id, 'versions'],
    queryFn: async ({ signal }) =>
      (await historyOf<QuestionnaireResponse>('QuestionnaireResponse', id, signal)).matches as Note[],
    structuralSharing: false,
  });

export const draftsQuery = (practitionerId: string) =>
  queryOptions({
    queryKey: ['drafts', practitionerId],
    queryFn: async ({ signal }) =>
      (
        await searchResources<Note>(
          'QuestionnaireResponse',
          { status: 'in-progress', author: `Practitioner/${practitionerId}`, _sort: '-authored', _count: 100 },
          signal,
        )
      ).matches,
    structuralSharing: false,
  });

export interface Unsigned {
  notes: Note[];
  patients: ReadonlyMap<string, Patient>;
  hasMore: boolean;
}

/** What waits for a signature of these, `Practitioner/…`, with whose it is; the oldest first. */
async function unsignedOf(authors: readonly string[], signal: AbortSignal): Promise<Unsigned> {
  const { matches, included, next } = await searchResources<Note>(
    'QuestionnaireResponse',
    {
      status: 'in-progress',
      author: authors.join(','),
      _include: 'QuestionnaireResponse:patient',
      _sort: 'authored',
      _count: 100,
    },
    signal,
  );
  const patients = included.filter((each): each is Patient => each.resourceType === 'Patient');
  return {
    notes: matches,
    patients: new Map(patients.map((patient) => [patient.id ?? '', patient])),
    hasMore: next !== undefined,
  };
}

const alwaysAnew = { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false, structuralSharing: false } as const;

export const unsignedQuery = (practitionerId: string) =>
  queryOptions({
    queryKey: ['unsigned', practitionerId],
    queryFn: ({ signal }) => unsignedOf([`Practitioner/${practitionerId}`], signal),
    ...alwaysAnew,
  });

/** What waits at a unit, written there by others than `but` who work there or have: nobody is missed because they are away or have left. */
export const unitUnsignedQuery = (unitId: string, but: string) =>
  queryOptions({
    queryKey: ['unsigned', 'unit', unitId, but],
    queryFn: async ({ signal }): Promise<Unsigned> => {
      const unit = `Organization/${unitId}`;
      const { matches } = await searchAll<PractitionerRole>(
        'PractitionerRole',
        { organization: unit, _count: 200 },
        signal,
      );
      const staff = new Set(matches.flatMap(({ practitioner }) => practitioner?.reference ?? []));
      staff.delete(but);
      if (staff.size === 0) return { notes: [], patients: new Map(), hasMore: false };
      const found = await unsignedOf([...staff], signal);
      return { ...found, notes: found.notes.filter((note) => careUnitOf(note)?.reference === unit) };
    },
    ...alwaysAnew,
  });

/**
 * Signs `shown`, the note as it stands on the screen: refused with `changed-meanwhile` when the server holds another version than
 * `shown` says, and as not-as-seen when it holds another text (F1).
 */
export async function signNote(shown: Note, patientId: string): Promise<Note> {
  return (await signAsSeen(shown, patientId)).resource as Note;
}

/** Notes what the patient holds against a note, beside it. */
export async function noteDissent(note: Note, opinion: string, patientId: string): Promise<Note> {
  const { resource } = await operate<QuestionnaireResponse>(
    `QuestionnaireResponse/${encodeURIComponent(note.id)}/$note-dissent`,
    {
      body: { resourceType: 'Parameters', parameter: [{ name: 'opinion', valueString: opinion }] },
      etag: `W/"${note.meta?.versionId ?? ''}"`,
      patient: patientId,
    },
  );
  return resource as Note;
}

export async function correctNote(
  note: Note,
  corrected: QuestionnaireResponse,
  reason: string,
  screen: PatientOnScreen,
): Promise<Note> {
  const { resource } = await operate<QuestionnaireResponse>(
    `QuestionnaireResponse/${encodeURIComponent(note.id)}/$correct`,
    {
      body: {
        resourceType: 'Parameters',
        parameter: [
          { name: 'reason', valueString: reason },
          { name: 'resource', resource: corrected },
          await hashParameter(corrected),
        ],
      },
      etag: `W/"${note.meta?.versionId ?? ''}"`,
      patient: screen,
    },
  );
  return resource as Note;
}
