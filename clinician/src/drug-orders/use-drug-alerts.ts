/**
 * What the safety rules say of an order by the record that is on the screen, to foretell what the server will ask: the server has the last word.
 * What has been answered before, by the orders that name the answers, is asked once, and quiet until something else is found.
 */
import type { MedicationRequest, MedicationStatement } from '@medplum/fhirtypes';
import { checkDrug } from '@vardkedjan/care/clinical/drug-safety/check-drug.ts';
import { type DrugAlert, isAnswered, issuesNamed } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { takenBeside } from '@vardkedjan/care/clinical/reconciliation/taken-beside.ts';
import type { Chart } from '../chart/chart.ts';
import { today } from '../chart/today.ts';
import { useDrugAnswers } from './use-drug-answers.ts';
import { useDrugKnowledge } from './use-drug-knowledge.ts';

interface Besides {
  /** Those that end as it begins. */
  without?: readonly (string | undefined)[];
  /** Those that begin with it. */
  beside?: readonly MedicationRequest[];
  /** What is said to be taken as it is decided together with it. */
  said?: readonly MedicationStatement[];
}

/** The alerts about an order that nobody has answered. */
export type DrugAlerts = (order: MedicationRequest, chart: Chart, besides?: Besides) => DrugAlert[];

export function useDrugAlerts(patientId: string): DrugAlerts {
  const knowledge = useDrugKnowledge();
  const answered = useDrugAnswers(patientId);
  return (order, chart, { without = [], beside = [], said = [] } = {}) => {
    const decided = new Set(said.map(({ id }) => id));
    const statements = [...chart.medicationStatements.filter(({ id }) => !decided.has(id)), ...said];
    const orders = chart.medicationRequests.filter(({ id }) => !without.includes(id));
    const others = [...takenBeside(orders, statements, today()), ...beside];
    const { allergies, patient, conditions } = chart;
    const observations = [...chart.labs, ...chart.vitals];
    const alerts = checkDrug(
      { order, others, allergies, patient, conditions, observations, today: today() },
      knowledge,
    );
    const named = new Set(issuesNamed(order));
    const issues = answered.filter(({ id }) => named.has(`DetectedIssue/${id ?? ''}`));
    return alerts.filter((alert) => !isAnswered(alert, issues, patientId));
  };
}
