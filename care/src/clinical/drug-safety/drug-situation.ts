/** What the safety rules are told: the order, what else is in force, and what is known of the patient. What is not known is not there. */
import type {
  AllergyIntolerance,
  CodeableConcept,
  Condition,
  MedicationRequest,
  Observation,
  Patient,
  Ratio,
} from '@medplum/fhirtypes';
import type { DrugKnowledge } from './drug-knowledge.ts';

export const atcSystem = 'http://www.whocc.no/atc';
/** How much substance there is in one of what the dose is counted in: a Ratio beside the drug's code, as Medication.ingredient.strength has it. */
export const strengthUrl = 'https://vardkedjan.se/fhir/StructureDefinition/drug-strength';

export interface DrugSituation {
  order: MedicationRequest;
  /** In force beside it. */
  others: readonly MedicationRequest[];
  allergies: readonly AllergyIntolerance[];
  patient: Patient | undefined;
  conditions: readonly Condition[];
  observations: readonly Observation[];
  /** There is a record of the same person that cannot be seen: what is said of hypersensitivity is not all. */
  isPart?: boolean;
  /** Swedish day, `2026-11-29`. */
  today: string;
}

export function atcOf(concept: CodeableConcept | undefined): string | undefined {
  return concept?.coding?.find(({ system, code }) => system === atcSystem && code !== undefined)?.code;
}

export function drugNameOf({ medicationCodeableConcept: concept, medicationReference }: MedicationRequest): string {
  return concept?.text ?? concept?.coding?.[0]?.display ?? medicationReference?.display ?? '';
}

/** mg in one of what the dose is counted in; undefined: not said. */
export function milligramsInOne(
  { medicationCodeableConcept: concept }: MedicationRequest,
  unit: string,
): number | undefined {
  if (unit === 'mg') return 1;
  if (unit === 'g') return 1000;
  if (unit === 'µg') return 0.001;
  const ratio: Ratio | undefined = concept?.extension?.find(({ url }) => url === strengthUrl)?.valueRatio;
  const { numerator, denominator } = ratio ?? {};
  const factor = { mg: 1, g: 1000, µg: 0.001 }[numerator?.unit ?? ''];
  if (numerator?.value === undefined || factor === undefined || denominator?.unit !== unit || denominator.value !== 1)
    return undefined;
  return numerator.value * factor;
}

/** Its own code and those of what it contains, each with the other codes of the same substance. */
export function substancesOf(atc: string, { contains, sameSubstance }: DrugKnowledge): string[] {
  return [atc, ...(contains[atc] ?? [])].flatMap(
    (code) => sameSubstance.find((codes) => codes.includes(code)) ?? [code],
  );
}

/** On the skin, in the eye or the nose: little of it is in the body. */
export const isLocal = (atc: string): boolean => /^(D|S|R01|M02)/.test(atc);

/** One of the codes is of the class, or the class lies within it. */
export function isOf(codes: readonly string[], classes: readonly string[]): boolean {
  return codes.some((code) => classes.some((each) => code.startsWith(each) || each.startsWith(code)));
}

/** Whole years; undefined when the birth date is not known to the day. */
export function ageOf(patient: Patient | undefined, today: string): number | undefined {
  const birth = /^(\d{4})-(\d\d)-(\d\d)$/.exec(patient?.birthDate ?? '');
  if (birth === null) return undefined;
  const years = Number(today.slice(0, 4)) - Number(birth[1]);
  return today.slice(5) < `${birth[2]}-${birth[3]}` ? years - 1 : years;
}

/** The latest value of a series that is not older than so many days. */
export function latestOf(
  { observations, today }: Pick<DrugSituation, 'observations' | 'today'>,
  codes: readonly { system: string; code: string }[],
  withinDays: number,
): { value: number; day: string; observation: Observation } | undefined {
  const since = new Date(Date.parse(today) - withinDays * 86_400_000).toISOString().slice(0, 10);
  return observations
    .flatMap((observation) => {
      const { status, valueQuantity, effectiveDateTime } = observation;
      const isIt = observation.code.coding?.some((one) =>
        codes.some(({ system, code }) => one.system === system && one.code === code),
      );
      const value = valueQuantity?.comparator === undefined ? valueQuantity?.value : undefined;
      const isValid = ['final', 'amended', 'corrected'].includes(status);
      return isIt && isValid && value !== undefined && effectiveDateTime !== undefined && effectiveDateTime >= since
        ? [{ value, day: effectiveDateTime.slice(0, 10), at: Date.parse(effectiveDateTime), observation }]
        : [];
    })
    .toSorted((a, b) => b.at - a.at)[0];
}
