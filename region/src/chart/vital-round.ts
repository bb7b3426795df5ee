/** A round of vital signs with the NEWS2 it gives, by the product's own calculation (care/src/clinical/vitals/). */
import { roundResources, type VitalRound } from '@vardkedjan/care/clinical/vitals/vital-round.ts';
import type { Observation } from '@medplum/fhirtypes';
import { dateTimeText, type Moment } from '../calendar.ts';
import type { Staff } from '../units/unit.ts';
import type { Chart, Contact } from './chart.ts';

export function measureRound(chart: Chart, contact: Contact, round: VitalRound, moment: Moment, by: Staff): void {
  const minute = dateTimeText(moment).replaceAll(/\D/g, '').slice(0, 12);
  const prefix = `${chart.person.id}-vital-${minute}-`;
  // Another round may have been made within the same minute.
  let n = chart.resources.filter(({ id }) => id?.startsWith(prefix)).length;
  const made = roundResources(round, {
    subject: chart.subject,
    encounter: contact.reference,
    performer: [by.reference],
    taken: dateTimeText(moment),
    newId: () => `${prefix}${++n}`,
  });
  for (const each of made) chart.add<Observation>(contact.unit, each);
}
