/**
 * What a handler gives back: a value. The pipeline logs whose data it shows and makes that durable; only the renderer
 * touches the response (invariants 3 and 6).
 */
import type { Stored } from '../store/record.ts';
import { contentOf } from './form/binary.ts';
import { entityTag } from './form/entity-tag.ts';

export type Text = string | readonly string[];

export function wholeText(text: Text): string {
  return typeof text === 'string' ? text : text.join('');
}

/** A resource in an answer, as far as the access log is concerned. */
export type Shown = Pick<Stored, 'patientKey' | 'careProvider' | 'unblocked'> & { type?: string };

export interface Answer {
  status: number;
  /** FHIR JSON, whole or in pieces: sent as it is, or written as XML where that is asked for. */
  text?: Text;
  /** Instead of a resource, what a Binary holds. */
  content?: { type: string; bytes: Buffer };
  headers?: Readonly<Record<string, string>>;
  /** The text is an OperationOutcome about what was done, and not what was asked for. */
  isOutcome?: true;
  /** meta.lastUpdated of what it is about; the header has whole seconds only. */
  lastModified?: string;
  /** What the answer shows or has changed. */
  shown: readonly Shown[];
}

/** The headers that say which version an answer is (http://hl7.org/fhir/R4/http.html#read). */
export function versionHeaders(stored: Stored): Record<string, string> {
  return { ETag: entityTag(stored.version), 'Last-Modified': new Date(stored.updated).toUTCString() };
}

export function answerWith(stored: Stored, status = 200, headers: Record<string, string> = {}): Answer {
  const { body: text, updated: lastModified } = stored;
  return { status, text, headers: { ...versionHeaders(stored), ...headers }, lastModified, shown: [stored] };
}

/** What a Binary holds, to one who accepts `accept`. */
export function contentAnswer(stored: Stored, accept: string): Answer {
  const { content, headers } = contentOf(stored.body, accept);
  return { status: 200, content, headers: { ...versionHeaders(stored), ...headers }, shown: [stored] };
}
