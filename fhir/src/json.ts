/**
 * JSON in and out without losing a digit: FHIR decimals carry their precision in their letters (1.00 is not 1.0, and 0.010
 * says more than 0.01), so a number whose text is not the one JavaScript would write keeps that text beside the value.
 * Norm: http://hl7.org/fhir/R4/json.html, http://hl7.org/fhir/R4/datatypes.html#decimal, RFC 8259.
 *
 * Values stay ordinary JavaScript numbers. The text hangs on the object (or array) that holds the number, under a symbol, so
 * it follows `{ ...resource }` and Object.assign, and is ignored as soon as the number is changed.
 */
import { Failure } from './outcome.ts';
import { findJsonFault } from './json-fault.ts';

/** Deeper than any real resource; a guard against bodies made to exhaust the stack. */
export const maxJsonDepth = 200;

const numberTexts = Symbol('number texts');

type Holder = Record<string, unknown> & { [numberTexts]?: Record<string, string> };

declare global {
  interface JSON {
    /** ECMAScript "JSON.parse source text access"; in Node since 22. */
    rawJSON(text: string): unknown;
    isRawJSON(value: unknown): boolean;
  }
}

/**
 * A number that JavaScript might write in another way: a trailing zero, an exponent, more digits than a double holds, a
 * negative zero, a fraction below 1e-6. May also match inside a string; that costs time, never truth.
 */
const oddNumber =
  /(?:^|[:,[])\s*-?(?:\d+\.\d*0(?=[\s,\]}]|$)|\d+(?:\.\d+)?[eE][+-]?\d|[\d.]{16}|0\.000000|(?<=-)0(?=[\s,\]}]|$))/;

/**
 * The value of a JSON text.
 * Fails with `invalid` (400) on text that is not JSON, on a property that occurs twice in one object and on nesting deeper
 * than `maxJsonDepth`; the message says where (line and column, and the path of a doubled property), never what stood there.
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Failure('invalid', findJsonFault(text, maxJsonDepth) ?? 'The body is not valid JSON.', {
      cause: error instanceof RangeError ? error : undefined,
    });
  }
  if (countProperties(value, 0) !== countPropertyNames(text)) {
    const fault = findJsonFault(text, maxJsonDepth);
    if (fault !== undefined) throw new Failure('invalid', fault);
  }
  return oddNumber.test(text) ? JSON.parse(text, rememberNumberText) : value;
}

/** Compact JSON; each number that was parsed and is unchanged is written as it was. */
export function stringifyJson(value: unknown): string {
  return remembersNumbers(value) ? JSON.stringify(value, writeNumberText) : JSON.stringify(value);
}

/** A deep copy that keeps the letters of its numbers (structuredClone would drop them). */
export function cloneJson<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const copy: unknown[] = value.map(cloneJson);
    keepNumberTexts(value as unknown as Holder, copy as unknown as Holder);
    return copy as T;
  }
  const copy: Holder = {};
  for (const key of Object.keys(value)) setOwn(copy, key, cloneJson((value as Holder)[key]));
  keepNumberTexts(value as Holder, copy);
  return copy as T;
}

/** The number's own letters: `holder[key]` as it stood in the text, or as JavaScript writes it. */
export function numberText(holder: object, key: string | number): string {
  const value = (holder as Holder)[key];
  const text = (holder as Holder)[numberTexts]?.[key];
  return text !== undefined && Number(text) === value ? text : String(value);
}

/** Puts a number at `holder[key]` by its letters, which must be a JSON number. */
export function setNumber(holder: object, key: string | number, text: string): void {
  const value = Number(text);
  (holder as Record<string | number, unknown>)[key] = value;
  if (String(value) !== text)
    ((holder as Holder)[numberTexts] ??= Object.create(null) as Record<string, string>)[key] = text;
}

/** Puts a deep copy of `from[fromKey]` at `to[key]`; a number keeps its letters. */
export function copyJson(from: object, fromKey: string, to: object, key: string): void {
  const text = (from as Holder)[numberTexts]?.[fromKey];
  setOwn(to, key, cloneJson((from as Holder)[fromKey]));
  const before = (to as Holder)[numberTexts];
  if (text === undefined && before?.[key] === undefined) return;
  // Copies share the record of letters, so it is not written in but replaced.
  const { [key]: _, ...others } = before ?? {};
  (to as Holder)[numberTexts] = Object.assign(Object.create(null), others, text !== undefined && { [key]: text });
}

/** Puts a deep copy of `from[fromKey]` into the list before what stands at `at`; all numbers keep their letters. */
export function insertJson(list: unknown[], at: number, from: object, fromKey: string): void {
  // Held first: it may stand in the same list, and move.
  const held = {};
  copyJson(from, fromKey, held, 'value');
  list.splice(at, 0, undefined);
  moveNumberTexts(list, at, 1);
  copyJson(held, 'value', list, String(at));
}

/** Takes an item out of the list; the numbers after it keep their letters. */
export function removeJson(list: unknown[], at: number): void {
  list.splice(at, 1);
  moveNumberTexts(list, at, -1);
}

function moveNumberTexts(list: unknown[], at: number, by: 1 | -1): void {
  const holder = list as unknown as Holder;
  const texts = holder[numberTexts];
  if (texts === undefined) return;
  const moved = Object.create(null) as Record<string, string>;
  for (const [key, text] of Object.entries(texts)) {
    const index = Number(key);
    if (index < at) moved[key] = text;
    else if (by === 1 || index > at) moved[index + by] = text;
  }
  holder[numberTexts] = moved;
}

function rememberNumberText(this: Holder, key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value === 'number' && source !== undefined && String(value) !== source) {
    (this[numberTexts] ??= Object.create(null) as Record<string, string>)[key] = source;
  }
  return value;
}

function writeNumberText(this: Holder, key: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  const text = this[numberTexts]?.[key];
  return text !== undefined && Number(text) === value ? JSON.rawJSON(text) : value;
}

function remembersNumbers(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if ((value as Holder)[numberTexts] !== undefined) return true;
  if (Array.isArray(value)) return value.some(remembersNumbers);
  for (const key in value) {
    const child = (value as Holder)[key];
    if (typeof child === 'object' && remembersNumbers(child)) return true;
  }
  return false;
}

function keepNumberTexts(from: Holder, to: Holder): void {
  const texts = from[numberTexts];
  if (texts !== undefined) to[numberTexts] = texts;
}

/** Plain assignment would lose a property named `__proto__`. */
function setOwn(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

/** The number of properties in the whole value: fewer than the names in its text means that a name was doubled. */
function countProperties(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth >= maxJsonDepth) throw new Failure('invalid', `The JSON is nested deeper than ${maxJsonDepth} levels.`);
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') count += countProperties(item, depth + 1);
    return count;
  }
  for (const key in value) {
    count++;
    const child = (value as Holder)[key];
    if (typeof child === 'object') count += countProperties(child, depth + 1);
  }
  return count;
}

const quote = 0x22;
const backslash = 0x5c;

/**
 * A quote that is not escaped and comes right before a colon closes a property name, or opens a string that begins with a
 * colon. So this counts every name and now and then one too many, never one too few.
 */
function countPropertyNames(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
    let before = at - 1;
    while (before >= 0 && text.charCodeAt(before) <= 0x20) before--;
    if (text.charCodeAt(before) !== quote) continue;
    let escapes = 0;
    while (text.charCodeAt(before - 1 - escapes) === backslash) escapes++;
    if (escapes % 2 === 0) count++;
  }
  return count;
}
