/**
 * Orders and what is to be seen of answers change only as their life cycle lets them (care/src/coordination/orders), whichever way they are
 * written. Staff say which version they saw, so that of two who answer a referral at once the second is told.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { answerFault } from '@vardkedjan/care/coordination/orders/lawful-answer.ts';
import { orderFault, type OrderWriter } from '@vardkedjan/care/coordination/orders/lawful-order.ts';
import { isAnswerTask, isOrderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Resource } from '@medplum/fhirtypes';
import { resourceOf } from '../body.ts';
import type { Pending } from '../pending.ts';
import type { PlainChange } from '../plan-write.ts';

const types: ReadonlySet<string | undefined> = new Set(['Task', 'ServiceRequest']);

export function keepOrders({ change, resource, current }: Pending, caller: Caller): void {
  if (!types.has(resource?.resourceType ?? current?.type)) return;
  const before = current === undefined || current.deleted ? undefined : resourceOf(current.body ?? '');
  const id = current?.id ?? (change.action === 'delete' ? undefined : change.id);
  const after = resource && ({ ...resource, ...(id !== undefined && { id }) } as Resource);
  if (before === undefined && after === undefined) return;
  const by = writerOf(caller);
  const fault = orderFault(before, after, by) ?? answerFault(before, after, by);
  if (fault !== undefined) throw new Failure('conflict', fault);
  if (by.kind === 'staff' && (isOrderTask(before) || isAnswerTask(before))) requireSeen(change);
}

function requireSeen(change: PlainChange): void {
  if (change.action !== 'create' && change.ifMatch === undefined)
    throw new Failure(
      'precondition-failed',
      'An order or an answer is changed with If-Match: the version that was seen.',
    );
}

function writerOf(caller: Caller): OrderWriter {
  if (caller.kind !== 'staff') return { kind: 'system' };
  const { practitioner, assignment } = caller;
  return {
    kind: 'staff',
    practitioner: `Practitioner/${practitioner.id}`,
    unit: `Organization/${assignment.careUnit.id}`,
  };
}
