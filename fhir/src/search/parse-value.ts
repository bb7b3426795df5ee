/**
 * The values of search parameters, by the parameter's type (https://hl7.org/fhir/R4/search.html#ptypes).
 * What cannot be read throws Failure('invalid') that names the parameter and never the value, which may be personal data.
 */
import { Failure } from '../outcome.ts';
import { isResourceType } from '../r4/resource-types.ts';
import { splitAt, unescape } from './escape.ts';
import type { DateValue, NumberValue, Place, Prefix, QuantityValue, ReferenceValue, TokenValue } from './query.ts';
import { searchInstants, type Zone } from './search-instants.ts';
import type { SearchParameters } from './search-parameters.ts';
import { canonical } from './ucum.ts';

/** What the reading of values depends on. */
export interface ParseContext {
  /** Where this server answers, without a slash at the end: absolute references below it are its own. */
  base?: string;
  /** Where dates without a time zone are. */
  zone: Zone;
  /** The parameters there are. */
  parameters: SearchParameters;
}

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

/** A text that cannot be an id is no fault: no resource has it. */
export function idOf(name: string, text: string): string {
  const { code = '' } = tokenValue(name, text);
  if (code === '') throw invalid(name, 'no id');
  return code;
}

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

/** Metres around a place where no distance is told: the server's own choice (https://hl7.org/fhir/R4/location.html#search). */
const nearby = 10_000;

/** `latitude|longitude[|distance[|unit]]`, degrees; without unit kilometres. */
export function placeValue(name: string, text: string): Place {
  const [north = '', east = '', far = '', unit = 'km', ...more] = text.trim().split('|');
  const latitude = degrees(name, north, 90);
  const longitude = degrees(name, east, 180);
  if (more.length > 0) throw invalid(name, 'a place is latitude|longitude|distance|units');
  if (far === '') return { latitude, longitude, metres: nearby };
  const metre = canonical(1, unit === '' ? 'km' : unit);
  if (metre?.unit !== 'm') throw invalid(name, 'the unit is no UCUM unit of length');
  if (!numberPattern.test(far) || Number(far) < 0) throw invalid(name, 'the distance is a number from 0');
  return { latitude, longitude, metres: Number(far) * metre.value };
}

function degrees(name: string, text: string, most: number): number {
  const value = numberPattern.test(text) ? Number(text) : Number.NaN;
  if (!(Math.abs(value) <= most)) throw invalid(name, `degrees from -${most} to ${most}`);
  return value;
}
