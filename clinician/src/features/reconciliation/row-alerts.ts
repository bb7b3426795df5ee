/** What the safety rules say of each drug beside all the others, ordered or only said to be taken. */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { checkDrug } from '@vardkedjan/care/clinical/drug-safety/check-drug.ts';
import type { DrugAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import type { DrugKnowledge } from '@vardkedjan/care/clinical/drug-safety/drug-knowledge.ts';
import { asTaken, entryOf } from '@vardkedjan/care/clinical/reconciliation/as-taken.ts';
import type { DrugAcrossSources } from '@vardkedjan/care/clinical/reconciliation/drug-sources.ts';
import { takenBeside } from '@vardkedjan/care/clinical/reconciliation/taken-beside.ts';
import type { Chart } from '../../chart/chart.ts';
import { today } from '../../chart/today.ts';

/** By the row's key. */
export type RowAlerts = ReadonlyMap<string, readonly DrugAlert[]>;

export function rowAlerts(
  rows: readonly DrugAcrossSources[],
  { medicationRequests, medicationStatements, labs, vitals, allergies, patient, conditions }: Chart,
  knowledge: DrugKnowledge,
): RowAlerts {
  const taken = takenBeside(medicationRequests, medicationStatements, today());
  const known = { allergies, patient, conditions, observations: [...labs, ...vitals], today: today() };
  return new Map(
    rows.map(({ key, entries }) => {
      const own = new Set(entries.map(({ reference }) => reference));
      const others = taken.filter((each) => !own.has(entryOf(each)?.reference ?? ''));
      const orders = entries.flatMap(({ resource }): MedicationRequest[] =>
        resource.resourceType === 'MedicationRequest' ? [resource] : [asTaken(resource) ?? []].flat(),
      );
      return [key, orders.flatMap((order) => checkDrug({ ...known, order, others }, knowledge))];
    }),
  );
}

/** They are so of every drug alike, and are said once or not at all: a row is marked for what is its own. */
const alikeForAll: ReadonlySet<DrugAlert['rule']> = new Set([
  'allergy-unknown',
  'allergy-not-compared',
  'drug-not-known',
]);

export const worstOf = (alerts: readonly DrugAlert[] = []): DrugAlert | undefined =>
  alerts.find(({ stops, rule }) => stops && !alikeForAll.has(rule));

/** Hypersensitivities that nothing can be compared with, each once. */
export function notComparedIn(alerts: RowAlerts): string[] {
  const names = [...alerts.values()]
    .flat()
    .flatMap(({ rule, evidence }) => (rule === 'allergy-not-compared' ? [evidence?.display ?? ''] : []));
  return [...new Set(names)].filter(Boolean);
}
