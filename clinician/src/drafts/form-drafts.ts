/**
 * What is typed in a form, kept on the server as it is typed (care/src/record-keeping/form-draft.ts) and found again by the same person
 * at the same unit, in this tab or on another machine. Sent or thrown away it holds nothing, and can be brought back.
 */
import type { DocumentReference, Practitioner, Reference } from '@medplum/fhirtypes';
import {
  formDraft,
  formDraftData,
  formDraftNumber,
  type FormOf,
  formDraftSystem,
  heldForm,
} from '@vardkedjan/care/record-keeping/form-draft.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import type { DraftTexts } from './draft-store.ts';
import { type DraftAs, FhirDraftStore, type Stored, storedDraftOf } from './fhir-draft-store.ts';
import { mergeFields } from './form-fields.ts';
import { keptDrafts } from './kept-drafts.ts';
import { type OpenDraft, openDraft, openedDraft, watchDraft } from './open-drafts.ts';

export interface FormToOpen extends FormOf {
  author: Reference<Practitioner>;
  /** HSA-id of the one who types. */
  caller: string;
}

export interface OpenForm extends OpenDraft {
  /** ISO instant at which what stands in it was typed, when that was before the form was opened. */
  takenUp: string | undefined;
}

const opening = new Map<string, Promise<OpenForm>>();

/** The same promise until nobody watches it any longer: what is kept is asked for once. */
export function openForm(of: FormToOpen): Promise<OpenForm> {
  const number = formDraftNumber(of);
  const found = opening.get(number) ?? opened(of, number);
  opening.set(number, found);
  return found;
}

async function opened(of: FormToOpen, number: string): Promise<OpenForm> {
  const { patientId, caller } = of;
  const as = draftAs(of, number);
  const found = openedDraft(number) ? undefined : await storedFor(as);
  const stored = found && storedDraftOf(found, as);
  const kept = keptDrafts(sessionStorage, 'form', caller).find(({ draft }) => draft === number);
  const start = kept ?? (stored ? { base: stored, texts: stored.texts } : { texts: {} });
  const store = new FhirDraftStore(as, found);
  const entry = openDraft({ kind: 'form', draft: number, patientId, caller, store, merge: mergeFields, start });
  if (kept && stored) entry.autosave.acknowledge(stored);
  const isBegun = Object.keys(entry.autosave.view().texts).length > 0;
  return { ...entry, takenUp: isBegun ? (stored?.at ?? kept?.at) : undefined };
}

/** undefined: there is none, or it cannot be fetched now; then the first save finds it, and what both hold is merged. */
async function storedFor({ identifier, patientId }: DraftAs<DocumentReference>) {
  try {
    const page = await searchResources<DocumentReference>('DocumentReference', { patient: patientId, identifier });
    return page.matches.find((each): each is Stored<DocumentReference> => each.id !== undefined);
  } catch (failure) {
    if (failure instanceof FhirFailure) return undefined;
    throw failure;
  }
}

export function watchForm({ draft }: OpenForm): () => void {
  const stop = watchDraft(draft, false);
  return () => {
    stop();
    opening.delete(draft);
  };
}

function draftAs(of: FormToOpen, number: string): DraftAs<DocumentReference> {
  const { patientId, author } = of;
  return {
    type: 'DocumentReference',
    patientId,
    identifier: `${formDraftSystem}|${number}`,
    subjectOf: ({ subject }) => subject?.reference,
    resource(texts, last) {
      const { status, content, ...begun } = formDraft(of, texts, author);
      return { ...(last ?? begun), date: new Date().toISOString(), status, content };
    },
    textsOf: (draft) => (draft.status === 'current' ? (heldForm(draft)?.texts ?? {}) : {}),
    isOpen: () => true,
    authorOf: ({ author: [by] = [] }) => by?.display,
    patch: (ahead, texts) => [
      { op: 'test', path: '/content/0/attachment/data', value: formDraftData(of, ahead) },
      { op: 'replace', path: '/content/0/attachment/data', value: formDraftData(of, texts) },
      { op: 'replace', path: '/status', value: statusOf(texts) },
    ],
  };
}

const statusOf = (texts: DraftTexts) => (Object.keys(texts).length > 0 ? 'current' : 'superseded');
