/** What somebody has drunk, been given and passed, in millilitres. */
import { type FluidKind, fluidEntry } from '@vardkedjan/care/clinical/vitals/fluid-balance.ts';
import type { Observation } from '@medplum/fhirtypes';
import { dateTimeText, type Moment } from '../calendar.ts';
import type { Chart, Contact } from './chart.ts';

export function fluid(chart: Chart, contact: Contact, kind: FluidKind, millilitres: number, moment: Moment): void {
  const taken = dateTimeText(moment);
  const entry = fluidEntry(kind, millilitres, {
    subject: chart.subject,
    encounter: contact.reference,
    performer: [contact.staff.reference],
    taken,
    newId: () => `${chart.person.id}-fluid-${kind}-${taken.replaceAll(/\D/g, '').slice(0, 12)}`,
  });
  chart.add<Observation>(contact.unit, entry);
}
