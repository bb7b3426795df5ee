/** What is typed of a round, read: nothing is guessed, and what cannot be read is told. */
import { type Acvpu, news2Parts } from '@vardkedjan/care/clinical/vitals/news2.ts';
import type { VitalKey } from '@vardkedjan/care/clinical/vitals/vital-codes.ts';
import type { VitalValues } from '@vardkedjan/care/clinical/vitals/vital-round.ts';

export const vitalFields = [
  'respiration',
  'saturation',
  'oxygen',
  'pressure',
  'pulse',
  'consciousness',
  'temperature',
] as const;
export type VitalField = (typeof vitalFields)[number];
export type Typed = Partial<Record<VitalField, string>>;

export interface ReadVitals {
  values: VitalValues;
  unreadable: VitalField[];
}

const number = /^\d{1,3}([.,]\d{1,2})?$/;
const pressure = /^(\d{2,3})\s*[/ ]\s*(\d{2,3})$/;
const air = /^(luft|air)$/i;

export function readVitals(typed: Typed): ReadVitals {
  const found: ReadVitals = { values: {}, unreadable: [] };
  for (const field of vitalFields) {
    const text = (typed[field] ?? '').trim();
    if (text !== '' && !readInto(found.values, field, text)) found.unreadable.push(field);
  }
  return found;
}

function readInto(values: VitalValues, field: VitalField, text: string): boolean {
  if (field === 'pressure') {
    const [, upper, lower] = pressure.exec(text) ?? [];
    if (upper === undefined) return false;
    values.systolic = Number(upper);
    values.diastolic = Number(lower);
    return true;
  }
  if (field === 'consciousness') {
    const letter = text.toUpperCase();
    if (!/^[ACVPU]$/.test(letter)) return false;
    values.consciousness = letter as Acvpu;
    return true;
  }
  if (field === 'oxygen' && air.test(text)) {
    values.oxygen = 0;
    return true;
  }
  if (!number.test(text)) return false;
  values[field] = Number(text.replace(',', '.'));
  return true;
}

/** The field that a part of NEWS2, or a value, is typed in. */
export const fieldOf = (key: VitalKey | (typeof news2Parts)[number]): VitalField =>
  key === 'systolic' || key === 'diastolic' ? 'pressure' : key;
