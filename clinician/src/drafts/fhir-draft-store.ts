/**
 * Drafts on the FHIR server, whatever they are resources of. Created once whatever happens to the answer (If-None-Exist on the draft's
 * own identifier, http://hl7.org/fhir/R4/http.html#ccreate), changed with If-Match, each save bound to the patient it is about (F16).
 */
import type { Resource } from '@medplum/fhirtypes';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { request } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import type { DraftStore, DraftTexts, DraftTrouble, ReadAnswer, SaveAnswer, StoredDraft } from './draft-store.ts';

export type Stored<R extends Resource> = R & { id: string };

/** How a draft is a resource. */
export interface DraftAs<R extends Resource> {
  type: R['resourceType'];
  patientId: string;
  /** `system|value`. */
  identifier: string;
  subjectOf: (resource: R) => string | undefined;
  /** With what the resource `last` had beside the texts. */
  resource: (texts: DraftTexts, last: Stored<R> | undefined) => R;
  textsOf: (resource: R) => DraftTexts;
  isOpen: (resource: R) => boolean;
  authorOf: (resource: R) => string | undefined;
  /** JSON Patch (RFC 6902) whose `test` makes the content itself the condition; undefined: there is nothing to hold on to. */
  patch: (ahead: DraftTexts, texts: DraftTexts, last: Stored<R> | undefined) => unknown[] | undefined;
}

/** An answer that takes longer has gone missing; the save is tried again and recognises its own work. */
const longest = 15_000;
/** The browser's limit for what may outlive a page is 64 kB, all together. */
const mayOutlive = 60_000;

export class FhirDraftStore<R extends Resource> implements DraftStore {
  readonly #as: DraftAs<R>;
  #last: Stored<R> | undefined;

  constructor(as: DraftAs<R>, last: Stored<R> | undefined) {
    this.#as = as;
    this.#last = last;
  }

  create(texts: DraftTexts, leaving: boolean): Promise<SaveAnswer> {
    const { type, identifier, resource } = this.#as;
    const headers = { 'If-None-Exist': `identifier=${encodeURIComponent(identifier)}` };
    return this.#save('POST', `/fhir/${type}`, resource(texts, this.#last), headers, leaving);
  }

  update(id: string, version: number, texts: DraftTexts, leaving: boolean): Promise<SaveAnswer> {
    const body = { ...this.#as.resource(texts, this.#last), id };
    return this.#save('PUT', this.#addressOf(id), body, { 'If-Match': `W/"${version}"` }, leaving);
  }

  follow(id: string, ahead: DraftTexts, texts: DraftTexts): Promise<SaveAnswer> {
    const patch = this.#as.patch(ahead, texts, this.#last);
    if (patch === undefined) return Promise.resolve({ kind: 'conflict' });
    return this.#save('PATCH', this.#addressOf(id), patch, { 'Content-Type': 'application/json-patch+json' }, true);
  }

  async read(id: string, known?: number): Promise<ReadAnswer> {
    try {
      const response = await request(this.#addressOf(id), {
        signal: AbortSignal.timeout(longest),
        headers: known === undefined ? {} : { 'If-None-Match': `W/"${known}"` },
      });
      const found = parseJson(await response.text()) as Stored<R>;
      if (Number(found.meta?.versionId) === known) return { kind: 'unchanged' };
      return { kind: 'read', note: this.#remember(found) };
    } catch (failure) {
      if (failure instanceof FhirFailure && failure.status === 304) return { kind: 'unchanged' };
      return troubleOf(failure);
    }
  }

  async #save(
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
        patient: this.#as.patientId,
        headers: { Prefer: 'return=representation', ...headers },
        signal: AbortSignal.timeout(longest),
        keepalive: leaving && new Blob([JSON.stringify(body)]).size < mayOutlive,
      });
      const text = await response.text();
      // A create that found the draft there already may answer with its address alone.
      if (text === '') return this.#readBack(response);
      return { kind: 'saved', note: this.#remember(parseJson(text) as Stored<R>) };
    } catch (failure) {
      if (failure instanceof FhirFailure && failure.kind === 'changed-meanwhile') return { kind: 'conflict' };
      return troubleOf(failure);
    }
  }

  async #readBack(response: Response): Promise<SaveAnswer> {
    const address = response.headers.get('location') ?? '';
    const id = new RegExp(`${this.#as.type}/([A-Za-z0-9\\-.]{1,64})`).exec(address)?.[1];
    if (!id) return { kind: 'not-reached' };
    const answer = await this.read(id);
    if (answer.kind === 'read') return { kind: 'saved', note: answer.note };
    return answer.kind === 'unchanged' ? { kind: 'not-reached' } : answer;
  }

  #remember(found: Stored<R>): StoredDraft {
    // A draft that came back as somebody else's would be written in the wrong record.
    if (this.#as.subjectOf(found) !== `Patient/${this.#as.patientId}`) throw new WrongPatient();
    if (Number(found.meta?.versionId) >= Number(this.#last?.meta?.versionId ?? 0)) this.#last = found;
    return storedDraftOf(found, this.#as);
  }

  #addressOf(id: string): string {
    return `/fhir/${this.#as.type}/${encodeURIComponent(id)}`;
  }
}

export function storedDraftOf<R extends Resource>(
  resource: Stored<R>,
  { textsOf, isOpen, authorOf }: Pick<DraftAs<R>, 'textsOf' | 'isOpen' | 'authorOf'>,
): StoredDraft {
  const by = authorOf(resource);
  const at = resource.meta?.lastUpdated;
  return {
    id: resource.id,
    version: Number(resource.meta?.versionId),
    texts: textsOf(resource),
    open: isOpen(resource),
    ...(by ? { by } : {}),
    ...(at ? { at } : {}),
  };
}

/** Reason of the one refusal that is ours; the screen has the words. */
export const wrongPatient = 'wrong-patient';

class WrongPatient extends Error {}

/** A verdict is a refusal; everything that may pass is tried again. */
function troubleOf(failure: unknown): DraftTrouble {
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
