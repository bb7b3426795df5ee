/**
 * A report of something that is, was or could have become dangerous for patients (patientsäkerhetslagen 2010:659, 3 kap.): a Task that anybody may
 * see, which says no more than that there is one, and what it tells, which few read. It is no part of anybody's record.
 */
import type { Coding, Organization, Reference, Task } from '@medplum/fhirtypes';

export const riskTask: Coding = {
  system: 'https://vardkedjan.se/fhir/CodeSystem/task-kind',
  code: 'risk-report',
  display: 'Riskrapport',
};

export const riskKindSystem = 'https://vardkedjan.se/fhir/CodeSystem/risk-kind';

export const riskKinds = {
  system: 'Datasystem',
  drug: 'Läkemedel',
  handover: 'Överlämning',
  identity: 'Förväxling',
  device: 'Utrustning',
  other: 'Annat',
} as const;

export type RiskKind = keyof typeof riskKinds;

export const isRiskKind = (text: string): text is RiskKind => Object.hasOwn(riskKinds, text);

/** What was on the screen when it was reported. */
export interface RiskScreen {
  /** Path and query of the page. */
  address: string;
  text: string;
  /** Id of the patient whose record it was. */
  patient?: string;
}

/** One step of its handling, by whom and when (ISO 8601), in their words. */
export interface RiskStep {
  status: 'in-progress' | 'completed';
  at: string;
  by: Reference;
  words: string;
}

/** What only whoever made it and the head of the unit read. */
export interface RiskContent {
  text: string;
  by: Reference;
  screen?: RiskScreen;
  steps: RiskStep[];
}

/** `content`: where what it tells is kept; `at`: ISO 8601. */
export function riskReport(unit: Reference<Organization>, kind: RiskKind, content: string, at: string): Task {
  return {
    resourceType: 'Task',
    status: 'requested',
    intent: 'plan',
    code: { coding: [riskTask] },
    reasonCode: { coding: [{ system: riskKindSystem, code: kind, display: riskKinds[kind] }] },
    authoredOn: at,
    lastModified: at,
    owner: unit,
    input: [{ type: { text: 'Innehåll' }, valueReference: { reference: content } }],
  };
}

export type RiskFault = 'closed' | 'taken-already' | 'no-words';

/** Taken in hand, or closed with what was done: closed stays closed. */
export function afterStep(
  task: Task,
  content: RiskContent,
  step: RiskStep,
): { task: Task; content: RiskContent } | RiskFault {
  if (task.status === 'completed') return 'closed';
  if (step.status === 'in-progress' && task.status === 'in-progress') return 'taken-already';
  if (step.status === 'completed' && step.words.trim() === '') return 'no-words';
  return {
    task: { ...task, status: step.status, lastModified: step.at },
    content: { ...content, steps: [...content.steps, step] },
  };
}
