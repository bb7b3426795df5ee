/**
 * What may follow a version of a drug order, whichever way it is written (http://hl7.org/fhir/R4/medicationrequest.html). What somebody has
 * ordered is never written over: a changed dose, like a renewal, is a new order that names the one before (priorPrescription). An
 * order moves between states with a reason; one that contradicts itself is none (F5).
 */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { contradictionsIn } from '../dosing/contradictions.ts';
import { pauseUrl } from './pauses.ts';
import { isVerbalBy } from './verbal-order.ts';

export type OrderStatus = MedicationRequest['status'];

export type OrderFault =
  | 'not-a-prescriber'
  | 'not-the-requester'
  | 'no-drug'
  | 'no-dose'
  | 'contradiction'
  | 'status'
  | 'no-reason'
  | 'written-over'
  | 'other-patient'
  | 'unconfirmed'
  | 'no-prescriber-said';

export interface Orderer {
  /** FHIR id of the Practitioner. */
  practitioner: string;
  mayPrescribe: boolean;
  /** Writes down what a prescriber orders by word of mouth. */
  mayTakeVerbally?: boolean;
}

/** From each state, where it may go. Nothing comes out of an end but that it was a mistake. */
const moves: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  draft: ['draft', 'active', 'cancelled', 'entered-in-error'],
  active: ['active', 'on-hold', 'completed', 'stopped', 'cancelled', 'entered-in-error'],
  'on-hold': ['on-hold', 'active', 'completed', 'stopped', 'cancelled', 'entered-in-error'],
  completed: ['completed', 'entered-in-error'],
  stopped: ['stopped', 'entered-in-error'],
  cancelled: ['cancelled', 'entered-in-error'],
  'entered-in-error': ['entered-in-error'],
  unknown: ['unknown', 'active', 'on-hold', 'completed', 'stopped', 'cancelled', 'entered-in-error'],
};
const withReason: ReadonlySet<OrderStatus> = new Set(['on-hold', 'stopped', 'cancelled', 'entered-in-error']);
const orders: ReadonlySet<string> = new Set([
  'order',
  'original-order',
  'reflex-order',
  'filler-order',
  'instance-order',
]);

/** Somebody is to have it: an order, not a proposal or a plan, that is neither a draft nor over. */
export function isInForce({ status, intent, doNotPerform }: MedicationRequest): boolean {
  return (status === 'active' || status === 'on-hold') && orders.has(intent) && doNotPerform !== true;
}

/** It comes into force, or goes on after a pause: what the safety rules are asked about. */
export function beginsNow(before: MedicationRequest | undefined, after: MedicationRequest): boolean {
  if (!isInForce(after)) return false;
  return before === undefined || !isInForce(before) || (before.status !== 'active' && after.status === 'active');
}

/** Of what staff write. `before` undefined: a new one. */
export function orderFaults(
  before: MedicationRequest | undefined,
  after: MedicationRequest,
  by: Orderer,
): OrderFault[] {
  const isNew = before === undefined || before.status === 'draft';
  const faults: OrderFault[] = [];
  if (before === undefined ? !['draft', 'active'].includes(after.status) : !moves[before.status].includes(after.status))
    faults.push('status');
  if (before !== undefined && before.subject.reference !== after.subject.reference) faults.push('other-patient');
  if (!isNew && isWrittenOver(before, after)) faults.push('written-over');
  if (
    before?.status !== after.status &&
    withReason.has(after.status) &&
    before?.status !== 'draft' &&
    !hasReason(after)
  )
    faults.push('no-reason');
  const isVerbal = isNew && after.status === 'active' && isTakenVerbally(after, by);
  if (before?.status !== after.status && after.status !== 'draft' && !by.mayPrescribe && !isVerbal)
    faults.push('not-a-prescriber');
  if (isNew && isInForce(after)) faults.push(...newFaults(after, by));
  return faults;
}

/** Ordered by word of mouth, and written down by somebody who may. */
export const isTakenVerbally = (order: MedicationRequest, by: Orderer): boolean =>
  by.mayTakeVerbally === true && isVerbalBy(order, `Practitioner/${by.practitioner}`);

function newFaults(order: MedicationRequest, by: Orderer): OrderFault[] {
  const faults: OrderFault[] = [];
  if (order.requester?.reference !== `Practitioner/${by.practitioner}` && !isTakenVerbally(order, by))
    faults.push('not-the-requester');
  if (order.medicationCodeableConcept === undefined && order.medicationReference === undefined) faults.push('no-drug');
  if (order.dosageInstruction === undefined || order.dosageInstruction.length === 0) faults.push('no-dose');
  else if (contradictionsIn(order.dosageInstruction).length > 0) faults.push('contradiction');
  return faults;
}

const mayChange: ReadonlySet<string> = new Set([
  'meta',
  'text',
  'status',
  'statusReason',
  'note',
  'detectedIssue',
  'dispenseRequest',
  'eventHistory',
]);

function isWrittenOver(before: MedicationRequest, after: MedicationRequest): boolean {
  return contentOf(before) !== contentOf(after);
}

/** All that was ordered, whatever the order of its properties. Until when it may be dispensed is cut short with the order; its pauses are no part of it. */
function contentOf(order: MedicationRequest): string {
  const { dispenseRequest, extension, ...content } = order;
  const kept = (extension ?? []).filter(({ url }) => url !== pauseUrl);
  const rest = { ...content, ...(kept.length > 0 && { extension: kept }) };
  const { validityPeriod, ...dispense } = dispenseRequest ?? {};
  const ordered = Object.entries(rest).filter(([key]) => !mayChange.has(key));
  return JSON.stringify(sorted([Object.fromEntries(ordered), { ...dispense, from: validityPeriod?.start }]));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

function hasReason({ statusReason }: MedicationRequest): boolean {
  return (statusReason?.text ?? statusReason?.coding?.[0]?.display ?? '').trim() !== '';
}
