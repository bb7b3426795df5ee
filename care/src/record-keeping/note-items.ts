/**
 * The items of a note: a QuestionnaireResponse whose items are the template's search words
 * (http://hl7.org/fhir/R4/questionnaireresponse.html). Clinical text is opaque: nothing here trims, wraps or re-encodes it.
 */
import type {
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
} from '@medplum/fhirtypes';

export interface NoteItem {
  /** linkIds from the root, with the occurrence where an item repeats: `status/hjarta`, `matning#2`. */
  path: string;
  /** The search word. */
  label: string;
  answers: QuestionnaireResponseItemAnswer[];
}

/** All items that can be answered, in the note's order. */
export function noteItems(note: Pick<QuestionnaireResponse, 'item'>): NoteItem[] {
  return walk(note.item ?? [], '');
}

/** What stands written under a search word; the empty string when nothing does. */
export function textOf(item: Pick<NoteItem, 'answers'>): string {
  return item.answers.map((answer) => answer.valueString ?? '').join('\n');
}

/** Whether anything at all is answered. Blanks alone are not. */
export function isEmpty(note: QuestionnaireResponse): boolean {
  return noteItems(note).every(({ answers }) => answers.every((answer) => isBlank(answer)));
}

/** The key of an item among its siblings: its linkId, and its number when it repeats. */
export function itemKeys(items: readonly QuestionnaireResponseItem[]): string[] {
  const seen = new Map<string, number>();
  return items.map(({ linkId }) => {
    const number = (seen.get(linkId) ?? 0) + 1;
    seen.set(linkId, number);
    return number === 1 ? linkId : `${linkId}#${number}`;
  });
}

/** JSON with the members of every object in order, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, held: unknown) =>
    held !== null && typeof held === 'object' && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  );
}

function walk(items: readonly QuestionnaireResponseItem[], under: string): NoteItem[] {
  const keys = itemKeys(items);
  return items.flatMap((item, index) => {
    const path = `${under}${keys[index]}`;
    const own = item.answer === undefined ? [] : [{ path, label: item.text ?? item.linkId, answers: item.answer }];
    const nested = (item.answer ?? []).flatMap((answer, number) => walk(answer.item ?? [], `${path}[${number}]/`));
    return [...own, ...nested, ...walk(item.item ?? [], `${path}/`)];
  });
}

function isBlank({ item, ...value }: QuestionnaireResponseItemAnswer): boolean {
  const nested = (item ?? []).every((one) => (one.answer ?? []).every(isBlank));
  return (
    nested &&
    Object.values(value).every((held) => held === undefined || (typeof held === 'string' && held.trim() === ''))
  );
}
