/**
 * Drafts on the FHIR server: a note is a QuestionnaireResponse with status `in-progress`
 * (http://hl7.org/fhir/R4/questionnaireresponse.html). Created once whatever happens to the answer (If-None-Exist on its own
 * identifier, http://hl7.org/fhir/R4/http.html#ccreate), changed with If-Match, never deleted.
 */
import type { Encounter, Practitioner, Questionnaire, QuestionnaireResponse, Reference } from '@medplum/fhirtypes';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { request } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { withTitle } from '@vardkedjan/ui/note/note-title.ts';
import { itemsOf, textsOf } from './note-items.ts';
import type { NoteStore, NoteTexts, NoteTrouble, ReadAnswer, SaveAnswer, StoredNote } from './note-store.ts';
import { canonicalOf } from './template-fields.ts';

type Note = QuestionnaireResponse & { id: string };

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

/** An answer that takes longer has gone missing; the save is tried again and recognises its own work. */
const longest = 15_000;
/** The browser's limit for what may outlive a page is 64 kB, all together. */
const mayOutlive = 60_000;

export class FhirNoteStore implements NoteStore {
  private readonly of: DraftOf;
  private last: Note | undefined;

  constructor(of: DraftOf) {
    this.of = of;
    this.last = of.note;
  }

  create(texts: NoteTexts, leaving: boolean): Promise<SaveAnswer> {
    const { draft } = this.of;
    const ifNoneExist = `identifier=${encodeURIComponent(`urn:ietf:rfc:3986|urn:uuid:${draft}`)}`;
    return this.save(
      'POST',
      '/fhir/QuestionnaireResponse',
      this.resource(texts),
      { 'If-None-Exist': ifNoneExist },
      leaving,
    );
  }

  update(id: string, version: number, texts: NoteTexts, leaving: boolean): Promise<SaveAnswer> {
    return this.save('PUT', addressOf(id), { ...this.resource(texts), id }, { 'If-Match': `W/"${version}"` }, leaving);
  }

  /** JSON Patch (RFC 6902): `test` makes the content itself the condition. */
  follow(id: string, ahead: NoteTexts, texts: NoteTexts): Promise<SaveAnswer> {
    const before = this.items(ahead);
    const after = this.items(texts);
    if (before.length === 0) return Promise.resolve({ kind: 'conflict' });
    const patch = [
      { op: 'test', path: '/item', value: before },
      after.length > 0 ? { op: 'replace', path: '/item', value: after } : { op: 'remove', path: '/item' },
    ];
    return this.save('PATCH', addressOf(id), patch, { 'Content-Type': 'application/json-patch+json' }, true);
  }

  async read(id: string, known?: number): Promise<ReadAnswer> {
    try {
      const response = await request(addressOf(id), {
        signal: AbortSignal.timeout(longest),
        headers: known === undefined ? {} : { 'If-None-Match': `W/"${known}"` },
      });
      const note = parseJson(await response.text()) as Note;
      if (Number(note.meta?.versionId) === known) return { kind: 'unchanged' };
      return { kind: 'read', note: this.remember(note) };
    } catch (failure) {
      if (failure instanceof FhirFailure && failure.status === 304) return { kind: 'unchanged' };
      return troubleOf(failure);
    }
  }

  private async save(
    method: 'POST' | 'PUT' | 'PATCH',
    address: string,
    body: unknown,
    headers: Record<string, string>,
    leaving: boolean,
  ): Promise<SaveAnswer> {
    try {
      const response = await request(address, {
        method,
        body,
        patient: this.of.patientId,
        headers: { Prefer: 'return=representation', ...headers },
        signal: AbortSignal.timeout(longest),
        keepalive: leaving && new Blob([JSON.stringify(body)]).size < mayOutlive,
      });
      const text = await response.text();
      // A create that found the note there already may answer with its address alone.
      if (text === '') return this.readBack(response);
      return { kind: 'saved', note: this.remember(parseJson(text) as Note) };
    } catch (failure) {
      if (failure instanceof FhirFailure && failure.kind === 'changed-meanwhile') return { kind: 'conflict' };
      return troubleOf(failure);
    }
  }

  private async readBack(response: Response): Promise<SaveAnswer> {
    const id = /QuestionnaireResponse\/([A-Za-z0-9\-.]{1,64})/.exec(response.headers.get('location') ?? '')?.[1];
    if (!id) return { kind: 'not-reached' };
    const answer = await this.read(id);
    if (answer.kind === 'read') return { kind: 'saved', note: answer.note };
    return answer.kind === 'unchanged' ? { kind: 'not-reached' } : answer;
  }

  private resource(texts: NoteTexts): QuestionnaireResponse {
    const { draft, patientId, template, author, encounter } = this.of;
    const items = this.items(texts);
    const begun: QuestionnaireResponse = {
      resourceType: 'QuestionnaireResponse',
      identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${draft}` },
      status: 'in-progress',
      // Signing sets the time that counts; until then it is when the note was begun.
      authored: new Date().toISOString(),
      ...(template ? { questionnaire: canonicalOf(template) } : {}),
      subject: { reference: `Patient/${patientId}` },
      ...(encounter ? { encounter } : {}),
    };
    const { item: _before, ...kept } = this.last ?? withTitle(begun, template?.title);
    return { ...kept, author, ...(items.length > 0 ? { item: items } : {}) };
  }

  private items(texts: NoteTexts) {
    return itemsOf(this.of.template, texts, this.last?.item ?? []);
  }

  private remember(note: Note): StoredNote {
    // A draft that came back as somebody else's would be written in the wrong record.
    if (note.subject?.reference !== `Patient/${this.of.patientId}`) throw new WrongPatient();
    if (Number(note.meta?.versionId) >= Number(this.last?.meta?.versionId ?? 0)) this.last = note;
    return storedNoteOf(note, this.of.template);
  }
}

export function storedNoteOf(note: Note, template: Questionnaire | undefined): StoredNote {
  const by = note.author?.display;
  const at = note.meta?.lastUpdated;
  return {
    id: note.id,
    version: Number(note.meta?.versionId),
    texts: textsOf(note, template),
    open: note.status === 'in-progress',
    ...(by ? { by } : {}),
    ...(at ? { at } : {}),
  };
}

const addressOf = (id: string) => `/fhir/QuestionnaireResponse/${encodeURIComponent(id)}`;

/** Reason of the one refusal that is ours; the screen has the words. */
export const wrongPatient = 'wrong-patient';

class WrongPatient extends Error {}

/** A verdict is a refusal; everything that may pass is tried again. */
function troubleOf(failure: unknown): NoteTrouble {
  if (failure instanceof WrongPatient) return { kind: 'refused', reason: wrongPatient };
  if (!(failure instanceof FhirFailure)) return { kind: 'not-reached' };
  switch (failure.kind) {
    case 'signed-out':
      return { kind: 'signed-out' };
    case 'refused':
    case 'invalid':
    case 'not-found':
    case 'gone':
    case 'too-much':
      return { kind: 'refused', reason: failure.message };
    default:
      return { kind: 'not-reached' };
  }
}
