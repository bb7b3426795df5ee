/**
 * How a value stands to its reference range. The laboratory's own interpretation
 * (http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation) goes before our comparison with the range, and
 * what cannot be told stays `unknown`: `<5` against a lower limit of 4 may be normal or low.
 */
import type { CodeableConcept, Quantity } from '@medplum/fhirtypes';

export type Mark = 'normal' | 'low' | 'high' | 'very-low' | 'very-high' | 'abnormal' | 'unknown';

const ofCode: Record<string, Mark> = {
  N: 'normal',
  L: 'low',
  H: 'high',
  LL: 'very-low',
  HH: 'very-high',
  LU: 'very-low',
  HU: 'very-high',
  '<': 'very-low',
  '>': 'very-high',
  A: 'abnormal',
  AA: 'abnormal',
};

export function markOf(
  interpretation: CodeableConcept[] | undefined,
  quantity: Quantity,
  range: { low?: number; high?: number } | undefined,
): Mark {
  for (const concept of interpretation ?? []) {
    for (const coding of concept.coding ?? []) {
      const mark = coding.code === undefined ? undefined : ofCode[coding.code];
      if (mark) return mark;
    }
  }
  return compared(quantity, range);
}

function compared(quantity: Quantity, range: { low?: number; high?: number } | undefined): Mark {
  const { value, comparator } = quantity;
  if (value === undefined || !range || (range.low === undefined && range.high === undefined)) return 'unknown';
  const low = range.low ?? Number.NEGATIVE_INFINITY;
  const high = range.high ?? Number.POSITIVE_INFINITY;
  if (comparator === '<') return value <= low ? 'low' : value <= high && range.low === undefined ? 'normal' : 'unknown';
  if (comparator === '<=') return value < low ? 'low' : value <= high && range.low === undefined ? 'normal' : 'unknown';
  if (comparator === '>')
    return value >= high ? 'high' : value >= low && range.high === undefined ? 'normal' : 'unknown';
  if (comparator === '>=')
    return value > high ? 'high' : value >= low && range.high === undefined ? 'normal' : 'unknown';
  if (value < low) return 'low';
  return value > high ? 'high' : 'normal';
}

/** Shape that carries the mark without colour; drawn by sparkline and chart alike. */
export type Shape = 'dot' | 'ring' | 'up' | 'down' | 'diamond';

export const shapeOf: Record<Mark, Shape> = {
  normal: 'dot',
  unknown: 'ring',
  low: 'down',
  high: 'up',
  'very-low': 'down',
  'very-high': 'up',
  abnormal: 'diamond',
};

/** Sign beside the number in a row or a table. */
export const signOf: Record<Mark, string> = {
  normal: '',
  unknown: '',
  low: '↓',
  high: '↑',
  'very-low': '↓↓',
  'very-high': '↑↑',
  abnormal: '◆',
};

export function isAbnormal(mark: Mark): boolean {
  return mark !== 'normal' && mark !== 'unknown';
}

export function isSevere(mark: Mark): boolean {
  return mark === 'very-low' || mark === 'very-high';
}
