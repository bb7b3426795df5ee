/**
 * fixed[x], pattern[x], minValue[x], maxValue[x] of http://hl7.org/fhir/R4/elementdefinition.html.
 */
import type { ElementDefinition } from '@medplum/fhirtypes';
import { orderDates } from '../../fhirpath/values.ts';
import { canonical, ucumSystem } from '../../search/ucum.ts';
import { isJson } from './item.ts';

/** `fixed`: this and nothing else; `pattern`: at least this. */
export interface Expected {
  kind: 'fixed' | 'pattern';
  value: unknown;
}

const prefixed = /^(fixed|pattern)([A-Z]\w*)$/;

export function expectedOf(element: ElementDefinition): Expected | undefined {
  for (const key in element) {
    const kind = prefixed.exec(key)?.[1];
    if (kind !== undefined)
      return { kind: kind as Expected['kind'], value: (element as unknown as Record<string, unknown>)[key] };
  }
  return undefined;
}

export function isAsExpected(value: unknown, { kind, value: wanted }: Expected): boolean {
  return kind === 'fixed' ? isSame(value, wanted) : holds(value, wanted);
}

function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((each, index) => isSame(each, other[index]))
    );
  }
  if (!isJson(one) || !isJson(other)) return one === other;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => isSame(one[key], other[key]));
}

/** Each entry of a list in the pattern is held by some entry of the value's list. */
function holds(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return Array.isArray(value) && wanted.every((each) => value.some((own) => holds(own, each)));
  }
  if (!isJson(wanted)) return value === wanted;
  return isJson(value) && Object.keys(wanted).every((key) => holds(value[key], wanted[key]));
}

export interface Bound {
  /** A number is compared as one, a Quantity by its unit, a text as date or time. */
  limit: unknown;
  isLeast: boolean;
}

export function boundsOf(element: ElementDefinition): Bound[] {
  const bounds: Bound[] = [];
  for (const key in element) {
    const found = /^(min|max)Value[A-Z]/.exec(key)?.[1];
    if (found !== undefined)
      bounds.push({ limit: (element as unknown as Record<string, unknown>)[key], isLeast: found === 'min' });
  }
  return bounds;
}

/** What is wrong, as the end of a sentence. */
export function boundFault(value: unknown, { limit, isLeast }: Bound): string | undefined {
  const order = orderOf(value, limit);
  const name = isLeast ? 'least' : 'greatest';
  if (order === undefined) return `cannot be compared with the ${name} value that is allowed`;
  if (isLeast ? order < 0 : order > 0)
    return `is ${isLeast ? 'less' : 'greater'} than the ${name} value that is allowed`;
  return undefined;
}

function orderOf(value: unknown, limit: unknown): number | undefined {
  if (typeof value === 'number' && typeof limit === 'number') return value - limit;
  if (typeof value === 'string' && typeof limit === 'string') return orderDates(value, limit);
  return isJson(value) && isJson(limit) ? orderQuantities(value, limit) : undefined;
}

function orderQuantities(one: Record<string, unknown>, other: Record<string, unknown>): number | undefined {
  const [first, second] = [one['value'], other['value']];
  if (typeof first !== 'number' || typeof second !== 'number') return undefined;
  if (one['code'] === undefined || one['system'] === undefined || one['system'] !== other['system']) return undefined;
  const [code, wanted] = [one['code'], other['code']];
  if (code === wanted) return first - second;
  if (one['system'] !== ucumSystem || typeof code !== 'string' || typeof wanted !== 'string') return undefined;
  const [left, right] = [canonical(first, code), canonical(second, wanted)];
  return left !== undefined && left.unit === right?.unit ? left.value - right.value : undefined;
}
