/**
 * What a safety rule has found about an order, and the answer to it: an alert that stops is answered with a reason by whoever orders, and
 * alert and answer are kept as a DetectedIssue that the order names (http://hl7.org/fhir/R4/detectedissue.html). What warns is
 * shown and needs no answer.
 */
import type { DetectedIssue, Extension, MedicationRequest, Practitioner, Reference } from '@medplum/fhirtypes';
import type { KnowledgeRelease } from './drug-knowledge.ts';

export const alertSystem = 'https://vardkedjan.se/fhir/CodeSystem/drug-alert';
export const alertAboutSystem = 'https://vardkedjan.se/fhir/NamingSystem/drug-alert-about';

const alertReleaseUrl = 'https://vardkedjan.se/fhir/StructureDefinition/drug-alert-release';

export type AlertRule =
  | 'allergy'
  | 'cross-reaction'
  | 'allergy-not-compared'
  | 'allergy-unknown'
  | 'drug-not-known'
  | 'duplicate'
  | 'interaction'
  | 'dose-rises'
  | 'dose-many'
  | 'dose-over'
  | 'most-per-day'
  | 'most-at-once'
  | 'most-by-kidneys'
  | 'dose-not-checked'
  | 'age'
  | 'weight'
  | 'weight-unknown'
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
  /** The release of the knowledge base that says so; it is kept with the answer. */
  release?: KnowledgeRelease;
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
    ...(alert.release && { evidence: [{ detail: [releaseReference(alert.release)] }] }),
    mitigation: [{ action: { text: reason }, date: now, author: practitioner }],
  };
}

/** By its canonical and version: which edition it was, wherever it is stored. */
const releaseReference = ({ url, name, version }: KnowledgeRelease): Reference => ({
  type: 'Library',
  identifier: { system: 'urn:ietf:rfc:3986', value: `${url}|${version}` },
  display: `${name}, ${version}`,
});

/** Said with what the server stops, so that the answer can keep it. */
export function releaseExtension({ url, name, version }: KnowledgeRelease): Extension {
  return {
    url: alertReleaseUrl,
    extension: [
      { url: 'release', valueUri: `${url}|${version}` },
      { url: 'name', valueString: name },
    ],
  };
}

export function releaseIn(extensions: readonly Extension[] | undefined): KnowledgeRelease | undefined {
  const parts = extensions?.find((each) => each.url === alertReleaseUrl)?.extension;
  const [url, version] = parts?.find((each) => each.url === 'release')?.valueUri?.split('|') ?? [];
  const name = parts?.find((each) => each.url === 'name')?.valueString ?? '';
  return url === undefined || version === undefined ? undefined : { url, name, version };
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

/** What an order was signed in spite of: what was said against it, and who answered with which reason and when. */
export interface AnsweredAlert {
  against: string;
  reason: string;
  by: string;
  /** FHIR dateTime. */
  at: string;
}

/** By the issues that the order names, the latest first. */
export function answersOf(order: MedicationRequest, issues: readonly DetectedIssue[]): AnsweredAlert[] {
  const named = new Set(issuesNamed(order));
  return issues
    .filter(({ id, status }) => status !== 'entered-in-error' && named.has(`DetectedIssue/${id ?? ''}`))
    .flatMap(({ code, author, mitigation, identifiedDateTime }) => {
      const [answer] = mitigation ?? [];
      const reason = answer?.action.text?.trim() ?? '';
      if (answer === undefined || reason === '') return [];
      const by = answer.author?.display ?? author?.display ?? '';
      return [{ against: code?.text ?? '', reason, by, at: answer.date ?? identifiedDateTime ?? '' }];
    })
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
}
