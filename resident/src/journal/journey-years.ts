/** A record's years for a picture: contacts, stays and what began each year, from the first to now. */
import type { CodeableConcept } from '@medplum/fhirtypes';
import type { OwnRecord } from '../record/own-record.ts';
import { formatDate } from '@vardkedjan/ui/dates.ts';

export interface JourneyYear {
  year: number;
  visits: number;
  stays: number;
  results: number;
  /** Diagnoses that began. */
  began: CodeableConcept[];
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
  for (const condition of record.conditions)
    of(condition.onsetDateTime ?? condition.recordedDate)?.began.push(condition.code ?? {});
  const first = Math.min(...years.keys());
  if (!Number.isFinite(first)) return [];
  return Array.from({ length: thisYear - first + 1 }, (_, index) => {
    const year = thisYear - index;
    return years.get(year) ?? { year, visits: 0, stays: 0, results: 0, began: [] };
  });
}

export interface JourneyRow {
  /** `2019`, or `2013–2016` when nothing was recorded in them. */
  name: string;
  year: JourneyYear;
}

/** Years in a row without anything recorded as one. */
export function journeyRows(years: readonly JourneyYear[]): JourneyRow[] {
  const rows: (JourneyRow & { from: number; to: number })[] = [];
  for (const year of years) {
    const last = rows.at(-1);
    const isEmpty = year.visits + year.stays + year.began.length === 0;
    if (isEmpty && last && last.year.visits + last.year.stays + last.year.began.length === 0) last.from = year.year;
    else rows.push({ name: '', year, from: year.year, to: year.year });
  }
  return rows.map(({ year, from, to }) => ({ year, name: from === to ? String(to) : `${from}–${to}` }));
}
