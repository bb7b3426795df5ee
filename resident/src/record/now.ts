/** The time now, for what a page is painted from. */
import { type LocalTime, localTime } from '@vardkedjan/ui/dates.ts';

export const now = (): number => Date.now();

export const nowLocal = (): LocalTime => localTime(new Date());
