/**
 * Between a form's fields and the texts that are kept of them: of each field that is not as it stood from the start, its value as JSON,
 * so that an emptied field is kept as emptied. Pure.
 */
import type { Merged } from './autosave.ts';
import type { DraftTexts } from './draft-store.ts';
import { mergeTexts } from './merge-texts.ts';

const jsonOf = (value: unknown): string => JSON.stringify(value ?? null);

/** What is kept when `part` of the form is changed. */
export function withChanged<T extends object>(texts: DraftTexts, part: Partial<T>, start: T): DraftTexts {
  const next: Record<string, string> = { ...texts };
  for (const [name, value] of Object.entries(part)) {
    const json = jsonOf(value);
    if (json === jsonOf(start[name as keyof T])) delete next[name];
    else next[name] = json;
  }
  return next;
}

/** Of each field the text that was read last, so that the same text is the same value. */
export type Known = Map<string, { json: string; value: unknown }>;

/** A field that the form has no longer is left out. */
export function fieldsOf<T extends object>(texts: DraftTexts, start: T, known: Known): T {
  const kept = Object.keys(start).flatMap((name): [string, unknown][] => {
    const json = texts[name];
    return json === undefined ? [] : [[name, valueOf(name, json, known)]];
  });
  return { ...start, ...Object.fromEntries(kept) };
}

function valueOf(name: string, json: string, known: Known): unknown {
  const before = known.get(name);
  if (before?.json === json) return before.value;
  const value: unknown = JSON.parse(json) ?? undefined;
  known.set(name, { json, value });
  return value;
}

/** The same form filled in at two places: what both have typed in a text stands in it, of what is chosen mine. */
export function mergeFields(base: DraftTexts, mine: DraftTexts, theirs: DraftTexts): Merged {
  const texts: Record<string, string> = {};
  const both: string[] = [];
  for (const name of new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])) {
    const merged = mergedValue(parsed(base[name]), parsed(mine[name]), parsed(theirs[name]));
    if (merged.isBoth) both.push(name);
    if (merged.value !== undefined) texts[name] = JSON.stringify(merged.value);
  }
  return { texts, both };
}

const parsed = (json: string | undefined): unknown => (json === undefined ? undefined : JSON.parse(json));
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function mergedValue(base: unknown, mine: unknown, theirs: unknown): { value: unknown; isBoth: boolean } {
  if (isSame(mine, theirs) || isSame(theirs, base)) return { value: mine, isBoth: false };
  if (isSame(mine, base)) return { value: theirs, isBoth: false };
  if (typeof mine === 'string' && typeof theirs === 'string') {
    const of = (value: unknown) => ({ text: typeof value === 'string' ? value : '' });
    const { texts, both } = mergeTexts(of(base), of(mine), of(theirs));
    return { value: texts['text'] ?? '', isBoth: both.length > 0 };
  }
  if (isRecord(mine) && isRecord(theirs)) {
    const before = isRecord(base) ? base : {};
    const parts = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].map(
      (name) => [name, mergedValue(before[name], mine[name], theirs[name])] as const,
    );
    const kept = parts
      .filter(([, { value }]) => value !== undefined)
      .map(([name, { value }]) => [name, value] as const);
    return { value: Object.fromEntries(kept), isBoth: parts.some(([, { isBoth }]) => isBoth) };
  }
  return { value: mine ?? theirs, isBoth: false };
}
