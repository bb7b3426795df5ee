/** Answers to see to, as rows: what deviates first, then what has waited longest. Pure. */
import type { DiagnosticReport, Observation, Patient, Resource, ServiceRequest, Task } from '@medplum/fhirtypes';
import {
  type AnswerState,
  answerStateOf,
  type Deviation,
  deviationOf,
  ownerAs,
} from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import { isUnconfirmed } from '@vardkedjan/care/coordination/orders/order-times.ts';
import { worstDeviation } from '@vardkedjan/care/coordination/orders/worst-deviation.ts';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../chart/concept.ts';

export interface AnswerRow {
  id: string;
  task: Task;
  report: DiagnosticReport | undefined;
  values: Observation[];
  order: ServiceRequest | undefined;
  patientId: string;
  patient: Patient | undefined;
  what: string;
  state: AnswerState;
  deviation: Deviation;
  as: 'asker' | 'deputy' | 'unit' | undefined;
  since: string | undefined;
  /** Minutes that it has waited. */
  age: number;
  isUnmatched: boolean;
  /** Critical, and nobody has confirmed it in time: all of the unit have it. */
  isLate: boolean;
  /** By when somebody must confirm a critical one. */
  due: string | undefined;
}

const weight: Record<Deviation, number> = { critical: 0, abnormal: 1, unmarked: 2, normal: 3 };

/** Of an answer that is not shown. */
const stateSaid = (task: Task) => (task.businessStatus?.coding?.[0]?.code as AnswerState | undefined) ?? 'final';

export function answerRows(tasks: readonly Task[], included: readonly Resource[], now: Date): AnswerRow[] {
  const by = new Map(included.map((each) => [`${each.resourceType}/${each.id}`, each]));
  const named = <T extends Resource>(reference: string | undefined) => by.get(reference ?? '') as T | undefined;
  return tasks
    .map((task): AnswerRow => {
      const report = named<DiagnosticReport>(task.focus?.reference);
      const values = (report?.result ?? []).flatMap(({ reference }) => named<Observation>(reference) ?? []);
      return {
        id: task.id ?? '',
        task,
        report,
        values,
        order: named<ServiceRequest>((report?.basedOn?.[0] ?? task.basedOn?.[0])?.reference),
        patientId: task.for?.reference?.split('/').at(-1) ?? '',
        patient: named<Patient>(task.for?.reference),
        what: textOfConcept(report?.code) || (task.description ?? ''),
        state: (report && answerStateOf(report)) ?? stateSaid(task),
        deviation: report ? worstDeviation(report, values) : deviationOf(task),
        as: ownerAs(task),
        since: task.authoredOn,
        age: Math.max(0, Math.floor((now.getTime() - (timeOf(task.authoredOn) || now.getTime())) / 60_000)),
        isUnmatched: ownerAs(task) === 'unit' && report?.basedOn === undefined,
        isLate: isUnconfirmed(task, now),
        due: task.priority === 'stat' ? task.restriction?.period?.end : undefined,
      };
    })
    .toSorted((a, b) => weight[a.deviation] - weight[b.deviation] || (timeOf(a.since) || 0) - (timeOf(b.since) || 0));
}
