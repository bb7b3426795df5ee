/**
 * From elements to what a search compares: tokens, strings, ranges of time and of numbers, references, URIs
 * (https://hl7.org/fhir/R4/search.html#ptypes). Elements of a type that a kind does not speak of give nothing: the words
 * in `performedString` are no date.
 */
import { searchInstants, type Zone } from './search-instants.ts';
import { ucumSystem, canonical } from './ucum.ts';

type Node = Record<string, unknown>;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const nodeOf = (value: unknown): Node => (typeof value === 'object' && value !== null ? (value as Node) : {});
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** `system` is '' where there is none. `typed`: an identifier as `:of-type` asks for it, `system|code|value` of its type. */
export interface TokenSink {
  token(system: string, code: string): void;
  typed(text: string): void;
  /** Some code of this system, for `system|`. */
  system(system: string): void;
}

export function eachToken(value: unknown, type: string, sink: TokenSink): void {
  if (type === 'CodeableConcept') {
    for (const coding of listOf(nodeOf(value)['coding'])) eachToken(coding, 'Coding', sink);
  } else if (type === 'Coding') {
    const { system, code } = nodeOf(value);
    const text = textOf(code);
    if (text !== undefined) sink.token(textOf(system) ?? '', text);
  } else if (type === 'Identifier') {
    eachIdentifier(nodeOf(value), sink);
  } else if (type === 'ContactPoint') {
    const text = textOf(nodeOf(value)['value']);
    if (text !== undefined) sink.token('', text);
  } else if (typeof value === 'boolean' || typeof value === 'string') {
    sink.token('', String(value));
  }
}

function eachIdentifier(identifier: Node, sink: TokenSink): void {
  const value = textOf(identifier['value']);
  const system = textOf(identifier['system']) ?? '';
  if (system !== '') sink.system(system);
  if (value === undefined) return;
  sink.token(system, value);
  for (const coding of listOf(nodeOf(identifier['type'])['coding'])) {
    const { system: typeSystem, code } = nodeOf(coding);
    if (textOf(code) !== undefined) sink.typed(`${textOf(typeSystem) ?? ''}|${textOf(code)}|${value}`);
  }
}

/** The parts of HumanName and Address that strings are searched in, each by its own path. */
export const stringParts: Record<string, readonly string[]> = {
  HumanName: ['text', 'family', 'given', 'prefix', 'suffix'],
  Address: ['text', 'line', 'city', 'district', 'state', 'postalCode', 'country'],
};

/** `part` is '' for a plain string. */
export function eachString(value: unknown, type: string, each: (part: string, text: string) => void): void {
  const parts = stringParts[type];
  if (parts === undefined) {
    const text = textOf(value);
    if (text !== undefined) each('', text);
    return;
  }
  for (const part of parts) {
    const inside = nodeOf(value)[part];
    for (const text of Array.isArray(inside) ? inside : [inside])
      if (textOf(text) !== undefined) each(part, text as string);
  }
}

/** What separates the parts of a name, as a regular expression that SQL reads alike. */
export const separators = '[-\\u2010-\\u2015/]';
const mark = '[!"\'(),.:;?`\\u00b4\\u2018\\u2019\\u201c\\u201d]';
/** Between digits a mark tells numbers apart: 1.5 is not 15. */
export const punctuation = `(?<!\\d)${mark}|${mark}(?!\\d)`;
const [anySeparator, anyPunctuation] = [new RegExp(separators, 'g'), new RegExp(punctuation, 'g')];

/** Without regard to case, accents, punctuation and the number of spaces (https://hl7.org/fhir/R4/search.html#string). */
export function normalized(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  const bare = withoutSpaces(plain.replace(anySeparator, ' ').replace(anyPunctuation, ''));
  // Of nothing but punctuation something is left to look for.
  return bare === '' ? withoutSpaces(plain) : bare;
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export interface Span {
  low: number;
  high: number;
}

/** Milliseconds since 1970; an open end is infinite. A Timing is the span from its first to its last time. */
export function spanOf(value: unknown, type: string, zone: Zone): Span | undefined {
  if (type === 'Period') return periodSpan(nodeOf(value), zone);
  if (type === 'Timing') return timingSpan(nodeOf(value), zone);
  if (type === 'date' || type === 'dateTime' || type === 'instant')
    return typeof value === 'string' ? searchInstants(value, zone) : undefined;
  return undefined;
}

function periodSpan({ start, end }: Node, zone: Zone): Span | undefined {
  const from = typeof start === 'string' ? searchInstants(start, zone) : undefined;
  const to = typeof end === 'string' ? searchInstants(end, zone) : undefined;
  if (from === undefined && to === undefined) return undefined;
  return { low: from?.low ?? Number.NEGATIVE_INFINITY, high: to?.high ?? Number.POSITIVE_INFINITY };
}

function timingSpan({ event, repeat }: Node, zone: Zone): Span | undefined {
  const spans = listOf(event).map((at) => spanOf(at, 'dateTime', zone));
  return joinSpans([...spans, periodSpan(nodeOf(nodeOf(repeat)['boundsPeriod']), zone)]);
}

export function joinSpans(spans: (Span | undefined)[]): Span | undefined {
  let joined: Span | undefined;
  for (const span of spans) {
    if (span === undefined) continue;
    joined =
      joined === undefined ? span : { low: Math.min(joined.low, span.low), high: Math.max(joined.high, span.high) };
  }
  return joined;
}

/** A quantity as it is compared. */
export interface Amount extends Span {
  /** `system|code`, the code canonical and the numbers in base units for UCUM; '' without unit. */
  unit: string;
  /** The code or the printed unit as written, for `number||code`; undefined: the row is for its unit only. */
  code?: string;
  /** The number as written, for searches without unit. */
  given?: number;
}

const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export function eachAmount(value: unknown, type: string, each: (amount: Amount) => void): void {
  const node = nodeOf(value);
  if (type === 'Range') {
    const [low, high] = [nodeOf(node['low']), nodeOf(node['high'])];
    const [from, to] = [numberOf(low['value']), numberOf(high['value'])];
    eachEnd(from, to, from === undefined ? high : low, each);
  } else if (type === 'SampledData') {
    eachEnd(numberOf(node['lowerLimit']), numberOf(node['upperLimit']), nodeOf(node['origin']), each);
  } else {
    const amount = numberOf(node['value']);
    if (amount === undefined) return;
    const { unit, code, base } = unitOf(
      type === 'Money' ? { system: 'urn:iso:std:iso:4217', code: node['currency'] } : node,
    );
    const compared = base === undefined ? amount : (canonical(amount, base)?.value ?? amount);
    each({ low: compared, high: compared, unit, code, given: amount });
    const printed = textOf(node['unit']) ?? code;
    if (printed !== code) each({ low: compared, high: compared, unit: 'as printed', code: printed, given: amount });
  }
}

/** A span of quantities: as written, and once more in base units. */
function eachEnd(from: number | undefined, to: number | undefined, end: Node, each: (amount: Amount) => void): void {
  if (from === undefined && to === undefined) return;
  const { unit, code, base } = unitOf(end);
  const [low, high] = [from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY];
  each({ low, high, unit: base === undefined ? unit : 'as written', code });
  if (base === undefined) return;
  each({
    low: from === undefined ? low : (canonical(from, base)?.value ?? from),
    high: to === undefined ? high : (canonical(to, base)?.value ?? to),
    unit,
  });
}

/** `base`: the UCUM code by which numbers are brought to base units. */
function unitOf({ system, code, unit }: Node): { unit: string; code: string; base?: string } {
  const symbol = textOf(code) ?? textOf(unit) ?? '';
  const known = system === ucumSystem && textOf(code) !== undefined ? canonical(1, symbol) : undefined;
  if (known !== undefined) return { unit: `${ucumSystem}|${known.unit}`, code: symbol, base: symbol };
  return { unit: symbol === '' ? '' : `${textOf(system) ?? ''}|${symbol}`, code: symbol };
}

export function eachNumber(value: unknown, type: string, each: (span: Span) => void): void {
  if (type === 'Range') {
    const low = numberOf(nodeOf(nodeOf(value)['low'])['value']);
    const high = numberOf(nodeOf(nodeOf(value)['high'])['value']);
    if (low !== undefined || high !== undefined)
      each({ low: low ?? Number.NEGATIVE_INFINITY, high: high ?? Number.POSITIVE_INFINITY });
    return;
  }
  const number = numberOf(value);
  if (number !== undefined) each({ low: number, high: number });
}

export interface ReferenceSink {
  /** `Type/id`, a URL, or a canonical with and without its version. */
  reference(text: string): void;
  identifier(value: unknown): void;
}

/** Contained resources and versions are left out: nobody can search for the one, and the other leads to the resource. */
export function eachReference(value: unknown, type: string, sink: ReferenceSink): void {
  if (type === 'Reference') {
    const { reference, identifier } = nodeOf(value);
    const text = textOf(reference);
    if (text !== undefined && !text.startsWith('#')) sink.reference(text.replace(/\/_history\/[^/]*$/, ''));
    if (identifier !== undefined) sink.identifier(identifier);
  } else if (type === 'canonical' || type === 'uri') {
    eachUri(value, (uri) => sink.reference(uri));
  } else if (type === 'Resource') {
    const { resourceType, id } = nodeOf(value);
    if (textOf(resourceType) !== undefined && textOf(id) !== undefined)
      sink.reference(`${textOf(resourceType)}/${textOf(id)}`);
  }
}

/** The URI, and a canonical's URL without `|version`. */
export function eachUri(value: unknown, each: (uri: string) => void): void {
  const uri = textOf(value);
  if (uri === undefined) return;
  each(uri);
  const bar = uri.indexOf('|');
  if (bar > 0) each(uri.slice(0, bar));
}

/** `http://a.org/b/c` → itself and what it lies below: for `:below` when indexed, for `:above` when asked. */
export function uriPrefixes(uri: string): string[] {
  const prefixes = [uri];
  const start = uri.indexOf('://') + 3;
  for (let at = uri.lastIndexOf('/'); at > start; at = uri.lastIndexOf('/', at - 1)) prefixes.push(uri.slice(0, at));
  return prefixes;
}
