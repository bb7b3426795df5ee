/**
 * What may be recorded of a dose, and what may follow it, whichever way it is written: by whoever gives, on an order that is in force and goes on, a
 * dose that is due and no more than is ordered. What has been recorded is never written over: a mistake is marked as one, with why.
 */
import type { MedicationAdministration, MedicationRequest, Quantity } from '@medplum/fhirtypes';
import { localName } from '../../coordination/orders/order-codes.ts';
import { isInForce } from '../prescriptions/lawful-order.ts';
import { asksForTwo, doneBy, dueAtOf, givenAt, type GivingStatus, waitsForSecond } from './administration.ts';
import { asNeededDosage, leftNow } from './as-needed.ts';
import { dueTimes, isByRate } from './due-times.ts';

export type GivingFault =
  | 'may-not-give'
  | 'not-the-giver'
  | 'no-order'
  | 'not-in-force'
  | 'other-patient'
  | 'other-drug'
  | 'already-recorded'
  | 'not-due'
  | 'no-due-time'
  | 'no-reason'
  | 'no-dose'
  | 'more-than-ordered'
  | 'more-than-left'
  | 'not-yet'
  | 'too-early'
  | 'second-signature'
  | 'same-hand'
  | 'status'
  | 'written-over';

export interface Giver {
  /** `Practitioner/<id>`. */
  practitioner: string;
  /** By an authority of their own. */
  mayGive: boolean;
  /** What the administration names as delegation gives the caller this drug now. */
  isDelegated: boolean;
}

export interface GivingFacts {
  /** undefined: it is not known, or may not be seen. */
  order: MedicationRequest | undefined;
  /** Of the same order, the last day’s. */
  earlier: readonly MedicationAdministration[];
  /** Milliseconds. */
  now: number;
}

const moves: Readonly<Partial<Record<GivingStatus, readonly GivingStatus[]>>> = {
  'on-hold': ['on-hold', 'completed', 'in-progress', 'not-done', 'entered-in-error'],
  'in-progress': ['in-progress', 'completed', 'stopped', 'entered-in-error'],
  completed: ['completed', 'entered-in-error'],
  stopped: ['stopped', 'entered-in-error'],
  'not-done': ['not-done', 'entered-in-error'],
  'entered-in-error': ['entered-in-error'],
};
const begins: ReadonlySet<GivingStatus> = new Set(['completed', 'in-progress', 'not-done', 'on-hold']);
const withReason: ReadonlySet<GivingStatus> = new Set(['not-done', 'on-hold', 'stopped', 'entered-in-error']);
/** So long before its time a dose may be given: docs/open-questions.md 120. */
const earliest = 4 * 3_600_000;
/** Clocks differ by so much. */
const slack = 5 * 60_000;

export const isTooEarly = (dueAt: string | undefined, now: number): boolean =>
  dueAt !== undefined && Date.parse(dueAt) - now > earliest;

/** It says anew that somebody gives, does not give, or waits. */
export function isDone(before: MedicationAdministration | undefined, after: MedicationAdministration): boolean {
  return before === undefined || (before.status === 'on-hold' && after.status !== 'entered-in-error');
}

/** The drug goes into the patient: what hypersensitivity is asked about. */
export function goesIn(before: MedicationAdministration | undefined, after: MedicationAdministration): boolean {
  const isIn = ['completed', 'in-progress'].includes(after.status);
  return isIn && (before === undefined || before.status === 'on-hold' || !isSame(before, after));
}

export function givingFaults(
  before: MedicationAdministration | undefined,
  after: MedicationAdministration,
  by: Giver,
  facts: GivingFacts,
): GivingFault[] {
  const faults: GivingFault[] = [];
  if (!by.mayGive && !by.isDelegated) faults.push('may-not-give');
  if (before === undefined ? !begins.has(after.status) : !moves[before.status]?.includes(after.status))
    faults.push('status');
  if (before?.status !== after.status && withReason.has(after.status) && !hasReason(after)) faults.push('no-reason');
  if (isDone(before, after)) faults.push(...doneFaults(before, after, by, facts));
  else if (before !== undefined) faults.push(...followingFaults(before, after, by, facts));
  return faults;
}

function doneFaults(
  before: MedicationAdministration | undefined,
  after: MedicationAdministration,
  by: Giver,
  { order, earlier, now }: GivingFacts,
): GivingFault[] {
  const faults: GivingFault[] = [];
  if (before !== undefined && (named(before) !== named(after) || drugOf(before) !== drugOf(after)))
    faults.push('written-over');
  const isOne = after.performer?.length === 1;
  if (!isOne || localName(doneBy(after, 'performer')?.reference) !== by.practitioner) faults.push('not-the-giver');
  if (order === undefined) return [...faults, 'no-order'];
  if (!isInForce(order) || order.status !== 'active') faults.push('not-in-force');
  if (localName(order.subject.reference) !== localName(after.subject.reference)) faults.push('other-patient');
  if (drugOf(order) !== drugOf(after)) faults.push('other-drug');
  if (!(givenAt(after) <= now + slack)) faults.push('not-yet');
  if (after.status === 'completed' && asksForTwo(order)) faults.push('second-signature');
  if (doneBy(after, 'verifier') !== undefined) faults.push('same-hand');
  return [...faults, ...doseFaults(after, order, { earlier, now })];
}

function doseFaults(
  after: MedicationAdministration,
  order: MedicationRequest,
  { earlier, now }: Omit<GivingFacts, 'order'>,
): GivingFault[] {
  const dueAt = dueAtOf(after);
  const isIn = after.status === 'completed' || after.status === 'in-progress';
  const given = after.dosage?.dose;
  if ((order.dosageInstruction ?? []).some(isByRate)) return isIn ? rateFaults(after, order) : [];
  if (dueAt !== undefined) {
    const at = Date.parse(dueAt);
    const due = dueTimes(order, { from: at, until: at + 1000 })?.filter((one) => Date.parse(one.at) === at) ?? [];
    if (due.length === 0) return ['not-due'];
    if (earlier.some((one) => one.status !== 'entered-in-error' && Date.parse(dueAtOf(one) ?? '') === at))
      return ['already-recorded'];
    if (isIn && isTooEarly(dueAt, now)) return ['too-early'];
    const most = due.map(({ dosage }) => highest(dosage)).reduce<Quantity | undefined>(sumOf, { value: 0 });
    return isIn ? amountFaults(given, most) : [];
  }
  const needed = asNeededDosage(order);
  if (needed === undefined) {
    const isUntold = dueTimes(order, { from: now, until: now + 1 }) === undefined;
    if (!isUntold) return ['no-due-time'];
    const most = (order.dosageInstruction ?? []).map(highest).toSorted((a, b) => (b?.value ?? 0) - (a?.value ?? 0))[0];
    return isIn ? amountFaults(given, most) : [];
  }
  if (!isIn) return [];
  // Neither of the day until it is written down, nor of the one until it was given.
  const isOver = [now, givenAt(after)].some(
    (at) => (given?.value ?? 0) > (leftNow(order, earlier, at)?.left ?? Infinity),
  );
  return [...amountFaults(given, highest(needed)), ...(isOver ? ['more-than-left' as const] : [])];
}

function rateFaults({ dosage }: MedicationAdministration, order: MedicationRequest): GivingFault[] {
  const rate = dosage?.rateQuantity;
  if (rate?.value === undefined || !(rate.value > 0)) return ['no-dose'];
  const ordered = (order.dosageInstruction ?? [])
    .flatMap(({ doseAndRate }) => doseAndRate ?? [])
    .flatMap(({ rateQuantity, rateRange }) => rateQuantity ?? rateRange?.high ?? []);
  const comparable = ordered.filter(({ unit, code }) => (code ?? unit) === (rate.code ?? rate.unit));
  return comparable.length > 0 &&
    comparable.every(({ value }) => value !== undefined && rate.value !== undefined && rate.value <= value)
    ? []
    : ['more-than-ordered'];
}

function amountFaults(given: Quantity | undefined, most: Quantity | undefined): GivingFault[] {
  if (given?.value === undefined || !(given.value > 0)) return ['no-dose'];
  return most?.value !== undefined && given.unit === most.unit && given.value <= most.value
    ? []
    : ['more-than-ordered'];
}

const highest = ({ doseAndRate }: NonNullable<MedicationRequest['dosageInstruction']>[number]): Quantity | undefined =>
  doseAndRate?.[0]?.doseQuantity ?? doseAndRate?.[0]?.doseRange?.high;

/** Two amounts at the same time are given as one, in one unit; undefined where that cannot be. */
function sumOf(sum: Quantity | undefined, each: Quantity | undefined): Quantity | undefined {
  if (sum?.value === undefined || each?.value === undefined) return undefined;
  if (sum.unit !== undefined && sum.unit !== each.unit) return undefined;
  return { ...each, value: sum.value + each.value };
}

/** A second signature, an end, a mistake, or a note: nothing else of it changes. */
function followingFaults(
  before: MedicationAdministration,
  after: MedicationAdministration,
  by: Giver,
  { order, now }: GivingFacts,
): GivingFault[] {
  const second = doneBy(after, 'verifier');
  const isSecond = second !== undefined && doneBy(before, 'verifier') === undefined;
  const faults: GivingFault[] = [];
  if (contentOf(before, isSecond) !== contentOf(after, isSecond)) faults.push('written-over');
  const isOneMore = after.performer?.length === (before.performer ?? []).length + 1;
  if (isSecond && !(isOneMore && localName(second.reference) === by.practitioner)) faults.push('not-the-giver');
  if (isSecond && localName(doneBy(before, 'performer')?.reference) === by.practitioner) faults.push('same-hand');
  if (isSecond && !by.mayGive) faults.push('may-not-give');
  if (isSecond && !startsNow(before, after, now)) faults.push('written-over');
  const ends = before.status === 'in-progress' && after.status === 'completed';
  // What nobody knows the order of is not known to be signed by one alone.
  const isForTwo = order === undefined || asksForTwo(order);
  if (ends && second === undefined && waitsForSecond(before, isForTwo)) faults.push('second-signature');
  return faults;
}

/** An infusion that two sign runs from when the second signed. */
function startsNow(before: MedicationAdministration, after: MedicationAdministration, now: number): boolean {
  if (after.dosage?.rateQuantity === undefined) return true;
  const [made, start] = [before, after].map(({ effectivePeriod }) => Date.parse(effectivePeriod?.start ?? ''));
  return start !== undefined && made !== undefined && start >= made && start <= now + slack;
}

/** Of what may follow, what may differ is left out. */
function contentOf(given: MedicationAdministration, exceptPerformers: boolean): string {
  const {
    status: _s,
    statusReason: _r,
    meta: _m,
    text: _t,
    note: _n,
    performer,
    effectivePeriod,
    dosage,
    ...rest
  } = given;
  const { dose, ...how } = dosage ?? {};
  const isByRateNow = how.rateQuantity !== undefined;
  const performers = exceptPerformers
    ? (performer ?? []).filter((one) => one.function?.coding?.[0]?.code !== 'verifier')
    : performer;
  const start = exceptPerformers ? undefined : effectivePeriod?.start;
  return canonical([rest, performers, how, isByRateNow ? start : [effectivePeriod, dose]]);
}

const isSame = (before: MedicationAdministration, after: MedicationAdministration) =>
  contentOf(before, true) === contentOf(after, true);

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

const named = (given: MedicationAdministration): string =>
  canonical([localName(given.request?.reference), localName(given.subject.reference), dueAtOf(given)]);

function drugOf({
  medicationCodeableConcept: concept,
  medicationReference,
}: MedicationRequest | MedicationAdministration): string {
  const coded = concept?.coding?.map(({ system, code }) => `${system}|${code}`).join(' ') ?? '';
  return `${coded} ${concept?.text ?? ''} ${localName(medicationReference?.reference) ?? ''}`;
}

function hasReason({ statusReason }: MedicationAdministration): boolean {
  return (statusReason ?? []).some(({ text, coding }) => (text ?? coding?.[0]?.display ?? '').trim() !== '');
}
