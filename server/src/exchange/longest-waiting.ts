/**
 * How long the order without a receipt that was sent first, the answer not seen that came first, and the letter that came back or lies unread
 * in the app have waited (F3): figures for those who
 * watch the system. The same is on the asker's and the unit's screens, with what it is about.
 */
import type { Task } from '@medplum/fhirtypes';
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { answerTask, orderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { letterTask } from '@vardkedjan/care/coordination/letters/letter.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { OpenRecord } from '../store/record.ts';

export const exchangeCaller: SystemCaller = { kind: 'system', id: 'exchange', name: 'Exchange with other systems' };

/** Seconds; 0 when nothing waits. */
export async function longestWaiting(record: OpenRecord, now: Date): Promise<Readonly<Record<string, number>>> {
  const waited = async (kind: string | undefined, status: string): Promise<number> => {
    const query = parseSearch(
      'Task',
      [
        ['code', kind ?? ''],
        ['status', status],
        ['_sort', 'modified'],
        ['_count', '1'],
      ],
      { lenient: false },
    );
    const [first] = (await record.search(query)).matches;
    const since = first && Date.parse((JSON.parse(first.body) as Task).lastModified ?? first.updated);
    return since === undefined ? 0 : Math.max(0, (now.getTime() - since) / 1000);
  };
  // A sample that was taken waits for its receipt too.
  const [order, answer, letter] = await Promise.all([
    waited(orderTask.code, 'requested,ready'),
    waited(answerTask.code, 'requested'),
    waited(letterTask.code, 'requested,failed'),
  ]);
  return { order, answer, letter };
}
