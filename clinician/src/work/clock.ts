/** A time of day as it is typed, `14.30`: the latest such moment that is not to come. */
import { localTime, startOfDay } from '@vardkedjan/ui/dates.ts';

/** undefined: it is no time. A time later than now was yesterday's, but one just ahead of the clock is now. */
export function momentOf(text: string, now: Date): Date | undefined {
  const [, hours, minutes] = /^(\d{1,2})[.:]?(\d{2})$/.exec(text.trim()) ?? [];
  if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const { date } = localTime(now);
  const after = (Number(hours) * 60 + Number(minutes)) * 60_000;
  const today = new Date(Date.parse(startOfDay(date)) + after);
  if (today.getTime() <= now.getTime()) return today;
  if (today.getTime() - now.getTime() < 5 * 60_000) return now;
  return new Date(today.getTime() - 86_400_000);
}

export const clockText = (moment: Date): string => localTime(moment).time.replace(':', '.');
