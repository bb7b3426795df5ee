/** A value with its unit as it is said in a sentence; of several parts, each. Pure. */
import type { Observation, ObservationComponent } from '@medplum/fhirtypes';
import { decimal } from '@vardkedjan/care/clinical/reference-range.ts';
import { textOfConcept } from '../chart/concept.ts';

type Measured = Pick<
  ObservationComponent,
  'valueQuantity' | 'valueString' | 'valueCodeableConcept' | 'valueInteger' | 'valueBoolean'
>;

export function valueInWords(observation: Observation): string {
  const parts = (observation.component ?? []).map((part) => `${textOfConcept(part.code)} ${measured(part)}`);
  return [measured(observation), ...parts].filter((text) => text.trim() !== '').join(', ') || '–';
}

function measured({ valueQuantity: quantity, valueString, valueCodeableConcept, valueInteger }: Measured): string {
  if (quantity?.value !== undefined)
    return `${quantity.comparator ?? ''}${decimal(quantity.value)} ${quantity.unit ?? ''}`.trim();
  return valueString ?? (valueInteger === undefined ? textOfConcept(valueCodeableConcept) : String(valueInteger));
}
