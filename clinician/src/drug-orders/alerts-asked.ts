/** What the server has stopped an order for, as alerts that can be answered: it has the last word, also on what the page did not foresee. */
import type { MedicationRequest, OperationOutcome } from '@medplum/fhirtypes';
import {
  alertAboutSystem,
  alertSystem,
  type AlertRule,
  type DrugAlert,
  releaseIn,
} from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { atcOf, drugNameOf } from '@vardkedjan/care/clinical/drug-safety/drug-situation.ts';
import { alertKey } from './order-bundle.ts';

export function alertsIn(outcome: OperationOutcome | undefined): DrugAlert[] {
  return (outcome?.issue ?? []).flatMap(({ details, extension }) => {
    const rule = details?.coding?.find(({ system }) => system === alertSystem)?.code;
    const key = extension?.find(({ url }) => url === alertAboutSystem)?.valueString;
    if (rule === undefined || key === undefined || !key.startsWith(`${rule}:`)) return [];
    const text = details?.text ?? rule;
    const release = releaseIn(extension);
    const alert = { rule: rule as AlertRule, stops: true, about: key.slice(rule.length + 1) };
    return [{ ...alert, why: { sv: text, en: text }, ...(release && { release }) }];
  });
}

/** With what has been asked about the drug of the order, each once; what the page says of it itself is more than what the server says. */
export function withAsked(
  foreseen: readonly DrugAlert[],
  asked: readonly DrugAlert[],
  order: MedicationRequest,
): DrugAlert[] {
  const drug = atcOf(order.medicationCodeableConcept) ?? drugNameOf(order).toLowerCase();
  const own = asked.filter(({ about }) => about === 'patient' || about === drug || about.startsWith(`${drug}|`));
  return [...new Map([...own, ...foreseen].map((alert) => [alertKey(alert), alert])).values()];
}
