/**
 * What a nursing plan begins with: a problem, its goal, measures and when it is to be evaluated, as a PlanDefinition (http://hl7.org/fhir/R4/plandefinition.html)
 * that may name the risk that it answers. A unit adapts it as it does its order sets (record-keeping/unit-template.ts).
 */
import type { CodeableConcept, PlanDefinition, UsageContext } from '@medplum/fhirtypes';
import { type MeasurePace, paceOf, paceTexts, scheduleOf } from './measure-pace.ts';
import { type AssessedRisk, assessedRisks, assessedRiskSystem, isAssessedRisk } from './risk-form.ts';

export const nursingPlanType: CodeableConcept = {
  coding: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/plan-definition-type', code: 'nursing-plan' }],
};

export interface PlannedMeasure {
  /** Its name within the plan. */
  id: string;
  text: string;
  pace: MeasurePace;
  /** Who does it, in words; empty: anybody. */
  who: string;
}

export interface PlanTemplate {
  title: string;
  /** The risk that it answers. */
  risk: AssessedRisk | undefined;
  goal: string;
  /** Days until it is to be evaluated. */
  days: number;
  measures: readonly PlannedMeasure[];
}

export const isPlanTemplate = ({ type }: PlanDefinition): boolean =>
  type?.coding?.some(({ code }) => code === 'nursing-plan') ?? false;

const usualDays = 7;

export function planTemplateOf({ title, useContext = [], goal = [], action = [] }: PlanDefinition): PlanTemplate {
  const risk = useContext.flatMap(codesOf).find(isAssessedRisk);
  return {
    title: title ?? '',
    risk,
    goal: goal[0]?.description.text ?? '',
    days: goal[0]?.target?.[0]?.due?.value ?? usualDays,
    measures: action.map((each, index) => ({
      id: each.id ?? `m${index + 1}`,
      text: each.title ?? '',
      pace:
        paceOf({
          ...(each.timingTiming && { scheduledTiming: each.timingTiming }),
          ...(each.textEquivalent !== undefined && { scheduledString: each.textEquivalent }),
        }) ?? 'as-needed',
      who: each.participant?.[0]?.role?.text ?? '',
    })),
  };
}

const codesOf = ({ code, valueCodeableConcept }: UsageContext): string[] =>
  code.code === 'focus'
    ? (valueCodeableConcept?.coding ?? []).flatMap(({ system, code: own }) =>
        system === assessedRiskSystem && own !== undefined ? [own] : [],
      )
    : [];

/** The same PlanDefinition saying this; whose it is, and its version, stay. */
export function withPlanTemplate<T extends PlanDefinition>(definition: T, template: PlanTemplate): T {
  const { goal: _goal, action: _action, useContext = [], ...rest } = definition;
  const contexts = useContext.filter(({ code }) => code.code !== 'focus');
  const { risk, goal, days, measures } = template;
  if (risk !== undefined)
    contexts.push({
      code: { system: 'http://terminology.hl7.org/CodeSystem/usage-context-type', code: 'focus' },
      valueCodeableConcept: {
        coding: [{ system: assessedRiskSystem, code: risk, display: assessedRisks[risk] }],
        text: assessedRisks[risk],
      },
    });
  const due = { value: days, unit: 'd', system: 'http://unitsofmeasure.org', code: 'd' };
  return {
    ...rest,
    title: template.title,
    ...(contexts.length > 0 && { useContext: contexts }),
    ...(goal.trim() !== '' && { goal: [{ description: { text: goal }, target: [{ due }] }] }),
    ...(measures.length > 0 && { action: measures.map(actionOf) }),
  } as T;
}

function actionOf({ id, text, pace, who }: PlannedMeasure) {
  const { scheduledTiming } = scheduleOf(pace);
  return {
    id,
    ...(text !== '' && { title: text }),
    ...(scheduledTiming ? { timingTiming: scheduledTiming } : { textEquivalent: paceTexts[pace] }),
    ...(who !== '' && { participant: [{ type: 'practitioner' as const, role: { text: who } }] }),
  };
}

export type PlanTemplateFault = 'no-title' | 'no-goal' | 'no-days' | 'no-measures' | 'empty-measure' | 'same-measure';

/** What hinders that it is used, or that a plan is begun. */
export function planFaults({ title, goal, days, measures }: Omit<PlanTemplate, 'risk'>): PlanTemplateFault[] {
  const names = measures.map(({ text }) => text.trim().toLocaleLowerCase('sv'));
  return [
    ...(title.trim() === '' ? (['no-title'] as const) : []),
    ...(goal.trim() === '' ? (['no-goal'] as const) : []),
    ...(Number.isInteger(days) && days > 0 ? [] : (['no-days'] as const)),
    ...(measures.length === 0 ? (['no-measures'] as const) : []),
    ...(names.includes('') ? (['empty-measure'] as const) : []),
    ...(new Set(names).size < names.length && !names.includes('') ? (['same-measure'] as const) : []),
  ];
}

/** A name within the plan that no measure has had. */
export function freeMeasureId(measures: readonly { id: string }[]): string {
  const numbers = measures.map(({ id }) => Number(/^m(\d+)$/.exec(id)?.[1] ?? 0));
  return `m${Math.max(0, ...numbers) + 1}`;
}
