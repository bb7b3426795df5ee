/**
 * What of an answer is said in words and not in numbers: findings, such as what grew in a culture, and how what grew answers to antibiotics
 * (S, I and R of http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation), a column for each that grew. Nothing is put in other words. Pure.
 */
import type { Observation } from '@medplum/fhirtypes';
import { textOfConcept } from '../chart/concept.ts';
import { valueInWords } from './value-in-words.ts';

export interface Finding {
  id: string;
  name: string;
  text: string;
  notes: string[];
}

export interface Susceptibilities {
  /** What grew, as it was answered. */
  isolates: { id: string; name: string }[];
  rows: { drug: string; cells: (Susceptibility | undefined)[] }[];
}

export interface Susceptibility {
  code: 'S' | 'I' | 'R';
  /** The measured value, such as the least concentration that stops it; empty when none is told. */
  value: string;
}

const leftOut: ReadonlySet<string> = new Set(['entered-in-error', 'cancelled', 'registered', 'unknown']);
const interpretations = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

const susceptibilityOf = (value: Observation): Susceptibility | undefined => {
  const code = (value.interpretation ?? [])
    .flatMap(({ coding }) => coding ?? [])
    .find((each) => each.system === interpretations && /^[SIR]$/.test(each.code ?? ''))?.code;
  return code === undefined
    ? undefined
    : { code: code as Susceptibility['code'], value: value.valueQuantity ? valueInWords(value) : '' };
};

/** It stands among the values; how something answers to an antibiotic does not, though it may be measured. */
export const isNumber = (value: Observation): boolean =>
  susceptibilityOf(value) === undefined &&
  [value, ...(value.component ?? [])].some(({ valueQuantity }) => valueQuantity !== undefined);

export function findingsOf(values: readonly Observation[]): Finding[] {
  return values
    .filter((value) => !leftOut.has(value.status) && !isNumber(value) && susceptibilityOf(value) === undefined)
    .map((value) => ({
      id: value.id ?? '',
      name: textOfConcept(value.code),
      text: valueInWords(value),
      notes: (value.note ?? []).map(({ text }) => text ?? '').filter((text) => text !== ''),
    }));
}

/** undefined: none is told. What says of no isolate which it is about stands under one without a name. */
export function susceptibilitiesOf(values: readonly Observation[]): Susceptibilities | undefined {
  const told = values.flatMap((value) => {
    const is = leftOut.has(value.status) ? undefined : susceptibilityOf(value);
    return is === undefined ? [] : [{ drug: textOfConcept(value.code), isolate: isolateOf(value, values), is }];
  });
  if (told.length === 0) return undefined;
  const isolates = [...new Map(told.map(({ isolate }) => [isolate.id, isolate])).values()];
  const drugs = [...new Set(told.map(({ drug }) => drug))];
  return {
    isolates,
    rows: drugs.map((drug) => ({
      drug,
      cells: isolates.map(({ id }) => told.find((each) => each.drug === drug && each.isolate.id === id)?.is),
    })),
  };
}

function isolateOf({ id, derivedFrom }: Observation, values: readonly Observation[]): { id: string; name: string } {
  const from = (derivedFrom ?? []).map(({ reference }) => reference);
  const isolate = values.find(
    (each) =>
      from.includes(`Observation/${each.id}`) ||
      (each.hasMember ?? []).some(({ reference }) => reference === `Observation/${id}`),
  );
  return { id: isolate?.id ?? '', name: isolate ? valueInWords(isolate) : '' };
}
