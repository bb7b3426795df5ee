/** What a prescriber looks at before renewing: the latest creatinine, eGFR, potassium and blood pressure, each with its day. */
import type { Observation } from '@medplum/fhirtypes';
import { decimal } from '@vardkedjan/care/clinical/reference-range.ts';
import { formatDate, timeOf } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../../../chart/concept.ts';

export interface LatestValue {
  name: string;
  value: string;
  day: string;
}

const labSystem = 'https://vardkedjan.se/fhir/CodeSystem/lab';
const loinc = 'http://loinc.org';
const wanted: readonly { system: string; code: string }[] = [
  { system: labSystem, code: 'krea' },
  { system: labSystem, code: 'egfr' },
  { system: labSystem, code: 'k' },
];

export function latestValues(labs: readonly Observation[], vitals: readonly Observation[]): LatestValue[] {
  const found = wanted
    .flatMap((code) => latest(labs, code) ?? [])
    .map(
      (observation): LatestValue => ({
        name: textOfConcept(observation.code),
        value: `${decimal(observation.valueQuantity?.value ?? '')} ${observation.valueQuantity?.unit ?? ''}`.trim(),
        day: formatDate(observation.effectiveDateTime),
      }),
    );
  const pressure = latest(vitals, { system: loinc, code: '85354-9' });
  return pressure === undefined ? found : [...found, pressureOf(pressure)];
}

function latest(
  observations: readonly Observation[],
  { system, code }: { system: string; code: string },
): Observation | undefined {
  return observations
    .filter(
      (each) =>
        each.code.coding?.some((one) => one.system === system && one.code === code) === true &&
        !['entered-in-error', 'cancelled'].includes(each.status),
    )
    .toSorted((a, b) => (timeOf(b.effectiveDateTime) || 0) - (timeOf(a.effectiveDateTime) || 0))[0];
}

function pressureOf({ code, component, effectiveDateTime }: Observation): LatestValue {
  const part = (wantedCode: string) =>
    component?.find((each) => each.code.coding?.some((one) => one.code === wantedCode))?.valueQuantity?.value;
  return {
    name: textOfConcept(code),
    value: `${part('8480-6') ?? '–'}/${part('8462-4') ?? '–'} mm Hg`,
    day: formatDate(effectiveDateTime),
  };
}
