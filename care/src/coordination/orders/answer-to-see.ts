/**
 * What is to be seen of an answer: a Task about the DiagnosticReport, written in the same unit of work as the report, which lies with
 * whoever answers for it until they say that they have seen it. An answer that changes is to be seen anew; the Task's versions tell who
 * saw what, and when.
 */
import type { DiagnosticReport, Task } from '@medplum/fhirtypes';
import type { AnswerOwner } from './answer-owner.ts';
import { answerStateSystem, answerTask, careUnitUrl } from './order-codes.ts';
import { confirmationDue } from './order-times.ts';

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
/** The version that was read before this one came. */
const readBefore = 'read-before';

/** Whether anything in it is marked as outside what is expected; what is not marked is not told to be normal. */
export type Deviation = 'critical' | 'abnormal' | 'normal' | 'unmarked';

export interface ToSee {
  report: DiagnosticReport;
  /** Reference to it. */
  focus: string;
  answer: AnswerOwner;
  unit: string;
  /** The unit that answered; undefined: it is not said. */
  answeredBy?: string;
  deviation: Deviation;
  /** It is `report` as it was, where this is not the first of it. */
  replaces?: DiagnosticReport;
  /** It was corrected otherwise than by its status: a value of it was. */
  isCorrected?: boolean;
  now: string;
}

const priorities: Readonly<Record<Deviation, NonNullable<Task['priority']>>> = {
  critical: 'stat',
  abnormal: 'urgent',
  normal: 'routine',
  unmarked: 'routine',
};

export function answerToSee(toSee: ToSee, before?: Task): Task {
  const { report, focus, answer, unit, answeredBy, deviation, now } = toSee;
  const said = answerStateOf(report) ?? 'preliminary';
  const state = toSee.isCorrected && said === 'final' ? 'corrected' : said;
  const { meta: _meta, output: _output, restriction: _due, ...kept } = before ?? { resourceType: 'Task' as const };
  const read = readBeforeOf(toSee, before);
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
    ...(answeredBy !== undefined && { requester: { reference: answeredBy } }),
    owner: { reference: answer.owner },
    ...(deviation === 'critical' && { restriction: { period: { end: confirmationDue(now) } } }),
    input: [
      { type: { text: abnormal }, valueCode: deviation },
      { type: { text: liesWith }, valueCode: answer.as },
      ...(read === undefined ? [] : [{ type: { text: readBefore }, valueReference: { reference: read } }]),
    ],
  };
}

/** What somebody saw; until it has been seen anew, that; of one that nobody had seen, the version that it replaces. */
function readBeforeOf({ focus, replaces }: ToSee, before: Task | undefined): string | undefined {
  const version = replaces?.meta?.versionId;
  return (
    (before && seenVersion(before)) ??
    (before && readBeforeThis(before)) ??
    (version === undefined ? undefined : `${focus}/_history/${version}`)
  );
}

const seenVersion = (task: Task): string | undefined => {
  const seen = task.output?.find(({ type }) => type.text === 'seen')?.valueReference?.reference;
  return seen?.includes('/_history/') ? seen : undefined;
};

/** Reference to the version of the answer that somebody may have acted on; undefined: this is the first. */
export const readBeforeThis = (task: Task): string | undefined =>
  task.input?.find(({ type }) => type.text === readBefore)?.valueReference?.reference;

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
