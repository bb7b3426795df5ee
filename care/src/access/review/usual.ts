/** What a user usually does, from the days on which they have opened records: the measure of what is unusual for them and for nobody else. */

/** One Swedish day of one user. */
export interface UserDay {
  day: string;
  /** Acts that opened something. */
  opened: number;
  /** Records opened. */
  patients: number;
  /** The Swedish hours in which it was, a bit for each. */
  hours: number;
}

export interface Usual {
  /** How many days it rests on. */
  days: number;
  weekendDays: number;
  /** For each hour, the part of working days on which something was opened in it. */
  weekday: number[];
  weekend: number[];
  /** Records a day: the middle one, and what nine days of ten do not exceed. */
  patients: { middle: number; most: number };
}

/** With fewer days there is no telling what is usual. */
export const fewestDays = 20;
const fewestWeekendDays = 4;
/** An hour is usual when this part of the days has something in it, or in the hour before or after. */
const usualPart = 0.05;
/** More than so many records, and than twice what nine days of ten have. */
const manyPatients = 20;

export function usualOf(days: readonly UserDay[]): Usual {
  const weekends = days.filter(({ day }) => isWeekend(day));
  const weekdays = days.filter(({ day }) => !isWeekend(day));
  const counts = days.map(({ patients }) => patients).toSorted((a, b) => a - b);
  return {
    days: days.length,
    weekendDays: weekends.length,
    weekday: partsByHour(weekdays),
    weekend: partsByHour(weekends),
    patients: {
      middle: counts[Math.floor(counts.length / 2)] ?? 0,
      most: counts[Math.ceil(counts.length * 0.9) - 1] ?? 0,
    },
  };
}

function partsByHour(days: readonly UserDay[]): number[] {
  const part = (hour: number): number => days.filter(({ hours }) => hasHour(hours, hour)).length / days.length;
  return Array.from({ length: 24 }, (_, hour) => (days.length === 0 ? 0 : part(hour)));
}

export function hasHour(hours: number, hour: number): boolean {
  return ((hours >>> hour) & 1) === 1;
}

export function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** Whether the day has an hour in which this user is as good as never at work; undefined: too little is known of the user. */
export function isOutsideUsual(usual: Usual, day: string, hours: number): boolean | undefined {
  if (usual.days < fewestDays) return undefined;
  const weekend = isWeekend(day);
  if (weekend && usual.weekendDays < fewestWeekendDays) return true;
  const parts = weekend ? usual.weekend : usual.weekday;
  const isUsual = (hour: number): boolean =>
    [hour - 1, hour, hour + 1].some((near) => (parts[(near + 24) % 24] ?? 0) >= usualPart);
  return Array.from({ length: 24 }, (_, hour) => hour).some((hour) => hasHour(hours, hour) && !isUsual(hour));
}

export function isManyPatients(usual: Usual, patients: number): boolean | undefined {
  if (usual.days < fewestDays) return undefined;
  return patients > Math.max(manyPatients, 2 * usual.patients.most);
}
