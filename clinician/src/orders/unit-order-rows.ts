/** The unit's orders as rows, in one query each way: those that lie with it, and those that it waits for. Pure. */
import type { Patient, Resource, ServiceRequest, Task } from '@medplum/fhirtypes';
import { keepingUnit, localName } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { type HandlingState, handlingStateOf } from '@vardkedjan/care/coordination/orders/order-state.ts';
import { ageInState, isEscalated } from '@vardkedjan/care/coordination/orders/order-times.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../chart/concept.ts';

export interface UnitOrderRow {
  id: string;
  task: Task;
  request: ServiceRequest | undefined;
  patientId: string;
  patient: Patient | undefined;
  what: string;
  state: HandlingState;
  reason: string;
  from: string;
  to: string;
  age: number;
  isLate: boolean;
  priority: Task['priority'];
}

export interface UnitOrders {
  incoming: UnitOrderRow[];
  outgoing: UnitOrderRow[];
  /** The unit's own whose day is to come, and that lack nothing until then. */
  planned: UnitOrderRow[];
}

const urgency = (priority: Task['priority']) => ({ stat: 0, asap: 1, urgent: 1, routine: 2 })[priority ?? 'routine'];

/** As they come; one whose state cannot be told is none. */
export function orderRows(tasks: readonly Task[], included: readonly Resource[], now: Date): UnitOrderRow[] {
  const by = new Map(included.map((each) => [`${each.resourceType}/${each.id}`, each]));
  return tasks.flatMap((task): UnitOrderRow[] => {
    const state = handlingStateOf(task);
    if (state === undefined) return [];
    const request = by.get(task.focus?.reference ?? '') as ServiceRequest | undefined;
    return [
      {
        id: task.id ?? '',
        task,
        request,
        patientId: task.for?.reference?.split('/').at(-1) ?? '',
        patient: by.get(task.for?.reference ?? '') as Patient | undefined,
        what: textOfConcept(request?.code) || (task.description ?? ''),
        state,
        reason: task.statusReason?.text ?? '',
        from: task.requester?.display ?? '',
        to: task.owner?.display ?? '',
        age: ageInState(task, now),
        isLate: isEscalated(task, now),
        priority: task.priority,
      },
    ];
  });
}

export function unitOrders(
  tasks: readonly Task[],
  included: readonly Resource[],
  unitId: string,
  now: Date,
): UnitOrders {
  const unit = `Organization/${unitId}`;
  const rows = orderRows(tasks, included, now);
  const isHere = ({ task, state }: UnitOrderRow) => localName(task.owner?.reference) === unit && state !== 'returned';
  const isOurs = ({ task }: UnitOrderRow) => keepingUnit(task) === unit;
  const isPlanned = ({ request, isLate }: UnitOrderRow) =>
    !isLate && (request?.occurrenceDateTime ?? '').slice(0, 10) > stockholmDay(now);
  const ours = rows.filter(isOurs).toSorted((a, b) => Number(b.isLate) - Number(a.isLate) || since(a) - since(b));
  return {
    incoming: rows.filter(isHere).toSorted((a, b) => urgency(a.priority) - urgency(b.priority) || since(a) - since(b)),
    outgoing: ours.filter((row) => !isPlanned(row)),
    planned: ours.filter(isPlanned),
  };
}

const since = ({ task }: UnitOrderRow) => timeOf(task.authoredOn) || 0;

/** It is done by being answered. */
export const isExamination = ({ request }: UnitOrderRow): boolean =>
  (request?.category ?? []).some(({ coding }) =>
    (coding ?? []).some(({ code }) => code !== undefined && answered.has(code)),
  );

const answered: ReadonlySet<string> = new Set(['imaging', 'laboratory', 'physiology']);
