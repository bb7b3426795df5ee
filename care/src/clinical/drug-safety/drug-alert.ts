/**
 * What a safety rule has found about an order, and the answer to it: an alert that stops is answered with a reason by whoever orders, and
 * alert and answer are kept as a DetectedIssue that the order names (http://hl7.org/fhir/R4/detectedissue.html). What warns is
 * shown and needs no answer.
 */
import type { DetectedIssue, MedicationRequest, Practitioner, Reference } from '@medplum/fhirtypes';

export const alertSystem = 'https://vardkedjan.se/fhir/CodeSystem/drug-alert';
export const alertAboutSystem = 'https://vardkedjan.se/fhir/NamingSystem/drug-alert-about';

export type AlertRule =
  | 'allergy'
  | 'cross-reaction'
  | 'allergy-not-compared'
  | 'allergy-unknown'
  | 'drug-not-known'
  | 'duplicate'
  | 'interaction'
  | 'most-per-day'
  | 'age'
  | 'weight'
  | 'kidneys'
  | 'kidneys-unknown'
  | 'pregnancy'
  | 'pregnancy-unknown';

export interface DrugAlert {
  rule: AlertRule;
  /** It must be answered before the order is one. */
  stops: boolean;
  /** What it is about: the drug's code and what stands against it, by id or code. The same for the same finding. */
  about: string;
  why: { sv: string; en: string };
  /** Where the fact is published, when the rule rests on one. */
  source?: string;
  evidence?: Reference;
}

export interface AlertAnswer {
  reason: string;
  practitioner: Reference<Practitioner>;
  patientId: string;
  /** FHIR dateTime. */
  now: string;
}

export function answeredIssue(alert: DrugAlert, { reason, practitioner, patientId, now }: AlertAnswer): DetectedIssue {
  return {
    resourceType: 'DetectedIssue',
    status: 'final',
    identifier: [{ system: alertAboutSystem, value: `${alert.rule}:${alert.about}` }],
    code: { coding: [{ system: alertSystem, code: alert.rule }], text: alert.why.sv },
    severity: alert.stops ? 'high' : 'moderate',
    patient: { reference: `Patient/${patientId}` },
    identifiedDateTime: now,
    author: practitioner,
    ...(alert.evidence && { implicated: [alert.evidence] }),
    ...(alert.source && /^https?:/.test(alert.source) && { reference: alert.source }),
    mitigation: [{ action: { text: reason }, date: now, author: practitioner }],
  };
}

/** Whether one of the issues is the answer to the alert, about the same patient, with a reason. */
export function isAnswered(alert: DrugAlert, issues: readonly DetectedIssue[], patientId: string): boolean {
  return issues.some(
    ({ status, identifier, patient, mitigation }) =>
      status === 'final' &&
      patient?.reference === `Patient/${patientId}` &&
      identifier?.some(
        ({ system, value }) => system === alertAboutSystem && value === `${alert.rule}:${alert.about}`,
      ) === true &&
      mitigation?.some(({ action }) => (action.text ?? '').trim() !== '') === true,
  );
}

export function issuesNamed(order: MedicationRequest): string[] {
  return (order.detectedIssue ?? []).flatMap(({ reference }) => (reference === undefined ? [] : [reference]));
}
