/**
 * How a value stands to its reference range (http://hl7.org/fhir/R4/observation.html): what the laboratory itself said in
 * `interpretation` comes first, since it knows the method and the patient; else the range is compared. What cannot be compared for
 * certain has no level: a blank is better than a wrong "normal".
 */
import type {
  CodeableConcept,
  Observation,
  ObservationComponent,
  ObservationReferenceRange,
  Quantity,
} from '@medplum/fhirtypes';

export type Level = 'critical-low' | 'low' | 'normal' | 'high' | 'critical-high' | 'abnormal';

type Measured = Pick<ObservationComponent, 'interpretation' | 'referenceRange' | 'valueQuantity'>;

/** http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation */
const interpretationSystem = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

const levels: ReadonlyMap<string, Level> = new Map([
  ['N', 'normal'],
  ['L', 'low'],
  ['LU', 'low'],
  ['LL', 'critical-low'],
  ['<', 'low'],
  ['H', 'high'],
  ['HU', 'high'],
  ['HH', 'critical-high'],
  ['>', 'high'],
  ['A', 'abnormal'],
  ['AA', 'abnormal'],
]);

export function levelOf(observation: Measured | Observation): Level | undefined {
  return said(observation.interpretation) ?? compared(observation.valueQuantity, observation.referenceRange);
}

/** The range as it is printed beside the value: `3,5–5,0`, `< 5`, `≥ 90`; the empty string when there is none to show. */
export function rangeText(ranges: readonly ObservationReferenceRange[] | undefined): string {
  const range = onlyNormal(ranges);
  if (range === undefined) return '';
  const { low, high, text } = range;
  if (low?.value !== undefined && high?.value !== undefined) return `${decimal(low.value)}–${decimal(high.value)}`;
  if (low?.value !== undefined) return `≥ ${decimal(low.value)}`;
  return high?.value === undefined ? (text ?? '') : `≤ ${decimal(high.value)}`;
}

/** A number as Swedish writes it. The digits are those of the number; FHIR's trailing zeros are the caller's to keep. */
export function decimal(value: number | string): string {
  return String(value).replace('.', ',').replace(/^-/, '\u2212');
}

function said(interpretation: readonly CodeableConcept[] | undefined): Level | undefined {
  for (const { coding } of interpretation ?? [])
    for (const { system, code } of coding ?? []) {
      const level = system === interpretationSystem && code !== undefined ? levels.get(code) : undefined;
      if (level !== undefined) return level;
    }
  return undefined;
}

function compared(
  quantity: Quantity | undefined,
  ranges: readonly ObservationReferenceRange[] | undefined,
): Level | undefined {
  const range = onlyNormal(ranges);
  if (quantity?.value === undefined || range === undefined) return undefined;
  const { low, high } = range;
  if ([low, high].some((limit) => limit !== undefined && !sameUnit(limit, quantity))) return undefined;
  const [least, most] = spanOf(quantity.value, quantity.comparator);
  const below = low?.value;
  const above = high?.value;
  if (below === undefined && above === undefined) return undefined;
  if (below !== undefined && most < below) return 'low';
  if (above !== undefined && least > above) return 'high';
  const within = (below === undefined || least >= below) && (above === undefined || most <= above);
  return within ? 'normal' : undefined;
}

/** What `< 5` may be: anything below 5. */
function spanOf(value: number, comparator: Quantity['comparator']): [least: number, most: number] {
  switch (comparator) {
    case '<':
    case '<=':
      return [Number.NEGATIVE_INFINITY, comparator === '<' ? justBelow(value) : value];
    case '>':
    case '>=':
      return [comparator === '>' ? justAbove(value) : value, Number.POSITIVE_INFINITY];
    default:
      return [value, value];
  }
}

function justBelow(value: number): number {
  return value - Math.abs(value) * Number.EPSILON - Number.MIN_VALUE;
}

function justAbove(value: number): number {
  return value + Math.abs(value) * Number.EPSILON + Number.MIN_VALUE;
}

/** The normal range, when there is exactly one that could be meant. */
function onlyNormal(ranges: readonly ObservationReferenceRange[] | undefined): ObservationReferenceRange | undefined {
  const normal = (ranges ?? []).filter(
    ({ type }) => type === undefined || type.coding === undefined || type.coding.some(({ code }) => code === 'normal'),
  );
  return normal.length === 1 ? normal[0] : undefined;
}

function sameUnit(a: Quantity, b: Quantity): boolean {
  if (a.code !== undefined && b.code !== undefined)
    return a.code === b.code && (a.system ?? b.system) === (b.system ?? a.system);
  if (a.unit !== undefined && b.unit !== undefined) return a.unit === b.unit;
  return a.code === undefined && a.unit === undefined;
}
