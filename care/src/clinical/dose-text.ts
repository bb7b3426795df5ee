/**
 * The dose in Swedish, made from the structured dosage and from nothing else (http://hl7.org/fhir/R4/dosage.html), so that what is
 * ordered and what is read cannot disagree (F5). A dosage with anything in it that is not understood is never half told: its own
 * text is shown, marked as written, or it is said that the dose cannot be shown. The route is shown beside the drug, not here.
 */
import type { Dosage, DosageDoseAndRate, Quantity, Range } from '@medplum/fhirtypes';
import { timingText } from './dose-timing.ts';
import { cycleText } from './dosing/dose-cycle.ts';
import { dosePlurals } from './dose-units.ts';
import { decimal } from './reference-range.ts';

export interface DoseText {
  text: string;
  /** `written`: as somebody wrote it; `none`: there is nothing that can be shown. */
  source: 'structured' | 'written' | 'none';
}

export const doseNotShown: DoseText = { text: 'Dosen kan inte visas', source: 'none' };

/** All steps of a prescription's dosage, in their order. */
export function doseText(dosages: readonly Dosage[] | undefined): DoseText {
  if (dosages === undefined || dosages.length === 0) return doseNotShown;
  const inOrder = dosages.toSorted((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
  const parts = inOrder.map(oneDose);
  if (parts.some(({ source }) => source === 'none')) return doseNotShown;
  const source = parts.some((part) => part.source === 'written') ? 'written' : 'structured';
  const text = parts.reduce((whole, part, index) => {
    if (index === 0) return part.text;
    const follows = (inOrder[index]?.sequence ?? 0) > (inOrder[index - 1]?.sequence ?? 0);
    return `${whole}${follows ? ', därefter' : ' samt'} ${part.text}`;
  }, '');
  return { text, source };
}

function oneDose(dosage: Dosage): DoseText {
  const text = structuredText(dosage);
  if (text !== undefined) return { text, source: 'structured' };
  return dosage.text === undefined || dosage.text.trim() === ''
    ? doseNotShown
    : { text: dosage.text, source: 'written' };
}

const known = new Set([
  'id',
  'sequence',
  'text',
  'additionalInstruction',
  'patientInstruction',
  'timing',
  'asNeededBoolean',
  'asNeededCodeableConcept',
  'route',
  'doseAndRate',
  'maxDosePerPeriod',
  'modifierExtension',
]); // prettier-ignore

/** undefined when any part of the dosage is not understood. */
function structuredText(dosage: Dosage): string | undefined {
  if (Object.keys(dosage).some((key) => !known.has(key))) return undefined;
  const amount = amountText(dosage.doseAndRate);
  const needed = neededText(dosage);
  const isByRate = dosage.doseAndRate?.[0]?.rateQuantity !== undefined;
  const often = dosage.timing === undefined ? '' : timingText(dosage.timing, isByRate);
  const cycle = cycleText(dosage);
  const most = mostText(dosage);
  const instructions = instructionsText(dosage);
  if (
    amount === undefined ||
    needed === undefined ||
    often === undefined ||
    cycle === undefined ||
    most === undefined ||
    instructions === undefined
  )
    return undefined;
  // An amount without a time says nothing about when.
  if (often === '' && needed === '' && !isByRate) return undefined;
  // What is given once is not taken as needed, and has no days to be without.
  if (dosage.timing?.repeat?.count !== undefined && (needed !== '' || cycle !== '')) return undefined;
  // An infusion is not taken as needed, and has no days to be without.
  if (isByRate && (needed !== '' || cycle !== '')) return undefined;
  // What is taken as needed, or after hours that do not end with the day, has no days of its own to be without.
  if (cycle !== '' && (needed !== '' || dosage.timing?.repeat?.periodUnit === 'h')) return undefined;
  return `${[amount, needed, often].filter((part) => part !== '').join(' ')}${cycle}${most}${instructions}`;
}

function amountText(doseAndRate: readonly DosageDoseAndRate[] | undefined): string | undefined {
  const [dose, ...more] = doseAndRate ?? [];
  if (dose === undefined || more.length > 0) return undefined;
  const { rateQuantity: rate, ...given } = dose;
  if (Object.keys(dose).some((key) => !understood.has(key))) return undefined;
  if (rate === undefined) return givenText(given);
  const pace = rateText(rate);
  if (given.doseQuantity === undefined && given.doseRange === undefined) return pace;
  const amount = givenText(given);
  return amount === undefined || pace === undefined ? undefined : `${amount} med ${pace}`;
}

const understood = new Set(['id', 'type', 'doseQuantity', 'doseRange', 'rateQuantity']);

/** `125 mL/h`: volume, mass or units an hour or a minute. */
function rateText({ value, unit, comparator }: Quantity): string | undefined {
  if (value === undefined || !(value > 0) || comparator !== undefined) return undefined;
  return /^(mL|mg|g|µg|E)\/(h|min)$/.test(unit ?? '') ? `${decimal(value)} ${unit}` : undefined;
}

function givenText(dose: DosageDoseAndRate): string | undefined {
  if (dose.doseQuantity !== undefined)
    return dose.doseRange === undefined ? quantityText(dose.doseQuantity) : undefined;
  return dose.doseRange === undefined ? undefined : rangeText(dose.doseRange);
}

function quantityText({ value, unit, comparator }: Quantity): string | undefined {
  if (value === undefined || unit === undefined || comparator !== undefined || !(value > 0)) return undefined;
  return `${decimal(value)} ${unitText(unit, value)}`;
}

function rangeText({ low, high }: Range): string | undefined {
  if (low?.value === undefined || high?.value === undefined || high.unit === undefined || !(high.value > low.value))
    return undefined;
  if ((low.unit !== undefined && low.unit !== high.unit) || low.value < 0) return undefined;
  return `${decimal(low.value)}–${decimal(high.value)} ${unitText(high.unit, high.value)}`;
}

function unitText(unit: string, value: number): string {
  return value > 1 ? (dosePlurals[unit] ?? unit) : unit;
}

function neededText({ asNeededBoolean, asNeededCodeableConcept: why }: Dosage): string | undefined {
  if (why === undefined) return asNeededBoolean === true ? 'vid behov' : '';
  const text = why.text ?? why.coding?.[0]?.display;
  return text === undefined || asNeededBoolean === false ? undefined : `vid behov (${text})`;
}

function mostText({ maxDosePerPeriod: most }: Dosage): string | undefined {
  if (most === undefined) return '';
  const amount = most.numerator === undefined ? undefined : quantityText(most.numerator);
  const { value, code } = most.denominator ?? {};
  const isDay = (code === 'd' && value === 1) || (code === 'h' && value === 24);
  return amount === undefined || !isDay ? undefined : `, högst ${amount} per dygn`;
}

function instructionsText({ additionalInstruction, patientInstruction }: Dosage): string | undefined {
  const texts = (additionalInstruction ?? []).map(({ text, coding }) => text ?? coding?.[0]?.display);
  if (texts.includes(undefined)) return undefined;
  const all = [...texts, ...(patientInstruction === undefined ? [] : [patientInstruction])];
  return all.length === 0 ? '' : `. ${all.join('. ')}`;
}
