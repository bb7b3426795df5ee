/** What the unit has answered, each with its receipt or how long it has been missing: critical ones that nobody has confirmed first. Pure. */
import type { DiagnosticReport, Patient, Resource, Task } from '@medplum/fhirtypes';
import { type AnswerState, answerStateOf, deviationOf } from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import { isUnconfirmed } from '@vardkedjan/care/coordination/orders/order-times.ts';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../../chart/concept.ts';

export interface AnsweredRow {
  id: string;
  report: DiagnosticReport | undefined;
  patientId: string;
  patient: Patient | undefined;
  what: string;
  state: AnswerState | undefined;
  isCritical: boolean;
  /** Who confirmed it; undefined: nobody has. */
  confirmedBy: string | undefined;
  confirmed: string | undefined;
  sent: string | undefined;
  /** Minutes that nobody has confirmed it. */
  waited: number;
  /** Critical, and its time is over. */
  isLate: boolean;
}

export function answeredRows(tasks: readonly Task[], included: readonly Resource[], now: Date): AnsweredRow[] {
  const by = new Map(included.map((each) => [`${each.resourceType}/${each.id}`, each]));
  return tasks
    .map((task): AnsweredRow => {
      const report = by.get(task.focus?.reference ?? '') as DiagnosticReport | undefined;
      const seen = task.output?.find(({ type }) => type.text === 'seen-by')?.valueReference;
      const isOpen = task.status === 'requested';
      return {
        id: task.id ?? '',
        report,
        patientId: task.for?.reference?.split('/').at(-1) ?? '',
        patient: by.get(task.for?.reference ?? '') as Patient | undefined,
        what: textOfConcept(report?.code) || (task.description ?? ''),
        state: report && answerStateOf(report),
        isCritical: deviationOf(task) === 'critical',
        confirmedBy: isOpen ? undefined : (seen?.display ?? seen?.reference ?? ''),
        confirmed: isOpen ? undefined : task.lastModified,
        sent: report?.issued ?? task.authoredOn,
        waited: isOpen ? Math.max(0, Math.floor((now.getTime() - sentAt(report, task, now)) / 60_000)) : 0,
        isLate: isUnconfirmed(task, now),
      };
    })
    .toSorted(
      (a, b) => place(a) - place(b) || (place(a) < 2 ? 1 : -1) * ((timeOf(a.sent) || 0) - (timeOf(b.sent) || 0)),
    );
}

const sentAt = (report: DiagnosticReport | undefined, task: Task, now: Date) =>
  timeOf(report?.issued ?? task.authoredOn) || now.getTime();

/** The oldest first of what has to be confirmed, the newest first of the rest. */
const place = ({ isLate, isCritical, confirmedBy }: AnsweredRow) =>
  isLate ? 0 : isCritical && confirmedBy === undefined ? 1 : 2;
