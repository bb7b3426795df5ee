/** Amounts as clinicians type them (`1`, `0,5`, `½`, `1-2`, `500 mg`, `2 tabl`), and how they become doses of a drug of a certain strength. */
import type { DosageDoseAndRate, Quantity } from '@medplum/fhirtypes';
import { dosePlurals, doseUnitCodes } from '../dose-units.ts';
import { decimal } from '../reference-range.ts';

const ucum = 'http://unitsofmeasure.org';

/** What one dose of a drug is counted in, and how much substance there is in one of these. */
export interface DosedDrug {
  unit: string;
  /** Absent of drugs with several substances, and where the dose is counted in the substance itself. */
  strength?: { value: number; unit: string };
}

export interface TypedAmount {
  low: number;
  high?: number;
  unit?: string;
}

const unitWords: readonly (readonly [words: string, unit: string])[] = [
  ['tabletter|tablett|tabl\\.?|tab|t', 'tablett'],
  ['kapslar|kapsel|kaps\\.?', 'kapsel'],
  ['inhalationer|inhalation|inh\\.?|puffar|puff', 'inhalation'],
  ['droppar|droppe|dr', 'droppe'],
  ['plåster', 'plåster'],
  ['sprayer|sprayningar|spray', 'spray'],
  ['appliceringar|applicering', 'applicering'],
  ['dospåsar|dospåse', 'dospåse'],
  ['stolpiller|supp', 'stolpiller'],
  ['injektioner|injektion|inj\\.?', 'injektion'],
  ['doser|dos', 'dos'],
  ['enheter|enhet|e', 'E'],
  ['milliliter|ml', 'mL'],
  ['milligram|mg', 'mg'],
  ['mikrogram|µg|μg|mcg|ug', 'µg'],
  ['gram|g', 'g'],
];

export const numberPattern = '(?:\\d+(?:[.,]\\d+)?[½¼]?|[½¼])';
export const unitPattern = `(?:${unitWords.map(([words]) => words).join('|')})(?![a-zåäöµ])`;
/** Three groups: low, high, unit. */
export const amountPattern = `(${numberPattern})(?:\\s*[-–]\\s*(${numberPattern}))?(?:\\s*(${unitPattern}))?(?![\\d.,+:/])`;

export function numberOf(text: string): number {
  const part = text.endsWith('½') ? 0.5 : text.endsWith('¼') ? 0.25 : 0;
  const whole = part === 0 ? text : text.slice(0, -1);
  return (whole === '' ? 0 : Number(whole.replace(',', '.'))) + part;
}

export function unitOf(word: string | undefined): string | undefined {
  if (word === undefined) return undefined;
  return unitWords.find(([words]) => new RegExp(`^(?:${words})$`, 'i').test(word))?.[1];
}

export function amountOf([low, high, unit]: readonly (string | undefined)[]): TypedAmount {
  const known = unitOf(unit);
  return {
    low: numberOf(low ?? ''),
    ...(high === undefined ? {} : { high: numberOf(high) }),
    ...(known === undefined ? {} : { unit: known }),
  };
}

/** Micrograms in one. */
const masses: Readonly<Record<string, number>> = { µg: 1, mg: 1000, g: 1_000_000 };

/** The least part of one that can be given: a tablet can be halved, the rest is whole. Measured units can be anything. */
const leastParts: Readonly<Record<string, number>> = {
  E: 0.001,
  mL: 0.001,
  mg: 0.001,
  g: 0.001,
  µg: 0.001,
  tablett: 0.25,
};

export function isSameMass(
  value: number,
  unit: string | undefined,
  strength: { value: number; unit: string },
): boolean {
  const [mass, other] = [masses[unit ?? ''], masses[strength.unit]];
  return mass !== undefined && other !== undefined && nearly(value * mass, strength.value * other);
}

export type Conversion = { value: number; unit: string } | { cannot: 'unit' | 'part'; nearest?: string };

/** A number of what the drug is counted in. `part`: it would take a part of one that cannot be given. */
export function inDrugUnit(value: number, unit: string | undefined, drug: DosedDrug | undefined): Conversion {
  if (drug === undefined) return unit === undefined ? { cannot: 'unit' } : { value, unit };
  if (unit === undefined || unit === drug.unit) return whole(value, drug.unit, typedLeast);
  const [typed, one] = [masses[unit], masses[drug.strength?.unit ?? '']];
  if (drug.strength !== undefined && typed !== undefined && one !== undefined)
    return withNearest(whole((value * typed) / (drug.strength.value * one), drug.unit, computedLeast), drug, {
      pieces: (value * typed) / (drug.strength.value * one),
    });
  const own = masses[drug.unit];
  if (typed !== undefined && own !== undefined) return { value: rounded((value * typed) / own), unit: drug.unit };
  return { cannot: 'unit' };
}

/** Whoever types `0,25 tablett` means it; what is computed from milligrams must come out at halves. */
const typedLeast = (unit: string): number =>
  leastParts[unit] ?? (unit === 'dospåse' || unit === 'applicering' ? 0.5 : 1);
const computedLeast = (unit: string): number => (unit === 'tablett' ? 0.5 : typedLeast(unit));

function whole(value: number, unit: string, least: (unit: string) => number): Conversion {
  const parts = value / least(unit);
  return nearly(parts, Math.round(parts)) ? { value: rounded(value), unit } : { cannot: 'part' };
}

/** Of volumes to a tenth of a millilitre, of pieces to what can be taken of one. */
function withNearest(found: Conversion, { unit, strength }: DosedDrug, { pieces }: { pieces: number }): Conversion {
  if (!('cannot' in found) || strength === undefined) return found;
  const step = unit === 'mL' ? 0.1 : computedLeast(unit);
  const value = rounded(Math.round(pieces / step) * step);
  if (value <= 0) return found;
  const name = value > 1 ? (dosePlurals[unit] ?? unit) : unit;
  return {
    ...found,
    nearest: `${decimal(value)} ${name} (${decimal(rounded(value * strength.value))} ${strength.unit})`,
  };
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
const nearly = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));

export function quantityOf(value: number, unit: string): Quantity {
  const code = doseUnitCodes[unit];
  return { value, unit, ...(code === undefined ? {} : { system: ucum, code }) };
}

export function doseOf({ low, high }: { low: number; high?: number | undefined }, unit: string): DosageDoseAndRate {
  if (high === undefined) return { doseQuantity: quantityOf(low, unit) };
  return { doseRange: { low: quantityOf(low, unit), high: quantityOf(high, unit) } };
}

/** More of what is counted in pieces than anybody takes without saying of what. */
const mostUnsaid = 4;
const isMeasured = (unit: string): boolean => unit in masses || unit === 'mL' || unit === 'E';

/** What runs at a rate is measured: tablets do not. */
export const mayRun = ({ unit }: DosedDrug): boolean => isMeasured(unit);

/** `30` of a tablet of 5 mg may be tablets or milligrams. `always`: whatever the number. undefined: it cannot be mistaken. */
export function twoReadings(
  { low, high = low, unit }: TypedAmount,
  drug: DosedDrug | undefined,
  always = false,
): string | undefined {
  if (unit !== undefined || drug?.strength === undefined || isMeasured(drug.unit)) return undefined;
  if (!always && high <= mostUnsaid) return undefined;
  const number = String(high).replace('.', ',');
  return `${number} ${high > 1 ? (dosePlurals[drug.unit] ?? drug.unit) : drug.unit} eller ${number} ${drug.strength.unit}`;
}
