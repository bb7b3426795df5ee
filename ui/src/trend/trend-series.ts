/**
 * Series of measured values, made from Observations (http://hl7.org/fhir/R4/observation.html): one series for each code
 * and unit, oldest value first. Components (a blood pressure) become series of their own under the parent's name.
 *
 * A value keeps the text it was answered with, so `<5` stays `<5` and is never shown as 5.
 */
import type {
  CodeableConcept,
  Observation,
  ObservationComponent,
  ObservationReferenceRange,
  Quantity,
} from '@medplum/fhirtypes';
import { numberText } from '@vardkedjan/fhir/json.ts';
import { markOf } from './mark.ts';
import type { Mark } from './mark.ts';

export interface Band {
  low?: number;
  high?: number;
  /** As it was answered: `3,5–8,8` or the laboratory's own words. */
  text: string;
}

export interface TrendPoint {
  /** Milliseconds since 1970. */
  at: number;
  value: number;
  /** As answered, with comparator and decimal comma. */
  text: string;
  mark: Mark;
  band?: Band;
  /** `Observation/…` it came from. */
  source: string;
  /** It said something else before. */
  isCorrected?: true;
}

export interface TrendSeries {
  /** Stable within a record: code and unit. */
  key: string;
  name: string;
  unit: string;
  points: TrendPoint[];
  /** The newest value's reference range; older values keep their own. */
  band?: Band;
}

const leftOut = new Set(['entered-in-error', 'cancelled', 'registered', 'unknown']);

export function trendSeries(observations: Observation[]): TrendSeries[] {
  const series = new Map<string, TrendSeries>();
  for (const observation of observations) {
    const at = timeOf(observation);
    if (at === undefined || leftOut.has(observation.status)) continue;
    for (const part of [observation, ...(observation.component ?? [])]) {
      addPoint(series, observation, part, at);
    }
  }
  for (const each of series.values()) {
    each.points.sort((a, b) => a.at - b.at);
    each.band = each.points.at(-1)?.band;
  }
  return [...series.values()];
}

function addPoint(
  series: Map<string, TrendSeries>,
  observation: Observation,
  part: Observation | ObservationComponent,
  at: number,
): void {
  const quantity = part.valueQuantity;
  if (quantity?.value === undefined || !Number.isFinite(quantity.value)) return;
  const unit = quantity.unit ?? quantity.code ?? '';
  const key = `${codeOf(part.code)}|${quantity.code ?? unit}`;
  const band = bandOf(part.referenceRange);
  const point: TrendPoint = {
    at,
    value: quantity.value,
    text: `${quantity.comparator ?? ''}${swedishNumber(numberText(quantity, 'value'))}`,
    mark: markOf(part.interpretation, quantity, band),
    source: `Observation/${observation.id ?? ''}`,
    ...((observation.status === 'corrected' || observation.status === 'amended') && { isCorrected: true as const }),
    ...(band ? { band } : {}),
  };
  const found = series.get(key);
  if (found) found.points.push(point);
  else series.set(key, { key, name: nameOf(part.code), unit, points: [point] });
}

/** The first range meant as normal; a range for treatment or another purpose is no reference range. */
function bandOf(ranges: ObservationReferenceRange[] | undefined): Band | undefined {
  const range = ranges?.find((each) => !each.type || each.type.coding?.some((coding) => coding.code === 'normal'));
  if (!range) return undefined;
  const low = range.low?.value;
  const high = range.high?.value;
  const text = range.text ?? rangeText(textOf(range.low), textOf(range.high));
  if (low === undefined && high === undefined && !text) return undefined;
  return { text, ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}

function textOf(quantity: Quantity | undefined): string | undefined {
  return quantity?.value === undefined ? undefined : swedishNumber(numberText(quantity, 'value'));
}

export function rangeText(low: string | undefined, high: string | undefined): string {
  if (low !== undefined && high !== undefined) return `${low}–${high}`;
  if (low !== undefined) return `≥ ${low}`;
  return high === undefined ? '' : `≤ ${high}`;
}

/** Decimal comma and a true minus sign; the digits are not touched. */
export function swedishNumber(text: string): string {
  return text.replace('.', ',').replace(/^-/, '−');
}

function timeOf(observation: Observation): number | undefined {
  const text = observation.effectiveDateTime ?? observation.effectivePeriod?.start ?? observation.effectiveInstant;
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

function codeOf(concept: CodeableConcept): string {
  const coding = concept.coding?.[0];
  return coding?.code ? `${coding.system ?? ''}|${coding.code}` : (concept.text ?? '');
}

function nameOf(concept: CodeableConcept): string {
  return concept.text ?? concept.coding?.find((coding) => coding.display)?.display ?? concept.coding?.[0]?.code ?? '';
}
