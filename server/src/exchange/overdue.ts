/**
 * By how much the order and the answer that are most overdue are so (F3): what an alarm is set on. Each by its own time, by urgency, state
 * and kind (care/src/coordination/orders/order-times.ts), so that an emergency that nobody has received is not hidden behind what may lie for days.
 */
import type { ServiceRequest, Task } from '@medplum/fhirtypes';
import { answerTask, orderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { orderKindOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { answerDue, orderDue } from '@vardkedjan/care/coordination/orders/order-times.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { OpenRecord } from '../store/record.ts';

/** What overdue things are called in the figures. */
export type Overdue = Readonly<Record<'receipt' | 'handling' | 'answer', number>>;

/** Of each urgency and state the longest unmoved are looked at: among those with the same limits they are the most overdue. */
const looked = 100;
const urgencies = ['stat', 'asap', 'urgent', 'routine'] as const;

/** Seconds; 0 when nothing is overdue. `receipt`: nobody has received it; `handling`: received and then forgotten, or returned. */
export async function mostOverdue(record: OpenRecord, now: Date): Promise<Overdue> {
  const found = async (code: string | undefined, status: string, due: Due) => {
    const worst = await Promise.all(urgencies.map((priority) => worstOf(record, { code, status, priority }, due)));
    return Math.max(0, ...worst.map((one) => (now.getTime() - one) / 1000));
  };
  const [receipt, received, promised, returned, answer] = await Promise.all([
    found(orderTask.code, 'requested,ready', orderDue),
    found(orderTask.code, 'received', orderDue),
    found(orderTask.code, 'accepted,in-progress', orderDue),
    found(orderTask.code, 'rejected', orderDue),
    found(answerTask.code, 'requested', answerDue),
  ]);
  return { receipt, handling: Math.max(received, promised, returned), answer };
}

type Due = (task: Task, kind: ReturnType<typeof orderKindOf>) => number | undefined;

async function worstOf(
  record: OpenRecord,
  { code = '', status, priority }: { code: string | undefined; status: string; priority: string },
  due: Due,
): Promise<number> {
  const query = parseSearch(
    'Task',
    [
      ['code', code],
      ['status', status],
      ['priority', priority],
      ['_sort', 'modified'],
      ['_include', 'Task:focus'],
      ['_count', String(looked)],
    ],
    { lenient: false },
  );
  const { matches, included } = await record.search(query);
  const requests = new Map(included.filter(({ type }) => type === 'ServiceRequest').map(({ id, body }) => [id, body]));
  const dues = matches.flatMap(({ id, body }) => {
    const request = requests.get(id);
    return (
      due(
        JSON.parse(body) as Task,
        request === undefined ? undefined : orderKindOf(JSON.parse(request) as ServiceRequest),
      ) ?? []
    );
  });
  return Math.min(Number.POSITIVE_INFINITY, ...dues);
}
