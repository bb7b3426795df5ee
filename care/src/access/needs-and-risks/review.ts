/**
 * When an analysis is reviewed: within a year of its signing, or earlier when it says so itself. HSLF-FS 2016:40, 4 kap. 3 §: follow-up at least
 * yearly (docs/open-questions.md).
 */
import { stockholmDay } from '../../time/stockholm.ts';

export type ReviewState = 'in-time' | 'soon' | 'overdue';

/** So long before the day the head of the unit is reminded. */
export const reminderDays = 60;

/** YYYY-MM-DD. `wanted`: the day that the analysis says; a later one than a year after the signing does not count. */
export function nextReview(signed: string, wanted?: string): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(signed) ? signed : stockholmDay(new Date(signed));
  const latest = aYearAfter(day);
  return wanted !== undefined && /^\d{4}-\d\d-\d\d$/.test(wanted) && wanted < latest ? wanted : latest;
}

export function reviewState(reviewBy: string, today: string): ReviewState {
  if (reviewBy < today) return 'overdue';
  return daysBetween(today, reviewBy) <= reminderDays ? 'soon' : 'in-time';
}

/** Whole days from one day to another; less than 0 when it is before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The 29th of February is followed by the 28th. */
function aYearAfter(day: string): string {
  const next = `${String(Number(day.slice(0, 4)) + 1).padStart(4, '0')}${day.slice(4)}`;
  return next.endsWith('-02-29') ? `${next.slice(0, 8)}28` : next;
}
