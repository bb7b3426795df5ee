/**
 * Log lines as somebody reads them: by day, and within a day what one person did in a row as one visit. A screen makes many
 * requests and a draft is saved many times; to the one whose record it is, that was one occasion.
 */
import { localTime } from '../dates.ts';
import type { AccessRow } from './access-row.ts';

export interface Visit {
  id: string;
  /** Wall clock in Sweden, 14:05; equal when it was one line. */
  from: string;
  to: string;
  /** What is common to its lines. */
  row: AccessRow;
  /** The newest first. */
  rows: AccessRow[];
}

export interface DayOfVisits {
  /** 2026-11-22 */
  date: string;
  visits: Visit[];
}

/** Lines of one person further apart than this are two visits. */
const apart = 30 * 60_000;

/** Rows come newest first and stay so. */
export function visitsByDay(rows: readonly AccessRow[]): DayOfVisits[] {
  const days: DayOfVisits[] = [];
  for (const row of rows) {
    const { date, time } = localTime(new Date(row.at));
    let day = days.at(-1);
    if (day?.date !== date) {
      day = { date, visits: [] };
      days.push(day);
    }
    const open = day.visits.find((visit) => belongs(visit, row));
    if (open) {
      open.rows.push(row);
      open.from = time;
    } else {
      day.visits.push({ id: row.id, from: time, to: time, row, rows: [row] });
    }
  }
  return days;
}

function belongs(visit: Visit, row: AccessRow): boolean {
  const { row: first, rows } = visit;
  const last = rows.at(-1) ?? first;
  return (
    first.caller === row.caller &&
    first.unit === row.unit &&
    first.purpose === row.purpose &&
    first.permitted === row.permitted &&
    first.reason === row.reason &&
    Date.parse(last.at) - Date.parse(row.at) <= apart
  );
}

export type AccessFilter = 'others' | 'refused' | 'all';

/** Whether a resident did it, by the FHIR id. */
export function isBy({ callerKind, caller }: AccessRow, resident: string): boolean {
  return callerKind === 'resident' && caller.replace(/^Patient\//, '') === resident;
}

/** `self`: FHIR id of the resident who looks. */
export function filteredRows(
  rows: readonly AccessRow[],
  filter: AccessFilter,
  self: string,
  unit?: string,
): AccessRow[] {
  return rows.filter((row) => {
    if (unit !== undefined && row.unit !== unit) return false;
    if (filter === 'refused') return !row.permitted;
    return filter === 'all' || !isBy(row, self);
  });
}

/** The units that occur, for choosing one. */
export function unitsOf(rows: readonly AccessRow[]): string[] {
  return [...new Set(rows.map((row) => row.unit).filter(Boolean))].sort((a, b) => a.localeCompare(b, 'sv'));
}
