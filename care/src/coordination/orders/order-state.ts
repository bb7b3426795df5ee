/**
 * The state of an order: every one is in exactly one. What is asked is a ServiceRequest, signed by its asker and then left as it is; how
 * it is handled is a Task with the same id (http://hl7.org/fhir/R4/workflow.html), whose businessStatus is the state and whose
 * versions are the receipts. Without its Task an order has not been sent.
 */
import type { ServiceRequest, Task } from '@medplum/fhirtypes';
import { orderStateSystem } from './order-codes.ts';

export const orderStates = [
  'drafted',
  'signed',
  'sent',
  'received',
  'sampled',
  'accepted',
  'booked',
  'done',
  'returned',
  'forwarded',
  'cancelled',
  'corrected',
] as const;

export type OrderState = (typeof orderStates)[number];
/** Those that the handling has: what is not sent has none. */
export type HandlingState = Exclude<OrderState, 'drafted' | 'signed'>;

/** Task.status of each; two states with the same are told apart by the businessStatus. */
export const taskStatusOf: Readonly<Record<HandlingState, Task['status']>> = {
  sent: 'requested',
  forwarded: 'requested',
  received: 'received',
  sampled: 'ready',
  accepted: 'accepted',
  booked: 'in-progress',
  done: 'completed',
  returned: 'rejected',
  cancelled: 'cancelled',
  corrected: 'entered-in-error',
};

const requestStates: Readonly<Record<ServiceRequest['status'], OrderState>> = {
  draft: 'drafted',
  active: 'signed',
  'on-hold': 'signed',
  unknown: 'signed',
  completed: 'done',
  revoked: 'cancelled',
  'entered-in-error': 'corrected',
};

/** undefined: its businessStatus is none of ours, or does not go with its status. */
export function handlingStateOf(task: Pick<Task, 'status' | 'businessStatus'>): HandlingState | undefined {
  const code = task.businessStatus?.coding?.find(({ system }) => system === orderStateSystem)?.code;
  const state = (Object.keys(taskStatusOf) as HandlingState[]).find((each) => each === code);
  return state !== undefined && taskStatusOf[state] === task.status ? state : undefined;
}

export function orderStateOf(request: Pick<ServiceRequest, 'status'>, handling: Task | undefined): OrderState {
  return (handling && handlingStateOf(handling)) ?? requestStates[request.status];
}

/** Whoever asked waits for nothing more of it. */
export const isEnded = (state: OrderState): boolean =>
  state === 'done' || state === 'cancelled' || state === 'corrected';

/** It, or the sample that was taken for it, is on its way to somebody who has not said that it has come. */
export const lacksReceipt = (state: OrderState): boolean =>
  state === 'sent' || state === 'forwarded' || state === 'sampled';

/** It lies with the unit that it was sent to: it waits there, is handled, or has been done there. */
export const isWithItsUnit = (state: OrderState | undefined): boolean =>
  state !== undefined && state !== 'returned' && state !== 'cancelled' && state !== 'corrected';
