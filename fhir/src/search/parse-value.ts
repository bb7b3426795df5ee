/**
 * The values of search parameters, by the parameter's type (https://hl7.org/fhir/R4/search.html#ptypes).
 * What cannot be read throws Failure('invalid') that names the parameter and never the value, which may be personal data.
 */
import { Failure } from '../outcome.ts';
import { isResourceType } from '../r4/resource-types.ts';
import { splitAt, unescape } from './escape.ts';
import type { DateValue, NumberValue, Prefix, QuantityValue, ReferenceValue, TokenValue } from './query.ts';
import { searchInstants, type Zone } from './search-instants.ts';

export function invalid(name: string, why: string): Failure {
  return new Failure('invalid', `Search parameter ${name}: ${why}`);
}

/** `code`, `system|code`, `|code`, `system|`. */
export function tokenValue(name: string, text: string): TokenValue {
  const parts = splitAt(text, '|').map(unescape);
  if (parts.length > 2) throw invalid(name, 'a token is code, system|code, |code or system|');
  const [first = '', code] = parts;
  if (code === undefined) return { code: first };
  if (code === '' && first === '') throw invalid(name, 'neither system nor code');
  return code === '' ? { system: first } : { system: first, code };
}

/** `:of-type`: `system|code|value`, the identifier's type and its value. */
export function ofTypeValue(name: string, text: string): TokenValue {
  const [system, code, value, ...rest] = splitAt(text, '|').map(unescape);
  if (!system || !code || !value || rest.length > 0) throw invalid(name, 'of-type needs system|code|value');
  return { system, code, value };
}

const idPattern = /^[A-Za-z0-9\-.]{1,64}$/;

export interface ReferenceContext {
  /** The types that the parameter may lead to. */
  targets: readonly string[];
  /** Of `:[type]`. */
  only?: string;
  /** Where this server answers, e.g. `https://example.org/fhir`: absolute URLs below it are its own. */
  base?: string;
}

export function referenceValue(name: string, text: string, context: ReferenceContext): ReferenceValue {
  let value = unescape(text);
  if (context.base && value.startsWith(`${context.base}/`)) value = value.slice(context.base.length + 1);
  if (idPattern.test(value)) {
    const type = context.only ?? (context.targets.length === 1 ? context.targets[0] : undefined);
    return type === undefined ? { id: value } : { type, id: value };
  }
  const [, type, id] = /^([A-Z]\w+)\/([A-Za-z0-9\-.]{1,64})$/.exec(value) ?? [];
  if (type !== undefined && id !== undefined) {
    if (!isResourceType(type) || !context.targets.includes(type) || (context.only ?? type) !== type) {
      throw invalid(name, `does not lead to ${isResourceType(type) ? type : 'such a type'}`);
    }
    return { type, id };
  }
  if (/\/_history\//.test(value)) throw new Failure('not-supported', `Search parameter ${name}: versioned references`);
  if (/^[a-z][a-z0-9+.-]*:/i.test(value)) return { url: value };
  throw invalid(name, 'not a reference: [type]/[id], [id] or a URL');
}

const prefixPattern = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)(?=[\d+.-])/;

function prefixed(text: string): [Prefix, string] {
  const [prefix] = prefixPattern.exec(text) ?? [];
  return prefix === undefined ? ['eq', text] : [prefix as Prefix, text.slice(2)];
}

export function dateValue(name: string, text: string, zone: Zone): DateValue {
  const [prefix, rest] = prefixed(unescape(text).trim());
  const instants = searchInstants(rest, zone);
  if (instants === undefined) throw invalid(name, 'not a date or dateTime');
  return { prefix, ...instants };
}

const numberPattern = /^[+-]?(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** The precision is that of the text: 100 is 99.5 to 100.5, 100.00 is 99.995 to 100.005, 1e2 is 95 to 105 (one digit). */
export function numberValue(name: string, text: string): NumberValue {
  const [prefix, rest] = prefixed(unescape(text).trim());
  const [, whole, fraction = '', exponent = '0'] = numberPattern.exec(rest) ?? [];
  const value = Number(rest);
  if (whole === undefined || !Number.isFinite(value)) throw invalid(name, 'not a number');
  const last = Number(exponent) - fraction.length;
  const half = 5 * 10 ** (last - 1);
  return prefix === 'ap'
    ? { prefix, value, low: value - Math.abs(value) * 0.1, high: value + Math.abs(value) * 0.1 }
    : { prefix, value, low: decimal(value - half), high: decimal(value + half) };
}

/** 0.8 + 0.05 is 0.85 and not 0.8500000000000001. */
function decimal(value: number): number {
  return Number(value.toPrecision(15));
}

/** `number`, `number|system|code`, `number||code`. */
export function quantityValue(name: string, text: string): QuantityValue {
  const [number = '', ...unit] = splitAt(text, '|');
  const value = numberValue(name, number);
  if (unit.length === 0) return value;
  const [system = '', code = ''] = unit.map(unescape);
  if (unit.length !== 2 || code === '') throw invalid(name, 'a quantity is number, number|system|code or number||code');
  return { ...value, system, code };
}

export function stringValue(name: string, text: string): string {
  const value = unescape(text);
  if (value.trim() === '') throw invalid(name, 'no text');
  return value;
}
