/** Encounters (http://hl7.org/fhir/R4/encounter.html) and booked Appointments as rows, what lies ahead first. */
import type { Appointment, Encounter, Reference } from '@medplum/fhirtypes';
import { formatDate, timeOf } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../../chart/concept.ts';

export interface ContactRow {
  id: string;
  kind: string;
  reason: string;
  /** What it was found to be, the principal diagnosis first. */
  diagnoses: string;
  unit: string;
  staff: string;
  start: string | undefined;
  end: string | undefined;
  status: string;
  isBooked: boolean;
  isOngoing: boolean;
}

export type NameOf = (reference: Reference | undefined) => string;

const ongoing = new Set(['arrived', 'triaged', 'in-progress', 'onleave']);
const leftOut = new Set(['entered-in-error', 'cancelled']);

export const displayOf: NameOf = (reference) => reference?.display ?? '';

export function contactRows(encounters: readonly Encounter[], nameOf: NameOf = displayOf): ContactRow[] {
  return encounters
    .filter((encounter) => !leftOut.has(encounter.status ?? ''))
    .map((encounter) => ({
      id: encounter.id ?? '',
      kind: textOfConcept(encounter.type?.[0]),
      reason: encounter.reasonCode?.map(textOfConcept).filter(Boolean).join(', ') ?? '',
      diagnoses: (encounter.diagnosis ?? [])
        .map(({ condition }) => nameOf(condition))
        .filter(Boolean)
        .join(', '),
      unit: nameOf(encounter.serviceProvider),
      staff: (encounter.participant ?? [])
        .map((participant) => nameOf(participant.individual))
        .filter(Boolean)
        .join(', '),
      start: encounter.period?.start,
      end: encounter.period?.end,
      status: encounter.status ?? '',
      isBooked: false,
      isOngoing: ongoing.has(encounter.status ?? ''),
    }))
    .toSorted((a, b) => Number(b.isOngoing) - Number(a.isOngoing) || (timeOf(b.start) || 0) - (timeOf(a.start) || 0));
}

const booked = new Set(['booked', 'pending', 'arrived', 'checked-in']);

/** What is booked for `today` (2026-11-22) or later; what was earlier today may still be waited for. */
export function bookedRows(
  appointments: readonly Appointment[],
  today: string,
  nameOf: NameOf = displayOf,
): ContactRow[] {
  return appointments
    .filter((appointment) => booked.has(appointment.status) && formatDate(appointment.start) >= today)
    .map((appointment) => {
      const actors = appointment.participant.map((participant) => participant.actor);
      const of = (type: RegExp) =>
        actors
          .filter((actor) => type.test(actor?.reference ?? ''))
          .map((actor) => nameOf(actor))
          .filter(Boolean)
          .join(', ');
      return {
        id: appointment.id ?? '',
        kind: textOfConcept(appointment.appointmentType),
        diagnoses: '',
        reason: appointment.description ?? textOfConcept(appointment.reasonCode?.[0]),
        unit: of(/^(Location|HealthcareService)\//),
        staff: of(/^Practitioner(Role)?\//),
        start: appointment.start,
        end: appointment.end,
        status: appointment.status,
        isBooked: true,
        isOngoing: false,
      };
    })
    .toSorted((a, b) => timeOf(a.start) - timeOf(b.start));
}
