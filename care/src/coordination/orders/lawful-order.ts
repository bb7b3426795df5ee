/**
 * What may follow a version of an order, whichever way it is written: the store holds to it in the very write. What was signed is what
 * the performer reads: it is not changed, but withdrawn and asked anew.
 */
import type { Resource, ServiceRequest, Task } from '@medplum/fhirtypes';
import { isOrderTask, keepingUnit, localName } from './order-codes.ts';
import { type Mover, moversOf } from './order-moves.ts';
import { type HandlingState, handlingStateOf } from './order-state.ts';

/** Who writes; a system is bound by the life cycle, and by whom its mandate is for. References. */
export type OrderWriter = { kind: 'staff'; practitioner: string; unit: string } | { kind: 'system' };

/** Why `after` may not follow `before`, as a sentence; undefined: it may. `before` undefined: new; `after`: deleted. */
export function orderFault(
  before: Resource | undefined,
  after: Resource | undefined,
  by: OrderWriter,
): string | undefined {
  if (isOrderTask(before) || isOrderTask(after)) return handlingFault(before, after, by);
  if (by.kind === 'staff' && (before?.resourceType === 'ServiceRequest' || after?.resourceType === 'ServiceRequest'))
    return requestFault(before as ServiceRequest | undefined, after as ServiceRequest | undefined, by.practitioner);
  return undefined;
}

function handlingFault(before: Resource | undefined, after: Resource | undefined, by: OrderWriter): string | undefined {
  if (after === undefined)
    return by.kind === 'system' ? undefined : 'An order that was sent is withdrawn, not deleted.';
  if (!isOrderTask(after) || (before !== undefined && !isOrderTask(before))) return 'An order stays an order.';
  const to = handlingStateOf(after);
  if (to === undefined) return 'An order says one state, in businessStatus, and the status that goes with it.';
  const fault = oneOrder(after) ?? reasonFault(to, after);
  if (fault !== undefined) return fault;
  return before === undefined ? beginningFault(to, after, by) : moveFault(before, after, by);
}

/** One handling for each request: they have the same id. */
function oneOrder({ id, focus, owner, for: whose }: Task): string | undefined {
  if (id === undefined || localName(focus?.reference) !== `ServiceRequest/${id}`)
    return 'An order has the id of the ServiceRequest that it is about, which is its focus.';
  if (!localName(owner?.reference)?.startsWith('Organization/')) return 'An order lies with a unit: its owner.';
  return whose?.reference === undefined ? 'An order is for a patient.' : undefined;
}

function reasonFault(to: HandlingState, { statusReason }: Task): string | undefined {
  const isTold = (statusReason?.text ?? '').trim() !== '';
  return (to === 'returned' || to === 'forwarded') && !isTold
    ? 'An order is returned or forwarded with a reason.'
    : undefined;
}

function beginningFault(to: HandlingState, { requester, restriction }: Task, by: OrderWriter): string | undefined {
  if (by.kind === 'system') return undefined;
  if (to !== 'sent') return 'An order begins by being sent.';
  if (localName(requester?.reference) !== by.practitioner) return 'An order is sent by the one who signs it.';
  return restriction?.period?.end === undefined ? 'An order says by when its receipt is due.' : undefined;
}

function moveFault(before: Task, after: Task, by: OrderWriter): string | undefined {
  const from = handlingStateOf(before);
  const to = handlingStateOf(after);
  if (from === undefined || to === undefined) return 'The state of the order cannot be told.';
  for (const kept of ['focus', 'for', 'requester', 'authoredOn', 'identifier'] as const)
    if (JSON.stringify(before[kept]) !== JSON.stringify(after[kept])) return `${kept} of an order does not change.`;
  const isMoved = localName(before.owner?.reference) !== localName(after.owner?.reference);
  if (from === to && to !== 'forwarded') {
    if (isMoved) return 'An order goes to another unit by being forwarded or sent again.';
    return mayTouch(before, by) ? undefined : 'Only the unit that asked and the unit it lies with touch an order.';
  }
  if (to === 'forwarded' && !isMoved) return 'An order is forwarded to another unit.';
  if (isMoved && to !== 'forwarded' && !(to === 'sent' && from === 'returned'))
    return 'An order goes to another unit by being forwarded or sent again.';
  const movers = moversOf(from, to);
  if (movers.length === 0) return `An order that is ${from} does not become ${to}.`;
  if (by.kind === 'system' || roles(before, by).some((role) => movers.includes(role))) return undefined;
  return `An order that is ${from} is made ${to} by the ${movers.join(' or ')} only.`;
}

function roles(order: Task, by: OrderWriter): Mover[] {
  if (by.kind === 'system') return ['asker', 'performer', 'carer'];
  const found: Mover[] = ['carer'];
  if (keepingUnit(order) === by.unit || localName(order.requester?.reference) === by.practitioner) found.push('asker');
  if (localName(order.owner?.reference) === by.unit) found.push('performer');
  return found;
}

const mayTouch = (order: Task, by: OrderWriter): boolean => roles(order, by).some((role) => role !== 'carer');

function requestFault(
  before: ServiceRequest | undefined,
  after: ServiceRequest | undefined,
  practitioner: string,
): string | undefined {
  const wasSigned = before !== undefined && before.status !== 'draft';
  if (after === undefined) return wasSigned ? 'A signed request is withdrawn, not deleted.' : undefined;
  if (!wasSigned) {
    const isSigned = after.status !== 'draft';
    return isSigned && localName(after.requester?.reference) !== practitioner
      ? 'A request is signed by the one who asks.'
      : undefined;
  }
  if (after.status === 'draft') return 'A signed request is no draft again.';
  return contentOf(before) === contentOf(after)
    ? undefined
    : 'A signed request is not changed: it is withdrawn and asked anew.';
}

function contentOf({ meta: _meta, status: _status, text: _text, id: _id, ...content }: ServiceRequest): string {
  return JSON.stringify(Object.entries(content).toSorted(([one], [other]) => one.localeCompare(other)));
}
