/**
 * How long an order may lie before somebody is told: hours without a receipt, by urgency; and how long a critical answer may lie without anybody
 * having confirmed it. Settings of ours (docs/open-questions.md).
 */
import type { ServiceRequest, Task } from '@medplum/fhirtypes';
import { handlingStateOf, lacksReceipt } from './order-state.ts';

const hour = 3_600_000;

/** Hours until a receipt is due. */
const receiptHours: Readonly<Record<NonNullable<ServiceRequest['priority']>, number>> = {
  stat: 0.25,
  asap: 1,
  urgent: 2,
  routine: 24,
};

export function receiptDue(sent: Date, priority: ServiceRequest['priority'] = 'routine'): string {
  return new Date(sent.getTime() + receiptHours[priority] * hour).toISOString();
}

/** Somebody has to do something about it: no receipt within its time, or it has come back. What does not say its time is late. */
export function isEscalated(order: Task, now: Date): boolean {
  const state = handlingStateOf(order);
  if (state === 'returned' || state === undefined) return true;
  const due = Date.parse(order.restriction?.period?.end ?? '');
  return lacksReceipt(state) && !(due > now.getTime());
}

/** Minutes until somebody must have confirmed a critical answer. */
const confirmationMinutes = 30;

export function confirmationDue(answered: string): string {
  return new Date(Date.parse(answered) + confirmationMinutes * 60_000).toISOString();
}

/** A critical answer that nobody has confirmed within its time: all of the unit are told, and whoever answered. */
export function isUnconfirmed({ status, priority, restriction }: Task, now: Date): boolean {
  const isOpen = status === 'requested' && priority === 'stat';
  return isOpen && !(Date.parse(restriction?.period?.end ?? '') > now.getTime());
}

/** Whole minutes since it came to the state it is in. */
export function ageInState(order: Task, now: Date): number {
  const since = Date.parse(order.lastModified ?? order.authoredOn ?? '');
  return Number.isNaN(since) ? 0 : Math.max(0, Math.floor((now.getTime() - since) / 60_000));
}
