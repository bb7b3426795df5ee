/** A record's years for a picture: contacts, stays and what began each year, from the first to now. */
import type { OwnRecord } from '../record/own-record.ts';
import { textOfConcept } from '../record/concept.ts';
import { formatDate } from '@vardkedjan/ui/dates.ts';

export interface JourneyYear {
  year: number;
  visits: number;
  stays: number;
  results: number;
  /** Diagnoses that began, by their recorded names. */
  began: string[];
}

export function journeyYears(record: OwnRecord, thisYear: number): JourneyYear[] {
  const years = new Map<number, JourneyYear>();
  const of = (date: string | undefined): JourneyYear | undefined => {
    const year = Number(formatDate(date).slice(0, 4));
    if (!year || year > thisYear || year < 1900) return undefined;
    const found = years.get(year) ?? { year, visits: 0, stays: 0, results: 0, began: [] };
    years.set(year, found);
    return found;
  };
  for (const contact of record.contacts) {
    const year = of(contact.period?.start);
    if (!year) continue;
    if (contact.class?.code === 'IMP') year.stays++;
    else year.visits++;
  }
  for (const observation of record.observations) {
    const year = of(observation.effectiveDateTime);
    if (year) year.results++;
  }
  for (const condition of record.conditions) of(condition.onsetDateTime ?? condition.recordedDate)?.began.push(textOfConcept(condition.code));
  const first = Math.min(...years.keys());
  if (!Number.isFinite(first)) return [];
  return Array.from({ length: thisYear - first + 1 }, (_, index) => {
    const year = thisYear - index;
    return years.get(year) ?? { year, visits: 0, stays: 0, results: 0, began: [] };
  });
}
