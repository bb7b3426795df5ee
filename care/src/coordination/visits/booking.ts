/**
 * A time is booked for somebody who is to come, and given up again: the Appointment, the Slot that it takes
 * (http://hl7.org/fhir/R4/slot.html) and the order that it answers, as they are afterwards. A slot is taken by one.
 */
import type { Appointment, AppointmentParticipant, ServiceRequest, Slot, Task } from '@medplum/fhirtypes';
import { careUnitUrl } from '../orders/order-codes.ts';
import { moved } from '../orders/order-of.ts';
import { handlingStateOf } from '../orders/order-state.ts';
import { visitKinds, visitKindOf } from './visit-request.ts';

export interface VisitToBook {
  request: ServiceRequest;
  handling: Task;
  slot: Slot;
  /** Whom and where the slot's schedule is about. */
  actors: NonNullable<AppointmentParticipant['actor']>[];
  unit: { id: string; name: string };
  now: Date;
}

export interface BookedVisit {
  appointment: Appointment;
  slot: Slot;
  handling: Task;
}

export type BookingFault = 'taken' | 'past' | 'not-waiting' | 'no-visit';

/** A fault: why it cannot be booked. */
export function bookedVisit({ request, handling, slot, actors, unit, now }: VisitToBook): BookedVisit | BookingFault {
  const kind = visitKindOf(request);
  const state = handlingStateOf(handling);
  if (kind === undefined) return 'no-visit';
  if (state !== 'sent' && state !== 'received' && state !== 'accepted' && state !== 'forwarded') return 'not-waiting';
  if (slot.status !== 'free') return 'taken';
  if (Date.parse(slot.start) <= now.getTime()) return 'past';
  const accepted = (actor: NonNullable<AppointmentParticipant['actor']>) => ({ actor, status: 'accepted' as const });
  const reason = request.code?.text;
  const appointment: Appointment = {
    resourceType: 'Appointment',
    meta: {
      extension: [{ url: careUnitUrl, valueReference: { reference: `Organization/${unit.id}`, display: unit.name } }],
    },
    status: 'booked',
    appointmentType: { text: kind === 'first-visit' ? 'Nybesök' : visitKinds[kind] },
    ...(reason !== undefined && { reasonCode: [{ text: reason }], description: reason }),
    start: slot.start,
    end: slot.end,
    minutesDuration: Math.max(1, Math.round((Date.parse(slot.end) - Date.parse(slot.start)) / 60_000)),
    slot: [{ reference: `Slot/${slot.id}` }],
    created: now.toISOString(),
    basedOn: [{ reference: `ServiceRequest/${request.id}` }],
    participant: [{ actor: request.subject as { reference: string }, status: 'accepted' }, ...actors.map(accepted)],
  };
  return { appointment, slot: { ...slot, status: 'busy' }, handling: moved(handling, { to: 'booked', now }) };
}

/** As it is when the time is given up: whoever waits, waits again. */
export function givenUp(
  { appointment, slot, handling }: { appointment: Appointment; slot: Slot | undefined; handling: Task | undefined },
  now: Date,
): { appointment: Appointment; slot: Slot | undefined; handling: Task | undefined } | 'not-booked' {
  if (appointment.status !== 'booked') return 'not-booked';
  const isBooked = handling !== undefined && handlingStateOf(handling) === 'booked';
  return {
    appointment: { ...appointment, status: 'cancelled' },
    slot: slot && { ...slot, status: 'free' },
    handling: isBooked ? moved(handling, { to: 'accepted', now }) : undefined,
  };
}
