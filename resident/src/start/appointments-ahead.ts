/** The appointments that lie ahead, the next first. */
import type { Appointment, Reference } from '@medplum/fhirtypes';
import { textOfConcept } from '../record/concept.ts';

export interface AppointmentAhead {
  id: string;
  start: string;
  what: string;
  /** Where, with whom. */
  where: string;
  who: string;
  isVideo: boolean;
}

const ahead = new Set(['booked', 'pending', 'arrived', 'checked-in', 'proposed']);
const careUnitUrl = 'https://vardkedjan.se/fhir/StructureDefinition/care-unit';

export function appointmentsAhead(
  appointments: readonly Appointment[],
  now: number,
  nameOf: (reference: Reference | undefined) => string,
): AppointmentAhead[] {
  return appointments
    .filter(
      (each): each is Appointment & { start: string } =>
        ahead.has(each.status) && Date.parse(each.end ?? each.start ?? '') > now,
    )
    .map((each) => {
      const named = (type: RegExp) =>
        each.participant
          .map(({ actor }) => (type.test(actor?.reference ?? '') ? nameOf(actor) : ''))
          .filter(Boolean)
          .join(', ');
      const unit = each.meta?.extension?.find(({ url }) => url === careUnitUrl)?.valueReference;
      return {
        id: each.id ?? '',
        start: each.start,
        what: each.description ?? (textOfConcept(each.serviceType?.[0]) || textOfConcept(each.appointmentType)),
        where: named(/^(Location|HealthcareService)\//) || nameOf(unit),
        who: named(/^Practitioner(Role)?\//),
        isVideo: each.appointmentType?.coding?.some(({ code }) => code === 'video') === true,
      };
    })
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
}
