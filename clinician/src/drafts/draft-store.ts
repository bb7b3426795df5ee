/**
 * What a draft asks of the server, in the draft's own words. `fhir-note-store.ts` speaks FHIR; tests speak with a faulty one.
 * A call never throws: what went wrong is part of the answer, so that every failure has a state on screen.
 */

/** Text of each search word, by linkId. Opaque: kept byte for byte. A word without text is not in it. */
export type DraftTexts = Readonly<Record<string, string>>;

export interface StoredDraft {
  id: string;
  /** meta.versionId; versions of one note grow by one. */
  version: number;
  texts: DraftTexts;
  /** False once it is signed: a signed note is corrected, not written on. */
  open: boolean;
  /** Who saved this version, when the server says so. */
  by?: string;
  /** ISO 8601. */
  at?: string;
}

export type DraftTrouble =
  /** No answer, or an answer that is no verdict (timeout, 5xx, 429): it may or may not have been stored. */
  { kind: 'not-reached' } | { kind: 'signed-out' } | { kind: 'refused'; reason: string };

export type SaveAnswer =
  | { kind: 'saved'; note: StoredDraft }
  /** Somebody else saved first (412), or the note existed already. */
  | { kind: 'conflict' }
  | DraftTrouble;

export type ReadAnswer = { kind: 'read'; note: StoredDraft } | { kind: 'unchanged' } | DraftTrouble;

export interface DraftStore {
  /** Idempotent: a second create of the same draft gives the stored note back, whatever it now holds. */
  create(texts: DraftTexts, leaving: boolean): Promise<SaveAnswer>;
  update(id: string, version: number, texts: DraftTexts, leaving: boolean): Promise<SaveAnswer>;
  /** Saved only if the note holds exactly `ahead`, whatever its version is; outlives the page. */
  follow(id: string, ahead: DraftTexts, texts: DraftTexts): Promise<SaveAnswer>;
  read(id: string, known?: number): Promise<ReadAnswer>;
}

export function sameTexts(a: DraftTexts, b: DraftTexts): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** A word that was emptied is left out, as FHIR knows no empty strings. */
export function withText(texts: DraftTexts, linkId: string, text: string): DraftTexts {
  const { [linkId]: _before, ...others } = texts;
  return text === '' ? others : { ...others, [linkId]: text };
}
