/**
 * What is to be seen of an answer: a Task about the DiagnosticReport, written in the same unit of work as the report, which lies with
 * whoever answers for it until they say that they have seen it. An answer that changes is to be seen anew; the Task's versions tell who
 * saw what, and when.
 */
import type { DiagnosticReport, Task } from '@medplum/fhirtypes';
import type { AnswerOwner } from './answer-owner.ts';
import { answerStateSystem, answerTask, careUnitUrl } from './order-codes.ts';

/** How finished an answer is; `withdrawn`: it was wrong, or is not coming. */
export type AnswerState = 'preliminary' | 'final' | 'corrected' | 'withdrawn';

const states: Readonly<Partial<Record<DiagnosticReport['status'], AnswerState>>> = {
  partial: 'preliminary',
  preliminary: 'preliminary',
  final: 'final',
  appended: 'corrected',
  amended: 'corrected',
  corrected: 'corrected',
  cancelled: 'withdrawn',
  'entered-in-error': 'withdrawn',
};

/** undefined: there is nothing to see yet. */
export const answerStateOf = ({ status }: DiagnosticReport): AnswerState | undefined => states[status];

const abnormal = 'abnormal';
/** The asker, the deputy or the unit. */
const liesWith = 'lies-with';

/** Whether anything in it is marked as outside what is expected; what is not marked is not told to be normal. */
export type Deviation = 'critical' | 'abnormal' | 'normal' | 'unmarked';

export interface ToSee {
  report: DiagnosticReport;
  /** Reference to it. */
  focus: string;
  answer: AnswerOwner;
  unit: string;
  deviation: Deviation;
  now: string;
}

const priorities: Readonly<Record<Deviation, NonNullable<Task['priority']>>> = {
  critical: 'stat',
  abnormal: 'urgent',
  normal: 'routine',
  unmarked: 'routine',
};

export function answerToSee({ report, focus, answer, unit, deviation, now }: ToSee, before?: Task): Task {
  const state = answerStateOf(report) ?? 'preliminary';
  const { meta: _meta, output: _output, ...kept } = before ?? { resourceType: 'Task' as const };
  return {
    ...kept,
    resourceType: 'Task',
    meta: { extension: [{ url: careUnitUrl, valueReference: { reference: unit } }] },
    status: 'requested',
    businessStatus: { coding: [{ system: answerStateSystem, code: state }] },
    intent: 'order',
    priority: priorities[deviation],
    code: { coding: [answerTask], text: answerTask.display ?? '' },
    ...(report.code.text !== undefined && { description: report.code.text }),
    focus: { reference: focus },
    ...(report.basedOn?.[0] !== undefined && { basedOn: [report.basedOn[0]] }),
    ...(report.subject !== undefined && { for: report.subject }),
    authoredOn: before?.authoredOn ?? now,
    lastModified: now,
    owner: { reference: answer.owner },
    input: [
      { type: { text: abnormal }, valueCode: deviation },
      { type: { text: liesWith }, valueCode: answer.as },
    ],
  };
}

export const deviationOf = (task: Task): Deviation =>
  (task.input?.find(({ type }) => type.text === abnormal)?.valueCode as Deviation | undefined) ?? 'unmarked';

export const ownerAs = (task: Task): AnswerOwner['as'] | undefined =>
  task.input?.find(({ type }) => type.text === liesWith)?.valueCode as AnswerOwner['as'] | undefined;

/** Who said that they have seen it. */
export const seer = (task: Task): string | undefined =>
  task.output?.find(({ type }) => type.text === 'seen-by')?.valueReference?.reference;

/** Seen by somebody: what they saw is the version of the report that the Task was about. */
export function seenBy(task: Task, person: { reference: string; display?: string }, report: string, now: string): Task {
  return {
    ...task,
    status: 'completed',
    lastModified: now,
    output: [
      { type: { text: 'seen-by' }, valueReference: person },
      { type: { text: 'seen' }, valueReference: { reference: report } },
    ],
  };
}
