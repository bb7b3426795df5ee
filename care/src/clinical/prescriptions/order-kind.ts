/**
 * What kind of order an order is (http://hl7.org/fhir/R4/medicationrequest-definitions.html#MedicationRequest.category): given on a ward, or a prescription
 * that the patient fetches; and, of a prescription, whether the pharmacy packs it dose by dose or it is care of one's own.
 */
import type { CodeableConcept, MedicationRequest } from '@medplum/fhirtypes';

export type OrderSetting = 'ward' | 'prescription';
export type DrugKind = 'dose-dispensed' | 'self-care';
export const drugKinds: readonly DrugKind[] = ['dose-dispensed', 'self-care'];

const settingSystem = 'http://terminology.hl7.org/CodeSystem/medicationrequest-category';
const kindSystem = 'https://vardkedjan.se/fhir/CodeSystem/drug-category';
const codeOf: Readonly<Record<OrderSetting, string>> = { ward: 'inpatient', prescription: 'outpatient' };

export function categoryOf(setting: OrderSetting, kind?: DrugKind): CodeableConcept[] {
  return [
    { coding: [{ system: settingSystem, code: codeOf[setting] }] },
    ...(kind === undefined ? [] : [{ coding: [{ system: kindSystem, code: kind }] }]),
  ];
}

const codesIn = ({ category }: MedicationRequest, wanted: string): string[] =>
  (category ?? [])
    .flatMap(({ coding }) => coding ?? [])
    .flatMap(({ system, code }) => (system === wanted && code !== undefined ? [code] : []));

/** undefined: it does not say. */
export function settingOf(order: MedicationRequest): OrderSetting | undefined {
  const codes = codesIn(order, settingSystem);
  if (codes.includes('inpatient')) return 'ward';
  return codes.some((code) => ['outpatient', 'community', 'discharge'].includes(code)) ? 'prescription' : undefined;
}

/** undefined: neither. */
export function kindOf(order: MedicationRequest): DrugKind | undefined {
  const codes = codesIn(order, kindSystem);
  return drugKinds.find((kind) => codes.includes(kind));
}
