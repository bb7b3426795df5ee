/**
 * Two people write in one draft at the same time: a three-way merge, search word by search word, so that nobody is locked out and
 * nobody's text is lost (F13). What only one of them changed is taken as it stands. Where both changed the same search word, both
 * texts are kept, one after the other with a visible line between, and the conflict is named so that a person settles it.
 */
import type {
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
} from '@medplum/fhirtypes';
import { canonicalJson, itemKeys } from './note-items.ts';
import { isDraft } from './note-state.ts';
import type { Refused } from './record-keeping-fault.ts';

/** Stands between two texts that were written at the same time. */
export const concurrentLine = '\n\n— Skrivet samtidigt av två, se över: —\n\n';

export interface Conflict {
  /** linkIds from the root. */
  path: string;
  label: string;
  mine: string;
  theirs: string;
}

export interface MergedNote {
  note: QuestionnaireResponse;
  conflicts: Conflict[];
}

/**
 * `base`: the version both started from; `mine`: as I have it; `theirs`: as it now stands on the server. The merged note has their
 * meta, so that it is saved on top of theirs. Refused when theirs is signed: then mine is a correction.
 */
export function mergeNotes(
  base: QuestionnaireResponse,
  mine: QuestionnaireResponse,
  theirs: QuestionnaireResponse,
): MergedNote | Refused {
  if (!isDraft(theirs)) return { refused: 'not-a-draft' };
  if (mine.subject?.reference !== theirs.subject?.reference) return { refused: 'another-patient' };
  const conflicts: Conflict[] = [];
  const item = mergeItems(base.item ?? [], mine.item ?? [], theirs.item ?? [], '', conflicts);
  const { item: _theirs, ...fields } = mergeFields(base, mine, theirs);
  return { note: item.length === 0 ? fields : { ...fields, item }, conflicts };
}

/** Fields beside the items: mine where I alone changed them, else theirs. */
function mergeFields(
  base: QuestionnaireResponse,
  mine: QuestionnaireResponse,
  theirs: QuestionnaireResponse,
): QuestionnaireResponse {
  const merged: Record<string, unknown> = { ...theirs };
  for (const [name, value] of Object.entries(mine)) {
    if (name === 'meta' || name === 'item' || name === 'id') continue;
    const before = base[name as keyof QuestionnaireResponse];
    if (!same(value, before) && same(theirs[name as keyof QuestionnaireResponse], before)) merged[name] = value;
  }
  return merged as unknown as QuestionnaireResponse;
}

type Items = readonly QuestionnaireResponseItem[];

function mergeItems(
  base: Items,
  mine: Items,
  theirs: Items,
  under: string,
  conflicts: Conflict[],
): QuestionnaireResponseItem[] {
  const before = byKey(base);
  const own = byKey(mine);
  const other = byKey(theirs);
  return keysInOrder([...own.keys()], [...other.keys()]).flatMap((key) => {
    const merged = mergeItem(before.get(key), own.get(key), other.get(key), `${under}${key}`, conflicts);
    return merged === undefined ? [] : [merged];
  });
}

function mergeItem(
  base: QuestionnaireResponseItem | undefined,
  mine: QuestionnaireResponseItem | undefined,
  theirs: QuestionnaireResponseItem | undefined,
  path: string,
  conflicts: Conflict[],
): QuestionnaireResponseItem | undefined {
  // Taken away by one: gone if the other left it as it was, kept if the other wrote in it.
  if (mine === undefined) return base !== undefined && same(theirs, base) ? undefined : theirs;
  if (theirs === undefined) return base !== undefined && same(mine, base) ? undefined : mine;
  if (same(mine, base)) return theirs;
  if (same(theirs, base) || same(mine, theirs)) return mine;
  const answer = mergeAnswers(
    base?.answer,
    mine.answer,
    theirs.answer,
    path,
    mine.text ?? theirs.text ?? mine.linkId,
    conflicts,
  );
  const nested = mergeItems(base?.item ?? [], mine.item ?? [], theirs.item ?? [], `${path}/`, conflicts);
  const { answer: _answer, item: _item, ...rest } = same(theirs.text, base?.text) ? mine : theirs;
  return { ...rest, ...(answer === undefined ? {} : { answer }), ...(nested.length === 0 ? {} : { item: nested }) };
}

type Answers = QuestionnaireResponseItemAnswer[] | undefined;

function mergeAnswers(
  base: Answers,
  mine: Answers,
  theirs: Answers,
  path: string,
  label: string,
  conflicts: Conflict[],
): Answers {
  if (same(mine, base) || same(mine, theirs)) return theirs;
  if (same(theirs, base)) return mine;
  const texts = [base, mine, theirs].map(onlyText);
  const [before = '', own, other] = texts;
  if (own === undefined || other === undefined) {
    // Not plain text on both sides: both answers stand, and a person settles which is right.
    conflicts.push({ path, label, mine: shown(mine), theirs: shown(theirs) });
    return [...(theirs ?? []), ...(mine ?? []).filter((answer) => !theirs?.some((one) => same(one, answer)))];
  }
  // One wrote on where the other left off, so that one text holds both.
  if (other.startsWith(before) && own.startsWith(other)) return mine;
  if (own.startsWith(before) && other.startsWith(own)) return theirs;
  conflicts.push({ path, label, mine: own, theirs: other });
  // Where both went on from the same text, that text stands once.
  const addition = own.startsWith(before) && other.startsWith(before) ? own.slice(before.length) : own;
  return [{ ...theirs?.[0], ...mine?.[0], valueString: `${other}${concurrentLine}${addition}` }];
}

/** The text of an answer that is nothing but one text, or nothing at all. */
function onlyText(answers: Answers): string | undefined {
  if (answers === undefined || answers.length === 0) return '';
  const [answer, ...more] = answers;
  return more.length === 0 && answer?.item === undefined ? answer?.valueString : undefined;
}

function shown(answers: Answers): string {
  return (answers ?? [])
    .map(({ item: _item, ...value }) =>
      Object.values(value).map((held) => (typeof held === 'string' ? held : JSON.stringify(held))),
    )
    .join('\n');
}

function byKey(items: Items): Map<string, QuestionnaireResponseItem> {
  const keys = itemKeys(items);
  return new Map(items.map((item, index) => [keys[index] ?? item.linkId, item]));
}

/** Their order, with each of mine that they lack after the one it follows with me. */
function keysInOrder(mine: readonly string[], theirs: readonly string[]): string[] {
  const order = [...theirs];
  mine.forEach((key, index) => {
    if (order.includes(key)) return;
    const previous = mine[index - 1];
    order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, key);
  });
  return order;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b);
}
