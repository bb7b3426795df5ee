/**
 * A free time (http://hl7.org/fhir/R4/slot.html) is taken by one, and given up again, in a unit of work that the register of times writes: `$book` and `$give-up`.
 * Whichever other way an Appointment is written, it takes no time, keeps the one that it has, and leaves none taken behind it. A system brings
 * visits that are booked elsewhere; a time that somebody has it does not take either.
 */
import type { Appointment, Reference, Slot } from '@medplum/fhirtypes';
import { localName } from '../orders/order-codes.ts';

interface Written {
  before: Appointment | undefined;
  after: Appointment | undefined;
  by: 'staff' | 'system';
  /** As it will be after the unit of work; undefined: it is not known. */
  slotOf: (name: string) => Slot | undefined;
}

const holding: ReadonlySet<string | undefined> = new Set([
  'proposed',
  'pending',
  'booked',
  'arrived',
  'checked-in',
  'fulfilled',
  'waitlist',
]);

const slotsOf = (appointment: Appointment | undefined): string[] =>
  (appointment?.slot ?? []).flatMap(({ reference }) => localName(reference) ?? []);

/** The times that it takes from others; a visit that nobody came to has been. */
export const timesHeld = (appointment: Appointment | undefined): string[] =>
  holding.has(appointment?.status) ? slotsOf(appointment) : [];

/** Why it may not be written so, as a sentence; undefined: it may. */
export function appointmentFault({ before, after, by, slotOf }: Written): string | undefined {
  if (timesHeld(after).some((name) => slotOf(name)?.status === 'free'))
    return 'A time is taken together with its Slot, which says that it is.';
  if (by === 'system' || (slotsOf(before).length === 0 && slotsOf(after).length === 0)) return undefined;
  if (timesHeld(after).some((name) => !timesHeld(before).includes(name)))
    return 'A free time is taken by booking it: $book.';
  if (timesHeld(before).length === 0) return undefined;
  if (after === undefined || ['cancelled', 'entered-in-error'].includes(after.status))
    return 'A time that is booked is given up: $give-up.';
  return whatIsBooked(before) === whatIsBooked(after)
    ? undefined
    : 'Whose a booked time is, and when, does not change: it is given up, and another is booked.';
}

function whatIsBooked(appointment: Appointment | undefined): string {
  const { start, end, slot, basedOn, participant = [] } = appointment ?? {};
  const names = (references: readonly (Reference | undefined)[] | undefined) =>
    (references ?? [])
      .map((each) => localName(each?.reference))
      .toSorted((one = '', other = '') => one.localeCompare(other));
  return JSON.stringify([start, end, names(slot), names(basedOn), names(participant.map(({ actor }) => actor))]);
}
