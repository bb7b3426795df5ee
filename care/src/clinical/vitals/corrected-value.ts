/**
 * A value that was entered wrong is corrected, or marked as entered in error (http://hl7.org/fhir/R4/observation-definitions.html#Observation.status):
 * what it said stands in its earlier version, and why it was changed in a note. A score that was made of it does not hold any more.
 */
import type { Observation, ObservationComponent, Practitioner, Quantity, Reference } from '@medplum/fhirtypes';

export interface Correction {
  /** The right numbers, a value after another in the order of `numbersIn`; undefined: it is not to be counted. */
  numbers: readonly number[] | undefined;
  reason: string;
  by: Reference<Practitioner>;
  /** ISO 8601. */
  at: string;
}

const isNumber = ({ valueQuantity }: Pick<ObservationComponent, 'valueQuantity'>): boolean =>
  valueQuantity?.value !== undefined;

/** What of it can be corrected: its own number, else those of its parts. */
export function numbersIn(value: Observation): Quantity[] {
  const parts: Pick<ObservationComponent, 'valueQuantity'>[] = isNumber(value) ? [value] : (value.component ?? []);
  return parts.filter(isNumber).map(({ valueQuantity }) => valueQuantity as Quantity);
}

export function correctedValue(value: Observation, { numbers, reason, by, at }: Correction): Observation {
  const note = [...(value.note ?? []), { authorReference: by, time: at, text: reason }];
  if (numbers === undefined) return { ...value, status: 'entered-in-error', note };
  // How it stands to its range was said of the wrong number.
  const { interpretation: _said, ...rest } = value;
  if (isNumber(value))
    return { ...rest, status: 'corrected', note, valueQuantity: right(value.valueQuantity, numbers[0]) };
  let next = 0;
  const component = (value.component ?? []).map((part) => {
    if (!isNumber(part)) return part;
    const { interpretation: _of, ...kept } = part;
    return { ...kept, valueQuantity: right(part.valueQuantity, numbers[next++]) };
  });
  return { ...rest, status: 'corrected', note, component };
}

/** A comparator was of the wrong number. */
function right(quantity: Quantity | undefined, value: number | undefined): Quantity {
  const { comparator: _wrong, ...kept } = quantity ?? {};
  return { ...kept, ...(value !== undefined && { value }) };
}

/** A score that stands on a value that has changed. */
export const struck = (score: Observation, { by, at, reason }: Correction): Observation => ({
  ...score,
  status: 'entered-in-error',
  note: [...(score.note ?? []), { authorReference: by, time: at, text: reason }],
});
