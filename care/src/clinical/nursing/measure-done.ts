/**
 * That a measure of a nursing plan has been done: a completed Task (http://hl7.org/fhir/R4/task.html) of who did it, once for each time that it was to
 * be done. It is taken back as entered in error, never changed.
 */
import type { Encounter, Patient, Practitioner, Reference, Resource, Task } from '@medplum/fhirtypes';
import { canonicalJson } from '../../record-keeping/note-items.ts';
import { dueOf, nursingDayAt, slotOf } from './measure-pace.ts';
import type { NursingPlan, PlanMeasure } from './nursing-plan.ts';

export const measureTask = { system: 'https://vardkedjan.se/fhir/CodeSystem/task-kind', code: 'nursing-measure' };
/** `<plan>/<measure>/<what it was done for>`. */
export const measureDoneSystem = 'https://vardkedjan.se/fhir/identifier/measure-done';

export interface MeasureDone {
  task: Task;
  plan: string;
  measure: string;
  /** Milliseconds since 1970. */
  at: number;
  by: string;
}

/** The latest first; what was taken back is none. */
export function measuresDone(tasks: readonly Task[]): MeasureDone[] {
  return tasks
    .flatMap((task): MeasureDone[] => {
      const said = task.identifier?.find(({ system }) => system === measureDoneSystem)?.value?.split('/');
      const at = Date.parse(task.executionPeriod?.end ?? '');
      if (task.status !== 'completed' || said?.[1] === undefined || Number.isNaN(at)) return [];
      return [{ task, plan: said[0] ?? '', measure: said[1], at, by: task.owner?.display ?? '' }];
    })
    .toSorted((a, b) => b.at - a.at);
}

interface Doing {
  plan: NursingPlan;
  measure: PlanMeasure;
  patient: Reference<Patient>;
  encounter?: Reference<Encounter> | undefined;
  by: Reference<Practitioner>;
  done: readonly MeasureDone[];
  now: Date;
}

export function doneTask({ plan, measure, patient, encounter, by, done, now }: Doing): Task {
  const slot = slotOf(measure.pace, timesOf(plan, measure, done), now.getTime());
  return {
    resourceType: 'Task',
    identifier: [{ system: measureDoneSystem, value: `${plan.id}/${measure.id}/${slot}` }],
    basedOn: [{ reference: `CarePlan/${plan.id}` }],
    status: 'completed',
    intent: 'plan',
    code: { coding: [measureTask], text: measure.text },
    for: patient,
    ...(encounter && { encounter }),
    executionPeriod: { start: now.toISOString(), end: now.toISOString() },
    authoredOn: now.toISOString(),
    requester: by,
    owner: by,
  };
}

const timesOf = ({ id, begun }: NursingPlan, measure: PlanMeasure, done: readonly MeasureDone[]) => ({
  begun: Date.parse(begun),
  done: done.find((each) => each.plan === id && each.measure === measure.id)?.at,
});

export interface MeasureDue {
  plan: NursingPlan;
  measure: PlanMeasure;
  last: MeasureDone | undefined;
  /** Milliseconds since 1970; undefined: not by the clock. */
  dueBy: number | undefined;
  /** `now`: it is to be done in the shift that goes on. */
  state: 'late' | 'now' | 'later' | 'any-time';
}

/** Every measure that goes on, in the order of the plans. `done`: the latest first. */
export function measuresDue(plans: readonly NursingPlan[], done: readonly MeasureDone[], now: number): MeasureDue[] {
  const { end } = nursingDayAt(now).shift;
  return plans
    .filter(({ isActive }) => isActive)
    .flatMap((plan) =>
      plan.measures
        .filter(({ isStopped }) => !isStopped)
        .map((measure): MeasureDue => {
          const last = done.find((each) => each.plan === plan.id && each.measure === measure.id);
          const dueBy = dueOf(measure.pace, timesOf(plan, measure, done));
          return { plan, measure, last, dueBy, state: stateOf(dueBy, now, end) };
        }),
    );
}

function stateOf(dueBy: number | undefined, now: number, end: number): MeasureDue['state'] {
  if (dueBy === undefined) return 'any-time';
  if (dueBy < now) return 'late';
  return dueBy <= end ? 'now' : 'later';
}

export const isMeasureTask = (resource: Resource | undefined): resource is Task =>
  resource?.resourceType === 'Task' &&
  (resource.code?.coding?.some(({ system, code }) => system === measureTask.system && code === measureTask.code) ??
    false);

/** Who writes; a system client brings what was done elsewhere. */
export type MeasureWriter = { kind: 'system' } | { kind: 'staff'; practitioner: string };

/** Clocks of workstations may differ so much. */
const skewMs = 5 * 60_000;

/** Which measure of its plan it says that it is. */
export const measureNamed = ({ identifier }: Task): string | undefined =>
  identifier?.find(({ system }) => system === measureDoneSystem)?.value?.split('/')[1];

/** Why it may not be written so; undefined: it may. `now`: milliseconds since 1970. */
export function measureFault(
  before: Resource | undefined,
  after: Resource | undefined,
  by: MeasureWriter,
  now: number,
): string | undefined {
  if (by.kind === 'system' || (!isMeasureTask(before) && !isMeasureTask(after))) return undefined;
  if (!isMeasureTask(after) || (before !== undefined && !isMeasureTask(before)))
    return 'A measure that was signed is taken back as entered in error.';
  if (before !== undefined) {
    const { status: _was, meta: _meta, ...rest } = before;
    const { status, meta: _now, ...next } = after;
    const isSame = canonicalJson(rest) === canonicalJson(next);
    return status === 'entered-in-error' && isSame
      ? undefined
      : 'A measure that was signed is taken back as entered in error, and not changed.';
  }
  const [measure, ...more] = after.identifier?.filter(({ system }) => system === measureDoneSystem) ?? [];
  const plan = measure?.value?.split('/')[0];
  if (
    more.length > 0 ||
    plan === undefined ||
    after.basedOn?.length !== 1 ||
    after.basedOn[0]?.reference !== `CarePlan/${plan}`
  )
    return 'A measure names the plan that it is of, and which one of it.';
  if (after.status !== 'completed') return 'A measure is recorded when it has been done.';
  const signers = [after.owner, after.requester].map((each) => each?.reference);
  if (signers.some((each) => each !== by.practitioner)) return 'A measure is signed in one’s own name.';
  return Date.parse(after.executionPeriod?.end ?? '') <= now + skewMs
    ? undefined
    : 'A measure says when it was done, which has been.';
}

/**
 * Why it is not signed for that time, as a sentence; undefined: the time follows from how often the measure is to be done, and when it was done.
 * `done`: what else has been done of the plan, the latest first.
 */
export function measureTimeFault(plan: NursingPlan, task: Task, done: readonly MeasureDone[]): string | undefined {
  const measure = plan.measures.find(({ id }) => id === measureNamed(task));
  if (measure === undefined || measure.isStopped) return 'A measure is done while it goes on in its plan.';
  const at = Date.parse(task.executionPeriod?.end ?? '');
  if (!(at >= Date.parse(plan.begun) - skewMs)) return 'A measure is done after its plan has begun.';
  const before = done.filter((each) => each.at <= at);
  const slot = slotOf(measure.pace, timesOf(plan, measure, before), at);
  const said = task.identifier?.find(({ system }) => system === measureDoneSystem)?.value;
  return said === `${plan.id}/${measure.id}/${slot}`
    ? undefined
    : 'A measure is signed for the time that follows from how often it is to be done, and when it was done.';
}

/** When the plan is to be evaluated has passed. */
export const isEvaluationLate = ({ evaluateBy, isActive }: NursingPlan, today: string): boolean =>
  isActive && evaluateBy !== undefined && evaluateBy < today;
