/**
 * The draft that something was typed in before it was sent, taken by the unit of work that takes what is sent, whatever that is: an order,
 * a prescription, a letter by an operation. A page says which with `X-Vardkedjan-Draft: DocumentReference/<id>/_history/<version>`. It is
 * sent once: what was sent from another machine, or changed there since, stops the whole, in words. API clients may say it too.
 */
import type { DocumentReference } from '@medplum/fhirtypes';
import { isFormDraft, sentFormDraft } from '@vardkedjan/care/record-keeping/form-draft.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { IncomingHttpHeaders } from 'node:http';
import type { Change, Meanwhile, OpenRecord, Written } from '../store/record.ts';
import type { Asked } from './asked.ts';
import type { Concern } from './concern.ts';

/** As it stood on the page from which it was sent. */
export interface SentDraft {
  id: string;
  version: number;
}

const form = /^DocumentReference\/([A-Za-z0-9\-.]{1,64})\/_history\/([1-9]\d{0,8})$/;

/** Undefined: what is sent was typed in no draft. */
export function sentDraftOf(headers: IncomingHttpHeaders): SentDraft | undefined {
  const said = headers['x-vardkedjan-draft'];
  if (said === undefined) return undefined;
  const [, id, version] = form.exec(String(said)) ?? [];
  if (id === undefined)
    throw new Failure(
      'invalid',
      'X-Vardkedjan-Draft is a version of a draft: DocumentReference/<id>/_history/<version>',
    );
  return { id, version: Number(version) };
}

/** That the draft is taken is a change of its record, and asked about as one. */
export async function draftConcerns(asked: Asked): Promise<Concern[]> {
  const { record } = asked;
  if (!(record instanceof RecordWithDraft)) return [];
  const { id } = record.draft;
  const stored = await record.read('DocumentReference', id);
  if (stored === undefined || stored.deleted) throw await asked.whyAbsent('DocumentReference', id);
  const resource = taken(parseJson(stored.body) as DocumentReference, record.draft);
  return [{ act: 'write', change: 'update', resource, id }];
}

/** Entries of a batch stand or fall by themselves: none of them is what the draft went with. */
export function requireNoDraft({ record }: Asked): void {
  if (record instanceof RecordWithDraft)
    throw new Failure('invalid', 'X-Vardkedjan-Draft goes with a transaction, not with a batch');
}

/** Fails when nothing was written that the draft could go with: whoever sent it would think that it had. */
export function requireTaken({ record }: Asked): void {
  if (record instanceof RecordWithDraft && !record.isTaken)
    throw new Failure('invalid', 'X-Vardkedjan-Draft goes with what is written, and nothing was');
}

/** The record, whose next unit of work takes the draft too. */
export class RecordWithDraft implements OpenRecord {
  readonly draft: SentDraft;
  readonly #record: OpenRecord;
  isTaken = false;

  constructor(record: OpenRecord, draft: SentDraft) {
    this.#record = record;
    this.draft = draft;
  }

  async write(changes: Change[], meanwhile?: Meanwhile): Promise<Written[]> {
    if (this.isTaken) return this.#record.write(changes, meanwhile);
    this.isTaken = true;
    try {
      const written = await this.#record.write([...changes, this.#taking], meanwhile);
      return written.slice(0, -1);
    } catch (error) {
      this.isTaken = false;
      throw error;
    }
  }

  get #taking(): Change {
    const { draft } = this;
    return {
      action: 'patch',
      type: 'DocumentReference',
      id: draft.id,
      apply: (current) => taken(current as DocumentReference, draft),
    };
  }

  read: OpenRecord['read'] = (...asked) => this.#record.read(...asked);
  vread: OpenRecord['vread'] = (...asked) => this.#record.vread(...asked);
  search: OpenRecord['search'] = (...asked) => this.#record.search(...asked);
  history: OpenRecord['history'] = (...asked) => this.#record.history(...asked);
  everything: OpenRecord['everything'] = (...asked) => this.#record.everything(...asked);
  chart: OpenRecord['chart'] = (...asked) => this.#record.chart(...asked);
  textSearch: OpenRecord['textSearch'] = (...asked) => this.#record.textSearch(...asked);
  accessLog: OpenRecord['accessLog'] = (...asked) => this.#record.accessLog(...asked);
  erase: OpenRecord['erase'] = (...asked) => this.#record.erase(...asked);
  tryWrite: OpenRecord['tryWrite'] = (...asked) => this.#record.tryWrite(...asked);
}

/** Compared within the unit of work, with what is stored then. */
function taken(current: DocumentReference, { version }: SentDraft): DocumentReference {
  if (!isFormDraft(current)) throw new Failure('invalid', 'X-Vardkedjan-Draft names no draft of a form');
  if (current.status !== 'current') throw notSent(alreadySent);
  if (Number(current.meta?.versionId) !== version) throw notSent(changedElsewhere);
  return sentFormDraft(current);
}

const alreadySent = {
  text: 'Det här har redan skickats eller kastats, kanske från en annan dator. Inget skickades en gång till. Se i journalen vad som är gjort innan du skriver på nytt.',
  diagnostics: 'Nothing was sent: the draft has been sent or thrown away already',
};

const changedElsewhere = {
  text: 'Formuläret har ändrats på en annan dator sedan du skrev. Inget skickades. Läs igenom det som står nu och skicka igen.',
  diagnostics: 'Nothing was sent: the draft has been changed since that version',
};

function notSent({ text, diagnostics }: typeof alreadySent): Failure {
  return new Failure('conflict', diagnostics, {
    issues: [{ severity: 'error', code: 'conflict', details: { text }, diagnostics }],
  });
}
