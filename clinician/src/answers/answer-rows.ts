/** Answers to see to, as rows: what deviates first, then what has waited longest. Pure. */
import type {
  DiagnosticReport,
  Observation,
  Organization,
  Patient,
  Practitioner,
  Resource,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import {
  type AnswerState,
  answerStateOf,
  type Deviation,
  deviationOf,
  ownerAs,
} from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import { isAnswerEscalated } from '@vardkedjan/care/coordination/orders/order-times.ts';
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
  /** Whose it is, where it is neither mine nor my unit’s. */
  liesWith: string;
  /** Nobody has seen it in time: all of the unit have it. */
  isLate: boolean;
  /** By when somebody must confirm a critical one. */
  due: string | undefined;
}

const weight: Record<Deviation, number> = { critical: 0, abnormal: 1, unmarked: 2, normal: 3 };

/** Of an answer that is not shown. */
const stateSaid = (task: Task) => (task.businessStatus?.coding?.[0]?.code as AnswerState | undefined) ?? 'final';

/** `mine`: whose answers are mine to see, myself and my unit. */
export function answerRows(
  tasks: readonly Task[],
  included: readonly Resource[],
  now: Date,
  mine: readonly string[] = [],
): AnswerRow[] {
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
        as: isUnits(task) ? 'unit' : ownerAs(task) === 'unit' ? undefined : ownerAs(task),
        since: task.authoredOn,
        age: Math.max(0, Math.floor((now.getTime() - (timeOf(task.authoredOn) || now.getTime())) / 60_000)),
        isUnmatched: isUnits(task) && report?.basedOn === undefined,
        liesWith: liesWith(task, named, mine),
        isLate: isAnswerEscalated(task, now),
        due: task.priority === 'stat' ? task.restriction?.period?.end : undefined,
      };
    })
    .toSorted((a, b) => weight[a.deviation] - weight[b.deviation] || (timeOf(a.since) || 0) - (timeOf(b.since) || 0));
}

const isUnits = ({ owner }: Task) => owner?.reference?.startsWith('Organization/') === true;

type Named = <T extends Resource>(reference: string | undefined) => T | undefined;

function liesWith({ owner }: Task, named: Named, mine: readonly string[]): string {
  if (mine.includes(owner?.reference ?? '')) return '';
  const found = named<Practitioner | Organization>(owner?.reference);
  return owner?.display ?? (found?.resourceType === 'Practitioner' ? found.name?.[0]?.text : found?.name) ?? '';
}
