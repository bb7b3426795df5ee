/**
 * What of a patient's regular doses waits to be given, for those who look after many: how many are late, how many are due about now, and when the
 * next is. By the same times and the same records as the drug round (due-times.ts, administration.ts). Running infusions and what is given as needed are not
 * counted. A dose is late after an hour, and due from an hour before its time; older than a day is not asked for (docs/open-questions.md).
 */
import type { MedicationAdministration, MedicationRequest } from '@medplum/fhirtypes';
import { isInForce } from '../prescriptions/lawful-order.ts';
import { dueAtOf, orderNameOf } from './administration.ts';
import { dueTimes } from './due-times.ts';

export interface DosesWaiting {
  late: number;
  /** ISO instant of the one that is most late. */
  lateSince: string | undefined;
  now: number;
  /** ISO instant of the first that is not due yet. */
  next: string | undefined;
  /** Orders whose times cannot be told. */
  untold: number;
}

const hour = 3_600_000;
const back = 24 * hour;
const ahead = 24 * hour;

export function dosesWaiting(
  orders: readonly MedicationRequest[],
  given: readonly MedicationAdministration[],
  now: number,
): DosesWaiting {
  const settled = new Set(given.filter(isSettled).map((one) => keyOf(orderNameOf(one), dueAtOf(one))));
  const open: string[] = [];
  let untold = 0;
  for (const order of orders.filter(isInForce)) {
    const due = dueTimes(order, { from: now - back, until: now + ahead });
    if (due === undefined) untold++;
    const times = new Set((due ?? []).map(({ at }) => at));
    open.push(...[...times].filter((at) => !settled.has(keyOf(`MedicationRequest/${order.id ?? ''}`, at))));
  }
  const until = (at: string) => Date.parse(at) - now;
  open.sort();
  const late = open.filter((at) => until(at) < -hour);
  const due = open.filter((at) => until(at) >= -hour && until(at) <= hour);
  return {
    late: late.length,
    lateSince: late[0],
    now: due.length,
    next: open.find((at) => until(at) > hour),
    untold,
  };
}

/** Given, or not given for a reason that is said; what is begun or held back is still to be done. */
const isSettled = ({ status }: MedicationAdministration): boolean =>
  !['entered-in-error', 'on-hold', 'in-progress'].includes(status);

const keyOf = (order: string | undefined, at: string | undefined): string => `${order} ${Date.parse(at ?? '')}`;
