/**
 * A nursing plan: a problem or risk, a goal, measures and evaluations, as a CarePlan (http://hl7.org/fhir/R4/careplan.html) with its Goal
 * (http://hl7.org/fhir/R4/goal.html). A measure is an activity with a name of its own; that it has been done is a Task (measure-done.ts).
 */
import type { CarePlan, CarePlanActivity, Encounter, Goal, Patient, Practitioner, Reference } from '@medplum/fhirtypes';
import { paceOf, type MeasurePace, scheduleOf } from './measure-pace.ts';
import type { PlannedMeasure } from './plan-template.ts';
import { type AssessedRisk, assessedRiskSystem, isAssessedRisk } from './risk-form.ts';

export const planKindSystem = 'https://vardkedjan.se/fhir/CodeSystem/plan-kind';
export const nursingPlanKind = { system: planKindSystem, code: 'nursing', display: 'Omvårdnadsplan' };
const achievementSystem = 'http://terminology.hl7.org/CodeSystem/goal-achievement';

/** How it went, of HL7's codes for it those that nurses tell apart. */
export const goalOutcomes = ['achieved', 'improving', 'no-change', 'worsening'] as const;
export type GoalOutcome = (typeof goalOutcomes)[number];

export interface PlanMeasure extends Omit<PlannedMeasure, 'pace'> {
  /** undefined: a schedule that is not one of ours. */
  pace: MeasurePace | undefined;
  isStopped: boolean;
}

export interface NursingPlan {
  id: string;
  title: string;
  risk: AssessedRisk | undefined;
  goal: string;
  /** Swedish day; undefined: nobody has said. */
  evaluateBy: string | undefined;
  measures: readonly PlanMeasure[];
  /** FHIR dateTime. */
  begun: string;
  by: string;
  isActive: boolean;
  /** The latest outcome, and what was written each time, the oldest first. */
  outcome: GoalOutcome | undefined;
  evaluations: readonly { text: string; at: string; by: string }[];
}

interface Begun {
  /** Of the plan and of its goal. */
  ids: readonly [plan: string, goal: string];
  patient: Reference<Patient>;
  encounter?: Reference<Encounter> | undefined;
  by: Reference<Practitioner>;
  /** FHIR dateTime. */
  at: string;
  title: string;
  risk: AssessedRisk | undefined;
  /** Observation of the risk. */
  basis?: string | undefined;
  goal: string;
  evaluateBy: string;
  measures: readonly PlannedMeasure[];
  /** Canonical of the template. */
  template?: string | undefined;
}

export function begunPlan(begun: Begun): [Goal & { id: string }, CarePlan & { id: string }] {
  const { ids, patient, encounter, by, at, title, risk, basis, goal, evaluateBy, measures, template } = begun;
  const [plan, own] = ids;
  const because = basis === undefined ? undefined : { reference: `Observation/${basis}` };
  return [
    {
      resourceType: 'Goal',
      id: own,
      lifecycleStatus: 'active',
      description: { text: goal },
      subject: patient,
      startDate: at.slice(0, 10),
      target: [{ dueDate: evaluateBy }],
      expressedBy: by,
      ...(because && { addresses: [because] }),
    },
    {
      resourceType: 'CarePlan',
      id: plan,
      status: 'active',
      intent: 'plan',
      category: [{ coding: [nursingPlanKind, ...riskCoding(risk)], text: nursingPlanKind.display }],
      title,
      subject: patient,
      ...(encounter && { encounter }),
      period: { start: at },
      created: at,
      author: by,
      ...(template !== undefined && { instantiatesCanonical: [template] }),
      ...(because && { supportingInfo: [because] }),
      goal: [{ reference: `Goal/${own}`, display: goal }],
      activity: measures.map((measure) => activityOf(measure)),
    },
  ];
}

const riskCoding = (risk: AssessedRisk | undefined) =>
  risk === undefined ? [] : [{ system: assessedRiskSystem, code: risk }];

const activityOf = ({ id, text, pace, who }: PlannedMeasure): CarePlanActivity => ({
  id,
  detail: {
    kind: 'ServiceRequest',
    status: 'in-progress',
    description: text,
    ...scheduleOf(pace),
    ...(who !== '' && { performer: [{ display: who }] }),
  },
});

export const isNursingPlan = ({ category = [] }: CarePlan): boolean =>
  category.some(({ coding = [] }) =>
    coding.some(({ system, code }) => system === planKindSystem && code === nursingPlanKind.code),
  );

/** `goals`: those that there are. undefined: it is no nursing plan, or was an error. */
export function nursingPlanOf(plan: CarePlan, goals: readonly Goal[]): NursingPlan | undefined {
  if (!isNursingPlan(plan) || plan.status === 'entered-in-error' || plan.id === undefined) return undefined;
  const goal = goals.find(({ id }) => plan.goal?.some(({ reference }) => reference === `Goal/${id}`));
  const codes = plan.category?.flatMap(({ coding = [] }) => coding) ?? [];
  const risk = codes.find(({ system }) => system === assessedRiskSystem)?.code;
  const outcome = goal?.achievementStatus?.coding?.find(({ system }) => system === achievementSystem)?.code;
  return {
    id: plan.id,
    title: plan.title ?? '',
    risk: isAssessedRisk(risk) ? risk : undefined,
    goal: goal?.description.text ?? plan.goal?.[0]?.display ?? '',
    evaluateBy: goal?.target?.[0]?.dueDate,
    measures: (plan.activity ?? []).flatMap(measureOf),
    begun: plan.period?.start ?? plan.created ?? '',
    by: plan.author?.display ?? '',
    isActive: plan.status === 'active',
    outcome: goalOutcomes.find((each) => each === outcome),
    evaluations: (goal?.note ?? []).map(({ text, time, authorString }) => ({
      text: text ?? '',
      at: time ?? '',
      by: authorString ?? '',
    })),
  };
}

function measureOf({ id, detail }: CarePlanActivity): PlanMeasure[] {
  if (id === undefined || detail === undefined) return [];
  return [
    {
      id,
      text: detail.description ?? '',
      pace: paceOf(detail),
      who: detail.performer?.[0]?.display ?? '',
      isStopped: detail.status !== 'in-progress' && detail.status !== 'scheduled' && detail.status !== 'not-started',
    },
  ];
}

/** The plan with these measures going on: what is not among them any more is stopped, and stands there as that. */
export function withMeasures<T extends CarePlan>(plan: T, measures: readonly PlannedMeasure[]): T {
  const wanted = new Map(measures.map((each) => [each.id, each]));
  const kept = (plan.activity ?? []).map((activity): CarePlanActivity => {
    const next = wanted.get(activity.id ?? '');
    wanted.delete(activity.id ?? '');
    if (next) return activityOf(next);
    return activity.detail ? { ...activity, detail: { ...activity.detail, status: 'stopped' } } : activity;
  });
  return { ...plan, activity: [...kept, ...[...wanted.values()].map(activityOf)] };
}

export interface Evaluation {
  outcome: GoalOutcome;
  text: string;
  /** Swedish day of the next one; undefined: the plan ends. */
  next: string | undefined;
  by: string;
  /** FHIR dateTime. */
  at: string;
}

export function evaluatedPlan<G extends Goal, P extends CarePlan>(
  goal: G,
  plan: P,
  { outcome, text, next, by, at }: Evaluation,
): [G, P] {
  const note = text.trim() === '' ? [] : [{ text, time: at, authorString: by }];
  const evaluated = {
    ...goal,
    achievementStatus: { coding: [{ system: achievementSystem, code: outcome }] },
    statusDate: at.slice(0, 10),
    ...((goal.note ?? note).length > 0 && { note: [...(goal.note ?? []), ...note] }),
  };
  if (next !== undefined) return [{ ...evaluated, target: [{ dueDate: next }] }, plan];
  return [
    { ...evaluated, lifecycleStatus: 'completed' },
    { ...plan, status: 'completed', period: { ...plan.period, end: at } },
  ];
}
