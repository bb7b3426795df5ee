/**
 * The zone of dates that have none, in resources and in searches: Swedish time. A day is remembered once worked out.
 */
import { startOfStockholmDay } from './stockholm.ts';

const hour = 3_600_000;
const day = 24 * hour;
const starts = new Map<number, number>();

/** From what a Swedish clock shows, as if it were UTC, to the instant. Of the hour that comes twice, the first; of the one that is left out, the hour after. */
export function stockholmZone(clock: number): number {
  const midnight = Math.floor(clock / day) * day;
  const start = startOf(midnight);
  const time = clock - midnight;
  if (time === 0) return start;
  const length = startOf(midnight + day) - start;
  if (length < day && time >= 2 * hour) return start + time - hour;
  if (length > day && time >= 3 * hour) return start + time + hour;
  return start + time;
}

function startOf(midnight: number): number {
  let start = starts.get(midnight);
  if (start === undefined) {
    const date = new Date(midnight);
    const year = date.getUTCFullYear();
    // Before standard time (1879) and far ahead the zone's rules say nothing anybody means.
    start =
      year < 1879 || year > 2200 ? midnight : startOfStockholmDay(year, date.getUTCMonth() + 1, date.getUTCDate());
    if (starts.size > 50_000) starts.clear();
    starts.set(midnight, start);
  }
  return start;
}
