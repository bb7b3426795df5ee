/** A signing with the time of day at which it was given. */
import type { Giving } from '@vardkedjan/care/clinical/giving/administration.ts';
import { momentOf } from '../../work/clock.ts';

/** `typed` empty: now. undefined: it is no time. */
export function givenWhen(giving: Giving, typed: string): Giving | undefined {
  if (typed.trim() === '') return giving;
  const at = momentOf(typed, new Date(giving.now))?.toISOString();
  return at === undefined ? undefined : { ...giving, at };
}
