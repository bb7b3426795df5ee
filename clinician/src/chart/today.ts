/** Today in Sweden, 2026-11-22. */
import { localTime } from '@vardkedjan/ui/dates.ts';

export const today = (): string => localTime(new Date()).date;
