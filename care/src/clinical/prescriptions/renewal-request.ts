/**
 * A resident's request that a prescription be renewed: a Task about the order, with an id that follows from it, so that one is asked for once at a
 * time. It waits at the unit whose order it is until it is renewed, or declined with a reason that the resident reads.
 */
import type { Coding, MedicationRequest, Organization, Patient, Reference, Task } from '@medplum/fhirtypes';
import { careUnitUrl } from '../../coordination/orders/order-codes.ts';
import { courseEnd } from './course-end.ts';
import { isInForce } from './lawful-order.ts';
import { settingOf } from './order-kind.ts';

export const renewalTask: Coding = {
  system: 'https://vardkedjan.se/fhir/CodeSystem/task-kind',
  code: 'prescription-renewal',
  display: 'Förnya recept',
};

export type RenewalState = 'waiting' | 'renewed' | 'declined';

const statusOf: Readonly<Record<RenewalState, Task['status']>> = {
  waiting: 'requested',
  renewed: 'completed',
  declined: 'rejected',
};

/** A drug that is given on a ward has no prescription; one that is paused is not had; a course is taken once, and ordered anew if it is to be taken again. */
export const isRenewable = (order: MedicationRequest): boolean =>
  isInForce(order) &&
  order.status === 'active' &&
  settingOf(order) !== 'ward' &&
  order.dispenseRequest !== undefined &&
  courseEnd(order) === undefined;

export interface RenewalAsked {
  id: string;
  order: MedicationRequest & { id: string };
  unit: Reference<Organization>;
  /** In the resident's words; empty: none. */
  words: string;
  by: Reference<Patient>;
  now: Date;
}

export function renewalRequest({ id, order, unit, words, by, now }: RenewalAsked): Task & { id: string } {
  const at = now.toISOString();
  return {
    resourceType: 'Task',
    id,
    meta: { extension: [{ url: careUnitUrl, valueReference: unit }] },
    status: statusOf.waiting,
    intent: 'proposal',
    code: { coding: [renewalTask], text: renewalTask.display ?? '' },
    ...(words !== '' && { description: words }),
    focus: { reference: `MedicationRequest/${order.id}` },
    for: order.subject,
    authoredOn: at,
    lastModified: at,
    requester: by,
    owner: unit,
  };
}

/** undefined: it is no request for a renewal. */
export function renewalStateOf(task: Task): RenewalState | undefined {
  const isOne = task.code?.coding?.some(
    ({ system, code }) => system === renewalTask.system && code === renewalTask.code,
  );
  if (isOne !== true) return undefined;
  return (Object.keys(statusOf) as RenewalState[]).find((state) => statusOf[state] === task.status);
}

export const renewed = (task: Task, now: Date): Task => ({
  ...task,
  status: statusOf.renewed,
  lastModified: now.toISOString(),
});

/** `reason`: as the resident reads it. */
export const declined = (task: Task, reason: string, now: Date): Task => ({
  ...task,
  status: statusOf.declined,
  statusReason: { text: reason },
  lastModified: now.toISOString(),
});

/** FHIR id of the order that it is about; empty: of none. */
export const orderAsked = ({ focus }: Task): string => focus?.reference?.replace(/^MedicationRequest\//, '') ?? '';
