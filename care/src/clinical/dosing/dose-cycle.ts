/**
 * A dose that is taken so many days and then not for so many, again and again: 21 days and 7 days without. R4's Timing has no element for it
 * (http://hl7.org/fhir/R4/datatypes.html#Timing), so it stands as a modifier extension of the Dosage: whoever does not know it must not
 * read the dose as if it were taken every day (http://hl7.org/fhir/R4/extensibility.html#modifierExtension; docs/open-questions.md 211).
 */
import type { Dosage, Extension } from '@medplum/fhirtypes';

export const doseCycleUrl = 'https://vardkedjan.se/fhir/StructureDefinition/dose-cycle';
const ucum = 'http://unitsofmeasure.org';

export interface DoseCycle {
  taken: number;
  without: number;
  unit: 'd' | 'wk';
}

const daysIn = { d: 1, wk: 7 } as const;

export const cycleExtension = ({ taken, without, unit }: DoseCycle): Extension[] => [
  {
    url: doseCycleUrl,
    extension: [
      { url: 'taken', valueDuration: { value: taken, system: ucum, code: unit } },
      { url: 'without', valueDuration: { value: without, system: ucum, code: unit } },
    ],
  },
];

/** undefined: it is taken without pauses. `unknown`: something that modifies it and is not understood. */
export function cycleOf({ modifierExtension }: Dosage): DoseCycle | 'unknown' | undefined {
  if (modifierExtension === undefined || modifierExtension.length === 0) return undefined;
  const [only, ...more] = modifierExtension;
  const parts = only?.extension ?? [];
  const [taken, without] = ['taken', 'without'].map((url) => parts.find((each) => each.url === url)?.valueDuration);
  const unit = taken?.code;
  if (only?.url !== doseCycleUrl || more.length > 0 || parts.length !== 2 || (unit !== 'd' && unit !== 'wk'))
    return 'unknown';
  const isWhole = [taken, without].every(
    (each) => each?.code === unit && each.value !== undefined && Number.isInteger(each.value) && each.value > 0,
  );
  return isWhole ? { taken: taken?.value ?? 0, without: without?.value ?? 0, unit } : 'unknown';
}

/** ` i kurer om 21 dagar med 7 dagars uppehåll`; empty without a cycle, undefined when it is not understood. */
export function cycleText(dosage: Dosage): string | undefined {
  const cycle = cycleOf(dosage);
  if (cycle === undefined || cycle === 'unknown') return cycle === undefined ? '' : undefined;
  const { taken, without, unit } = cycle;
  const [one, many] = unit === 'd' ? ['dag', 'dagar'] : ['vecka', 'veckor'];
  const [ones, manys] = unit === 'd' ? ['dags', 'dagars'] : ['veckas', 'veckors'];
  return ` i kurer om ${taken} ${taken === 1 ? one : many} med ${without} ${without === 1 ? ones : manys} uppehåll`;
}

/** Whether it is taken on a day, so many days after the first; undefined: it cannot be told. */
export function isTakenOn(dosage: Dosage, day: number): boolean | undefined {
  const cycle = cycleOf(dosage);
  if (cycle === undefined || cycle === 'unknown') return cycle === undefined ? true : undefined;
  const length = (cycle.taken + cycle.without) * daysIn[cycle.unit];
  return ((day % length) + length) % length < cycle.taken * daysIn[cycle.unit];
}

/** As on a day that it is taken. */
export function withoutCycle(dosage: Dosage): Dosage {
  const { modifierExtension: _cycle, ...rest } = dosage;
  return cycleOf(dosage) === 'unknown' ? dosage : rest;
}
