/**
 * How often a measure of a nursing plan is done, as a Timing (http://hl7.org/fhir/R4/datatypes.html#Timing), and when it is to be done again. What is done
 * each shift or each day is due at the end of it; a day of the ward begins with the morning's shift (vitals/fluid-balance.ts).
 */
import type { CarePlanActivityDetail, Timing } from '@medplum/fhirtypes';
import { stockholmDay } from '../../time/stockholm.ts';
import { fluidDay } from '../vitals/fluid-balance.ts';

export const measurePaces = ['2h', '3h', '4h', '6h', 'shift', 'day', 'week', 'once', 'as-needed'] as const;
export type MeasurePace = (typeof measurePaces)[number];

type Repeat = NonNullable<Timing['repeat']>;
type Scheduled = Pick<CarePlanActivityDetail, 'scheduledTiming' | 'scheduledString'>;

const repeats: Readonly<Partial<Record<MeasurePace, Repeat>>> = {
  '2h': { frequency: 1, period: 2, periodUnit: 'h' },
  '3h': { frequency: 1, period: 3, periodUnit: 'h' },
  '4h': { frequency: 1, period: 4, periodUnit: 'h' },
  '6h': { frequency: 1, period: 6, periodUnit: 'h' },
  shift: { frequency: 3, period: 1, periodUnit: 'd' },
  day: { frequency: 1, period: 1, periodUnit: 'd' },
  week: { frequency: 1, period: 1, periodUnit: 'wk' },
  once: { count: 1 },
};

/** In the words of the record; also what residents read. */
export const paceTexts: Readonly<Record<MeasurePace, string>> = {
  '2h': 'Varannan timme',
  '3h': 'Var tredje timme',
  '4h': 'Var fjärde timme',
  '6h': 'Var sjätte timme',
  shift: 'Varje arbetspass',
  day: 'Varje dag',
  week: 'Varje vecka',
  once: 'En gång',
  'as-needed': 'Vid behov',
};

export function scheduleOf(pace: MeasurePace): Scheduled {
  const repeat = repeats[pace];
  if (repeat === undefined) return { scheduledString: paceTexts[pace] };
  return { scheduledTiming: { repeat, code: { text: paceTexts[pace] } } };
}

/** undefined: another schedule than those of ours; then it is not known when it is due. */
export function paceOf({ scheduledTiming, scheduledString }: Scheduled): MeasurePace | undefined {
  if (scheduledString === paceTexts['as-needed']) return 'as-needed';
  const repeat = scheduledTiming?.repeat;
  if (repeat === undefined) return undefined;
  const said = (each: Repeat) => [each.frequency, each.period, each.periodUnit, each.count].join();
  return measurePaces.find((pace) => repeats[pace] !== undefined && said(repeats[pace]) === said(repeat));
}

interface Span {
  /** Milliseconds since 1970; the end is the beginning of the next. */
  start: number;
  end: number;
}

/** The ward's day, and the shift of it, that a moment is in. */
export function nursingDayAt(at: number): Span & { shift: Span } {
  const calendar = stockholmDay(new Date(at));
  const today = fluidDay(calendar);
  const day =
    at >= today.day ? today : fluidDay(stockholmDay(new Date(Date.parse(`${calendar}T12:00:00Z`) - 86_400_000)));
  const starts = [day.day, day.evening, day.night, day.end];
  const shift = starts.findLastIndex((start, place) => place < 3 && at >= start);
  return {
    start: day.day,
    end: day.end,
    shift: { start: starts[shift] ?? day.day, end: starts[shift + 1] ?? day.end },
  };
}

export interface MeasureTimes {
  /** When the plan began; milliseconds since 1970. */
  begun: number;
  /** When it was done last. */
  done: number | undefined;
}

/** When it is to be done at the latest; undefined: never by the clock. Milliseconds since 1970. */
export function dueOf(pace: MeasurePace | undefined, { begun, done }: MeasureTimes): number | undefined {
  const from = done ?? begun;
  switch (pace) {
    case undefined:
    case 'as-needed':
      return undefined;
    case 'once':
      return done === undefined ? nursingDayAt(begun).shift.end : undefined;
    case 'shift': {
      const { shift } = nursingDayAt(from);
      return done === undefined ? shift.end : nursingDayAt(shift.end).shift.end;
    }
    case 'day':
    case 'week': {
      const { end } = nursingDayAt(from);
      if (done === undefined) return end;
      // Over a change of clocks too: the middle of the day, so many days on.
      return nursingDayAt(end - 12 * 3_600_000 + (pace === 'day' ? 1 : 7) * 86_400_000).end;
    }
    default:
      return from + Number(pace.slice(0, -1)) * 3_600_000;
  }
}

/** What of a measure one signature is about: it is signed once for it. FHIR instant, or a word. */
export function slotOf(pace: MeasurePace | undefined, times: MeasureTimes, now: number): string {
  switch (pace) {
    case 'once':
      return 'once';
    case 'shift':
      return new Date(nursingDayAt(now).shift.start).toISOString();
    case 'day':
    case 'week':
      return new Date(nursingDayAt(now).start).toISOString();
    case undefined:
    case 'as-needed':
      return new Date(now).toISOString();
    default:
      return new Date(dueOf(pace, times) ?? now).toISOString();
  }
}
