/**
 * How long an order may lie before somebody is told: hours without a receipt, by urgency, and in each state after it, by kind; how long a critical answer may lie without anybody
 * having confirmed it; and how long any other before all of the unit have it. Settings of ours (docs/open-questions.md).
 */
import type { ServiceRequest, Task } from '@medplum/fhirtypes';
import type { OrderKind } from './order-of.ts';
import { handlingStateOf, isEnded, lacksReceipt } from './order-state.ts';

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

const day = 24 * hour;

type Limits = Readonly<Record<'urgent' | 'routine', number>>;

/** How long an order that has come may lie before it is accepted or done, by its kind; of no known kind, as a referral. */
const receivedFor: Readonly<Partial<Record<OrderKind, Limits>>> = {
  laboratory: { urgent: day, routine: 3 * day },
  nursing: { urgent: 4 * hour, routine: day },
  bed: { urgent: 4 * hour, routine: day },
};
const receivedOthers: Limits = { urgent: 2 * day, routine: 14 * day };

/** The same of one that is accepted or booked. Of specialised care 90 days, the care guarantee's (HSF (2017:80) 6 kap. 1 §). */
const promisedFor: Readonly<Partial<Record<OrderKind, Limits>>> = {
  laboratory: { urgent: 2 * day, routine: 7 * day },
  nursing: { urgent: day, routine: 7 * day },
  bed: { urgent: day, routine: 3 * day },
};
const promisedOthers: Limits = { urgent: 30 * day, routine: 90 * day };

/**
 * The instant from which somebody has to do something about it, milliseconds since 1970: no receipt within its time, received and then
 * forgotten, or come back. undefined: it has ended. What does not say its time, or its state, is due at once.
 */
export function orderDue(order: Task, kind?: OrderKind): number | undefined {
  const state = handlingStateOf(order);
  if (state !== undefined && isEnded(state)) return undefined;
  const since = Date.parse(order.lastModified ?? order.authoredOn ?? '');
  const receipt = Date.parse(order.restriction?.period?.end ?? '');
  if (state === undefined || state === 'returned') return since || 0;
  if (lacksReceipt(state)) return receipt || 0;
  const limits =
    (kind && (state === 'received' ? receivedFor : promisedFor)[kind]) ??
    (state === 'received' ? receivedOthers : promisedOthers);
  const isUrgent = order.priority === 'stat' || order.priority === 'asap' || order.priority === 'urgent';
  // One whose day is to come is due by that day.
  return Math.max(since || 0, receipt || 0) + limits[isUrgent ? 'urgent' : 'routine'];
}

/** Somebody has to do something about it. */
export function isEscalated(order: Task, now: Date, kind?: OrderKind): boolean {
  const due = orderDue(order, kind);
  return due !== undefined && !(due > now.getTime());
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

/** From when it is so, milliseconds since 1970; undefined: it has been seen. */
export function answerDue({ status, priority, lastModified, authoredOn, restriction }: Task): number | undefined {
  if (status !== 'requested') return undefined;
  const came = Date.parse(lastModified ?? authoredOn ?? '') || 0;
  if (priority === 'stat') return Date.parse(restriction?.period?.end ?? '') || came;
  return came + unseenDays[priority === 'urgent' ? 'urgent' : 'routine'] * day;
}

/** An answer that its owner has not seen in time: all of the unit have it. What does not say when it came is late. */
export function isAnswerEscalated(answer: Task, now: Date): boolean {
  const due = answerDue(answer);
  return due !== undefined && !(due > now.getTime());
}

/** Whole minutes since it came to the state it is in. */
export function ageInState(order: Task, now: Date): number {
  const since = Date.parse(order.lastModified ?? order.authoredOn ?? '');
  return Number.isNaN(since) ? 0 : Math.max(0, Math.floor((now.getTime() - since) / 60_000));
}
