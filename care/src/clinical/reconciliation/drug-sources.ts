/**
 * Every entry that says a drug is taken, from every source, side by side: the own care provider's orders, other providers', what the patient says,
 * and what has come over from other systems. None is left out, and none counted twice: the sum over rows and sources is the number of entries.
 */
import type { MedicationRequest, MedicationStatement } from '@medplum/fhirtypes';
import { atcOf } from '../drug-safety/drug-situation.ts';
import { holdsOn } from '../prescriptions/course-end.ts';
import { judgementsOf } from './judged.ts';

export type DrugSource = 'own' | 'other-provider' | 'patient' | 'other-system';
export const drugSources: readonly DrugSource[] = ['own', 'other-provider', 'patient', 'other-system'];

export interface SourceEntry {
  /** `MedicationRequest/<id>`. */
  reference: string;
  resource: MedicationRequest | MedicationStatement;
  source: DrugSource;
  /** The own care provider keeps it, whoever said it. */
  isOwn: boolean;
  /** What has been decided of it in a statement derived from it, and whether the own care provider keeps that. */
  judgement?: { statement: MedicationStatement; isOwn: boolean };
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
  /** In Sweden: a course that is over is taken no longer. */
  day: string,
): DrugAcrossSources[] {
  const decided = judgementsOf(statements);
  const entryFrom = (resource: SourceEntry['resource']): SourceEntry => {
    const reference = `${resource.resourceType}/${resource.id ?? ''}`;
    const own = isOwn(resource);
    const source = resource.resourceType === 'MedicationRequest' ? ofOrder(resource, own) : ofStatement(resource);
    const judgement = decided.get(reference);
    return {
      reference,
      resource,
      source,
      isOwn: own,
      ...(judgement && { judgement: { statement: judgement, isOwn: isOwn(judgement) } }),
    };
  };
  const ordered = orders.filter((order) => holdsOn(order, day) || order.status === 'unknown');
  const said = statements.filter(
    ({ status }) => !['entered-in-error', 'stopped', 'completed', 'not-taken'].includes(status),
  );
  const originals = new Set([...ordered, ...said].map(({ resourceType, id }) => `${resourceType}/${id ?? ''}`));
  const entries = [
    ...ordered.map(entryFrom),
    // What only decides of another entry stands with it.
    ...said
      .filter(({ derivedFrom = [] }) => !derivedFrom.some(({ reference }) => originals.has(reference ?? '')))
      .map(entryFrom),
  ];
  const rows = [...Map.groupBy(entries, ({ resource }) => keyOf(resource))].map(([key, own]) => ({
    key,
    name: nameOfDrug(own[0]?.resource),
    entries: own,
  }));
  return rows.toSorted((a, b) => a.name.localeCompare(b.name, 'sv', { numeric: true }));
}

/** Reported by an earlier system, or in a state that it did not tell: nobody here has ordered it. */
export const isReported = ({ reportedBoolean, reportedReference, status }: MedicationRequest): boolean =>
  reportedBoolean === true || reportedReference !== undefined || status === 'unknown';

const ofOrder = (order: MedicationRequest, isOwn: boolean): DrugSource =>
  isReported(order) ? 'other-system' : isOwn ? 'own' : 'other-provider';

function ofStatement({ informationSource }: MedicationStatement): DrugSource {
  return /^(Patient|RelatedPerson)\//.test(informationSource?.reference ?? '') ? 'patient' : 'other-system';
}

/** By substance; what has no code, by its words. Strengths of one substance stand together, for whoever decides to see. */
export function keyOf(resource: MedicationRequest | MedicationStatement): string {
  return atcOf(resource.medicationCodeableConcept) ?? nameOfDrug(resource).toLowerCase();
}

export function nameOfDrug(resource: MedicationRequest | MedicationStatement | undefined): string {
  const concept = resource?.medicationCodeableConcept;
  return concept?.text ?? concept?.coding?.[0]?.display ?? resource?.medicationReference?.display ?? '';
}
