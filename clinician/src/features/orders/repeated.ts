/** How often a test is taken, as one types it: once today unless something else is said. Pure. */
import type { Timing } from '@medplum/fhirtypes';
import { type RepeatFault, timingOf } from '@vardkedjan/care/coordination/orders/series/series.ts';

export interface Repeated {
  /** Empty: today. */
  from: string;
  /** Days between; `0`: once. */
  every: '0' | '1' | '2' | '7' | '14' | '28';
  /** How many times, or the last day. */
  end: string;
}

export const notRepeated: Repeated = { from: '', every: '0', end: '' };

export type When = { timing?: Timing; day?: string } | { fault: RepeatFault | 'past' };

export function whenOf({ from, every, end }: Repeated, today: string): When {
  const first = from.trim() || today;
  if (!/^\d{4}-\d\d-\d\d$/.test(first) || Number.isNaN(Date.parse(first))) return { fault: 'not-understood' };
  if (first < today) return { fault: 'past' };
  if (every === '0') return first === today ? {} : { day: first };
  const typed = end.trim();
  const timing = timingOf({
    from: first,
    every: Number(every),
    end: /^\d{1,3}$/.test(typed) ? { times: Number(typed) } : { until: typed },
  });
  return typeof timing === 'string' ? { fault: timing } : { timing };
}
