/**
 * Every entry that says a drug is taken, from every source, side by side: the own care provider's orders, other providers', what the patient says,
 * and what has come over from other systems. None is left out, and none counted twice: the sum over rows and sources is the number of entries.
 */
import type { MedicationRequest, MedicationStatement } from '@medplum/fhirtypes';
import { atcOf } from '../drug-safety/drug-situation.ts';
import { isInForce } from '../prescriptions/lawful-order.ts';

export type DrugSource = 'own' | 'other-provider' | 'patient' | 'other-system';
export const drugSources: readonly DrugSource[] = ['own', 'other-provider', 'patient', 'other-system'];

export interface SourceEntry {
  /** `MedicationRequest/<id>`. */
  reference: string;
  resource: MedicationRequest | MedicationStatement;
  source: DrugSource;
}

/** A drug, with what each source says of it. */
export interface DrugAcrossSources {
  key: string;
  name: string;
  entries: readonly SourceEntry[];
}

export function acrossSources(
  orders: readonly MedicationRequest[],
  statements: readonly MedicationStatement[],
  /** Whether the caller's own care provider keeps it. */
  isOwn: (resource: MedicationRequest | MedicationStatement) => boolean,
): DrugAcrossSources[] {
  const entries = [
    ...orders
      .filter((order) => isInForce(order) || order.status === 'unknown')
      .map((order) => entryFrom(order, ofOrder(order, isOwn(order)))),
    ...statements
      .filter(({ status }) => !['entered-in-error', 'stopped', 'completed', 'not-taken'].includes(status))
      .map((statement) => entryFrom(statement, ofStatement(statement))),
  ];
  const rows = [...Map.groupBy(entries, ({ resource }) => keyOf(resource))].map(([key, own]) => ({
    key,
    name: nameOfDrug(own[0]?.resource),
    entries: own,
  }));
  return rows.toSorted((a, b) => a.name.localeCompare(b.name, 'sv', { numeric: true }));
}

const entryFrom = (resource: MedicationRequest | MedicationStatement, source: DrugSource): SourceEntry => ({
  reference: `${resource.resourceType}/${resource.id ?? ''}`,
  resource,
  source,
});

/** Reported by an earlier system, or in a state that it did not tell: nobody here has ordered it. */
function ofOrder({ reportedBoolean, reportedReference, status }: MedicationRequest, isOwn: boolean): DrugSource {
  if (reportedBoolean === true || reportedReference !== undefined || status === 'unknown') return 'other-system';
  return isOwn ? 'own' : 'other-provider';
}

function ofStatement({ informationSource }: MedicationStatement): DrugSource {
  return /^(Patient|RelatedPerson)\//.test(informationSource?.reference ?? '') ? 'patient' : 'other-system';
}

/** By substance; what has no code, by its words. Strengths of one substance stand together, for whoever decides to see. */
function keyOf(resource: MedicationRequest | MedicationStatement): string {
  return atcOf(resource.medicationCodeableConcept) ?? nameOfDrug(resource).toLowerCase();
}

export function nameOfDrug(resource: MedicationRequest | MedicationStatement | undefined): string {
  const concept = resource?.medicationCodeableConcept;
  return concept?.text ?? concept?.coding?.[0]?.display ?? resource?.medicationReference?.display ?? '';
}
