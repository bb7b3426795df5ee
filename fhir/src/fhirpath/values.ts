/**
 * Equality, order and text of FHIRPath values (http://hl7.org/fhirpath/N1/#equality, #comparison). Items are JSON values.
 */
import { WithoutValue, type Items } from './node.ts';

export function equal(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (left instanceof WithoutValue || right instanceof WithoutValue) return false;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) && left.length === right.length && left.every((item, index) => equal(item, right[index]))
    );
  }
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => equal((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]));
}

export function includes(items: Items, wanted: unknown): boolean {
  return items.some((item) => equal(item, wanted));
}

export function distinct(items: Items): Items {
  if (items.length < 2) return items;
  const scalars = new Set<unknown>();
  const kept: unknown[] = [];
  for (const item of items) {
    if (typeof item === 'object' ? includes(kept, item) : scalars.has(item)) continue;
    if (typeof item !== 'object') scalars.add(item);
    kept.push(item);
  }
  return kept;
}

/** Below, at or above zero; undefined when the two cannot be put in order. */
export function order(left: unknown, right: unknown, asDates: boolean): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') {
    return asDates ? orderDates(left, right) : left < right ? -1 : left > right ? 1 : 0;
  }
  if (isQuantity(left) && isQuantity(right)) return sameUnit(left, right) ? left.value - right.value : undefined;
  return undefined;
}

interface Quantity {
  value: number;
  unit?: unknown;
  system?: unknown;
  code?: unknown;
}

function isQuantity(value: unknown): value is Quantity {
  return typeof value === 'object' && value !== null && typeof (value as { value?: unknown }).value === 'number';
}

/** Coded units decide when both have them, else the written ones; two quantities without units have the same. */
function sameUnit(left: Quantity, right: Quantity): boolean {
  if (left.code !== undefined && right.code !== undefined)
    return left.code === right.code && left.system === right.system;
  return left.unit === right.unit;
}

const zoned = /T.*(?:Z|[+-]\d\d:\d\d)$/;
const clocked = /T\d\d/;

/**
 * Partial dates are compared as far as both go; undefined when that leaves it open, or when only one has a time zone. Seconds and
 * their fraction are one precision.
 */
export function orderDates(left: string, right: string): number | undefined {
  if (zoned.test(left) && zoned.test(right)) {
    const difference = Date.parse(left) - Date.parse(right);
    if (!Number.isNaN(difference)) return difference;
  } else if (zoned.test(left) !== zoned.test(right) && clocked.test(left) && clocked.test(right)) return undefined;
  const first = comparable(left);
  const second = comparable(right);
  const shared = Math.min(first.length, second.length);
  const head = first.slice(0, shared);
  const other = second.slice(0, shared);
  if (head !== other) return head < other ? -1 : 1;
  return first.length === second.length ? 0 : undefined;
}

/** Without time zone, and with nine digits of a second where there are seconds. */
function comparable(text: string): string {
  const plain = text.includes('T') ? text.replace(/(?:Z|[+-]\d\d:\d\d)$/, '') : text;
  const [, clock, fraction = ''] = /^(.*\d\d:\d\d:\d\d)(?:\.(\d+))?$/.exec(plain) ?? [];
  return clock === undefined ? plain : `${clock}.${fraction.padEnd(9, '0')}`;
}

/** The text of a value as `toString()` and `&` give it; undefined for what has none. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
