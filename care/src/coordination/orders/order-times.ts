/**
 * How long an order may lie before somebody is told: hours without a receipt, by urgency; how long a critical answer may lie without anybody
 * having confirmed it; and how long any other before all of the unit have it. Settings of ours (docs/open-questions.md).
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

/** Days that an answer lies with one person before it is on all of the unit’s list, by its urgency: deviating, and any other. */
const unseenDays = { urgent: 3, routine: 14 } as const;

/** An answer of this urgency that came before this instant has lain too long. */
export function unseenSince(priority: keyof typeof unseenDays, now: Date): string {
  return new Date(now.getTime() - unseenDays[priority] * 24 * hour).toISOString();
}

/** An answer that its owner has not seen in time: all of the unit have it. What does not say when it came is late. */
export function isAnswerEscalated(answer: Task, now: Date): boolean {
  const { status, priority, lastModified } = answer;
  if (status !== 'requested') return false;
  if (priority === 'stat') return isUnconfirmed(answer, now);
  return !(Date.parse(lastModified ?? '') > Date.parse(unseenSince(priority === 'urgent' ? 'urgent' : 'routine', now)));
}

/** Whole minutes since it came to the state it is in. */
export function ageInState(order: Task, now: Date): number {
  const since = Date.parse(order.lastModified ?? order.authoredOn ?? '');
  return Number.isNaN(since) ? 0 : Math.max(0, Math.floor((now.getTime() - since) / 60_000));
}
