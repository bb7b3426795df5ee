/**
 * A note as a draft on the FHIR server: a QuestionnaireResponse with status `in-progress`
 * (http://hl7.org/fhir/R4/questionnaireresponse.html), never deleted as it is saved.
 */
import type { Encounter, Practitioner, Questionnaire, QuestionnaireResponse, Reference } from '@medplum/fhirtypes';
import { withTitle } from '@vardkedjan/ui/note/note-title.ts';
import type { DraftStore, StoredDraft } from '../../../drafts/draft-store.ts';
import { type DraftAs, FhirDraftStore, type Stored, storedDraftOf } from '../../../drafts/fhir-draft-store.ts';
import { canonicalOf } from '../../../unit-templates/template-versions.ts';
import { itemsOf, textsOf } from './note-items.ts';

type Note = Stored<QuestionnaireResponse>;

export interface DraftOf {
  /** UUID of the draft, its identifier on the server. */
  draft: string;
  patientId: string;
  template: Questionnaire | undefined;
  author: Reference<Practitioner>;
  encounter?: Reference<Encounter>;
  /** The draft as the server has it, when it is there already. */
  note?: Note;
}

export const noteStore = (of: DraftOf): DraftStore => new FhirDraftStore(noteAs(of), of.note);

function noteAs({ draft, patientId, template, author, encounter }: DraftOf): DraftAs<QuestionnaireResponse> {
  const begun = (): QuestionnaireResponse => ({
    resourceType: 'QuestionnaireResponse',
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${draft}` },
    status: 'in-progress',
    // Signing sets the time that counts; until then it is when the note was begun.
    authored: new Date().toISOString(),
    ...(template ? { questionnaire: canonicalOf(template) } : {}),
    subject: { reference: `Patient/${patientId}` },
    ...(encounter ? { encounter } : {}),
  });
  return {
    type: 'QuestionnaireResponse',
    patientId,
    identifier: `urn:ietf:rfc:3986|urn:uuid:${draft}`,
    subjectOf: ({ subject }) => subject?.reference,
    resource(texts, last) {
      const items = itemsOf(template, texts, last?.item ?? []);
      const { item: _before, ...kept } = last ?? withTitle(begun(), template?.title);
      return { ...kept, author, ...(items.length > 0 ? { item: items } : {}) };
    },
    ...readAs(template),
    patch(ahead, texts, last) {
      const before = itemsOf(template, ahead, last?.item ?? []);
      const after = itemsOf(template, texts, last?.item ?? []);
      if (before.length === 0) return undefined;
      return [
        { op: 'test', path: '/item', value: before },
        after.length > 0 ? { op: 'replace', path: '/item', value: after } : { op: 'remove', path: '/item' },
      ];
    },
  };
}

const readAs = (
  template: Questionnaire | undefined,
): Pick<DraftAs<QuestionnaireResponse>, 'textsOf' | 'isOpen' | 'authorOf'> => ({
  textsOf: (note) => textsOf(note, template),
  isOpen: ({ status }) => status === 'in-progress',
  authorOf: ({ author }) => author?.display,
});

export const storedNoteOf = (note: Note, template: Questionnaire | undefined): StoredDraft =>
  storedDraftOf(note, readAs(template));
