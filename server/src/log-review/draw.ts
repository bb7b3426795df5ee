/**
 * Samples of the log, drawn for each care provider and Swedish day when the day is over (HSLF-FS 2016:40, 4 kap. 9 §: recurrent samples):
 * some at random, and the oddest. What is drawn follows from the log alone, so that a draw that is done again draws the same.
 */
import { stockholmDay, startOfStockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import type { Database } from '../store/database.ts';
import { openingsByUsers, type Span } from '../store/access-log/review/openings.ts';
import {
  type Drawn,
  type ItemRow,
  isSummed,
  keepDraw,
  markSummed,
  whileAlone,
} from '../store/access-log/review/review-rows.ts';
import { daysOf, keepDays, staffWithin } from '../store/access-log/review/user-days.ts';
import type { OpenRecord } from '../store/record.ts';
import { Persons } from './persons.ts';
import { judged, oddFirst, type Reviewed } from './review.ts';

export interface Sizes {
  /** Openings of a care provider and day that are drawn at random, and of the odd ones. */
  random: number;
  directed: number;
}

/** Days that are drawn late when no server ran. */
const daysBack = 31;
/** A day is taken up when it has been over for so long: by then its last acts are in the log. */
const hoursAfter = 1;
/** Users whose openings are put together at a time. */
const usersAtATime = 200;

/** Draws what is due, unless another process does. `now` in milliseconds. */
export async function drawDue(database: Database, record: OpenRecord, sizes: Sizes, now = Date.now()): Promise<void> {
  const due = await dueDays(database, now);
  if (due.length === 0) return;
  await whileAlone(database, async () => {
    for (const day of due)
      if (!(await isSummed(database, day))) await drawDay(database, record, sizes, { day, at: new Date(now) });
  });
}

async function dueDays(database: Database, now: number): Promise<string[]> {
  const over = stockholmDay(new Date(now - hoursAfter * 3_600_000));
  const days = Array.from({ length: daysBack }, (_, back) => dayBefore(over, back + 1)).toReversed();
  const summed = await Promise.all(days.map((day) => isSummed(database, day)));
  return days.filter((_, index) => summed[index] !== true);
}

export function spanOfDay(day: string): Span {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const at = (shift: number): string => new Date(startOfStockholmDay(year, month, date + shift)).toISOString();
  return { from: at(0), until: at(1) };
}

export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** One day of every care provider. What has been drawn before is not drawn again. */
export async function drawDay(
  database: Database,
  record: OpenRecord,
  sizes: Sizes,
  { day, at }: { day: string; at: Date },
): Promise<void> {
  const span = spanOfDay(day);
  const callers = new Map<number, string[]>();
  for (const { careProvider, caller } of await staffWithin(database, span))
    callers.set(careProvider, [...(callers.get(careProvider) ?? []), caller]);
  for (const [careProvider, own] of callers) {
    const sample = new Sample(sizes);
    for (let from = 0; from < own.length; from += usersAtATime) {
      const some = own.slice(from, from + usersAtATime);
      const openings = await openingsByUsers(database, some, { careProvider, span });
      const days = daysOf(openings);
      await keepDays(database, careProvider, days);
      sample.take(await judged(database, new Persons(database, record), { careProvider, openings, days }));
    }
    const items = sample.items(careProvider, at.toISOString());
    await keepDraw(
      database,
      { careProvider, day, openings: sample.openings, odd: sample.odd },
      items,
      at.toISOString(),
    );
  }
  await markSummed(database, day, at.toISOString());
}

/** The best of what it is shown, so that a day need not be kept whole. */
export class Sample {
  readonly #sizes: Sizes;
  #random: Reviewed[] = [];
  #directed: Reviewed[] = [];
  openings = 0;
  odd = 0;

  constructor(sizes: Sizes) {
    this.#sizes = sizes;
  }

  take(reviewed: readonly Reviewed[]): void {
    const opened = reviewed.filter(({ opened: acts, odd }) => acts > 0 || odd.length > 0);
    const odd = opened.filter((one) => one.odd.length > 0);
    this.openings += opened.length;
    this.odd += odd.length;
    this.#random = [...this.#random, ...opened]
      .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
      .slice(0, this.#sizes.random);
    // Every opening in an emergency, or of what is blocked, is reviewed, however many there are.
    this.#directed = [...this.#directed, ...odd]
      .toSorted(oddFirst)
      .filter((one, index) => index < this.#sizes.directed || one.isEmergency || one.isUnblocked);
  }

  /** What is both odd and drawn by lot is directed. */
  items(careProvider: number, at: string): ItemRow[] {
    const directed = new Set(this.#directed);
    const random = this.#random.filter((one) => !directed.has(one));
    return [
      ...this.#directed.map((one) => itemOf(one, { careProvider, at, drawn: 'directed' })),
      ...random.map((one) => itemOf(one, { careProvider, at, drawn: 'random' })),
    ];
  }
}

export function itemOf(reviewed: Reviewed, how: { careProvider: number; at: string; drawn: Drawn }): ItemRow {
  const { patient: _, ...told } = reviewed;
  const { caller, patientKey, day } = reviewed;
  return { ...how, day, caller, patientKey, told: JSON.stringify(told) };
}
