/**
 * When a dose is taken, in Swedish, from FHIR's Timing (http://hl7.org/fhir/R4/datatypes.html#Timing). A shape that is not known
 * word for word has no text: undefined, never a guess.
 */
import type { Timing, TimingRepeat } from '@medplum/fhirtypes';
import { decimal } from './reference-range.ts';

/** http://hl7.org/fhir/R4/valueset-event-timing.html */
const eventWords: Readonly<Record<string, string>> = {
  MORN: 'på morgonen',
  NOON: 'mitt på dagen',
  AFT: 'på eftermiddagen',
  EVE: 'på kvällen',
  NIGHT: 'till natten',
  HS: 'vid sänggåendet',
  WAKE: 'vid uppvaknandet',
  C: 'vid måltid',
  AC: 'före måltid',
  PC: 'efter måltid',
  CM: 'till frukosten',
  CD: 'till lunchen',
  CV: 'till middagen',
};

const dayWords: Readonly<Record<string, string>> = {
  mon: 'måndagar',
  tue: 'tisdagar',
  wed: 'onsdagar',
  thu: 'torsdagar',
  fri: 'fredagar',
  sat: 'lördagar',
  sun: 'söndagar',
};

/** By how many there are of them: `var tredje`. */
export const ordinals = [
  '',
  '',
  'annan',
  'tredje',
  'fjärde',
  'femte',
  'sjätte',
  'sjunde',
  'åttonde',
  'nionde',
  'tionde',
  'elfte',
  'tolfte',
];

type Unit = 'h' | 'd' | 'wk' | 'mo' | 'a';

const units: Readonly<Record<Unit, { every: string; one: string; many: string; times: string }>> = {
  h: { every: 'timme', one: 'timme', many: 'timmar', times: 'i timmen' },
  d: { every: 'dag', one: 'dag', many: 'dagar', times: 'dagligen' },
  wk: { every: 'vecka', one: 'vecka', many: 'veckor', times: 'i veckan' },
  mo: { every: 'månad', one: 'månad', many: 'månader', times: 'i månaden' },
  a: { every: 'år', one: 'år', many: 'år', times: 'om året' },
};

/** The elements of a Timing's repeat that are told in words and counted in doses; any other makes it one that is not understood. */
export const understoodElements: ReadonlySet<string> = new Set([
  'id',
  'boundsDuration',
  'boundsPeriod',
  'frequency',
  'frequencyMax',
  'period',
  'periodUnit',
  'timeOfDay',
  'when',
  'dayOfWeek',
  'duration',
  'durationUnit',
  'count',
]); // prettier-ignore

/** `2 gånger dagligen i 7 dagar`; undefined when it cannot be said for certain. `goesOn`: it runs all the time, and need not say how often. */
export function timingText(timing: Timing, goesOn = false): string | undefined {
  const { repeat } = timing;
  if (repeat === undefined || Object.keys(timing).some((key) => key !== 'repeat' && key !== 'id')) return undefined;
  if (Object.keys(repeat).some((key) => !understoodElements.has(key))) return undefined;
  if (goesOn && repeat.count !== undefined) return undefined;
  const isOnlyBounded = Object.keys(repeat).every((key) => key.startsWith('bounds') || key === 'id');
  const often = goesOn && isOnlyBounded ? '' : oftenText(repeat);
  const over = overText(repeat);
  const bounds = boundsText(repeat);
  if (often === undefined || over === undefined || bounds === undefined) return undefined;
  return `${often}${over}${bounds}`.trim();
}

const overUnits = { min: ['minut', 'minuter'], h: ['timme', 'timmar'] } as const;

/** ` under 30 minuter`: how long each dose takes to give; empty when it is not said. */
export function overText({ duration, durationUnit }: TimingRepeat): string | undefined {
  if (duration === undefined && durationUnit === undefined) return '';
  const words = durationUnit === 'min' || durationUnit === 'h' ? overUnits[durationUnit] : undefined;
  if (words === undefined || duration === undefined || !(duration > 0)) return undefined;
  return ` under ${decimal(duration)} ${duration === 1 ? words[0] : words[1]}`;
}

/** ` som engångsdos`: once and no more, at a named moment or as soon as it is ordered. */
function onceText({ timeOfDay, when, ...repeat }: TimingRepeat): string | undefined {
  const others = ['frequency', 'frequencyMax', 'period', 'periodUnit', 'dayOfWeek', 'boundsDuration'];
  if (repeat.count !== 1 || Object.keys(repeat).some((key) => others.includes(key))) return undefined;
  if ((timeOfDay !== undefined && when !== undefined) || (timeOfDay ?? when ?? ['']).length !== 1) return undefined;
  const moment = momentsText(timeOfDay, when);
  return moment === undefined ? undefined : `${moment} som engångsdos`.trim();
}

function oftenText(repeat: TimingRepeat): string | undefined {
  if (repeat.count !== undefined) return onceText(repeat);
  const { timeOfDay, when, dayOfWeek } = repeat;
  if (timeOfDay !== undefined && when !== undefined) return undefined;
  const days = dayOfWeek === undefined ? '' : listed(dayOfWeek.map((day) => dayWords[day] ?? ''));
  const moments = momentsText(timeOfDay, when);
  if (moments === undefined || (dayOfWeek !== undefined && days === '')) return undefined;
  if (moments !== '') {
    const named = (timeOfDay ?? when ?? []).length;
    if (!isOnceEach(repeat, named)) return undefined;
    return days === '' ? moments : `${moments} på ${days}`;
  }
  if (days === '') return frequencyText(repeat);
  const perDay = isOnceEach(repeat, 1);
  const perWeek = repeat.periodUnit === 'wk' && repeat.period === 1 && repeat.frequency === dayOfWeek?.length;
  return (perDay || perWeek) && repeat.frequencyMax === undefined ? `på ${days}` : undefined;
}

function momentsText(timeOfDay: TimingRepeat['timeOfDay'], when: TimingRepeat['when']): string | undefined {
  if (timeOfDay !== undefined) {
    const clock = timeOfDay.map((time) => /^(\d\d):(\d\d)(?::00)?$/.exec(time));
    return clock.some((match) => match === null)
      ? undefined
      : `kl. ${listed(clock.map((match) => `${match?.[1]}.${match?.[2]}`))}`;
  }
  const words = (when ?? []).map((event) => eventWords[event]);
  return words.includes(undefined) ? undefined : listed(words as string[]);
}

/** Each named moment once a day: what `when` and `timeOfDay` mean by themselves, and nothing else. */
function isOnceEach({ frequency, frequencyMax, period, periodUnit }: TimingRepeat, moments: number): boolean {
  if (frequencyMax !== undefined) return false;
  if (frequency === undefined && period === undefined && periodUnit === undefined) return true;
  return (frequency ?? 1) === moments && (period ?? 1) === 1 && periodUnit === 'd';
}

function frequencyText({ frequency, frequencyMax, period, periodUnit }: TimingRepeat): string | undefined {
  const unit = units[periodUnit as Unit] as (typeof units)[Unit] | undefined;
  if (unit === undefined || period === undefined || !Number.isInteger(period) || period < 1) return undefined;
  const times = frequency ?? 1;
  if (!Number.isInteger(times) || times < 1) return undefined;
  if (frequencyMax !== undefined && frequencyMax !== times) {
    return period === 1 && frequencyMax > times ? `${times}–${frequencyMax} gånger ${unit.times}` : undefined;
  }
  if (period === 1) return `${times} ${times === 1 ? 'gång' : 'gånger'} ${unit.times}`;
  if (times !== 1) return undefined;
  if (period === 2) return unit === units.a ? 'vartannat år' : `varannan ${unit.every}`;
  const ordinal = ordinals[period];
  if (ordinal === undefined) return `var ${period}:e ${unit.every}`;
  return `${unit === units.a ? 'vart' : 'var'} ${ordinal} ${unit.every}`;
}

/** The empty string when there are no bounds. */
function boundsText({ boundsDuration, boundsPeriod }: TimingRepeat): string | undefined {
  if (boundsDuration !== undefined && boundsPeriod !== undefined) return undefined;
  if (boundsPeriod !== undefined) {
    const { start, end } = boundsPeriod;
    if (start === undefined && end === undefined) return undefined;
    return `${start === undefined ? '' : ` från ${start}`}${end === undefined ? '' : ` till och med ${end}`}`;
  }
  if (boundsDuration === undefined) return '';
  const unit = units[boundsDuration.code as Unit] as (typeof units)[Unit] | undefined;
  const { value } = boundsDuration;
  if (unit === undefined || value === undefined || boundsDuration.comparator !== undefined) return undefined;
  return ` i ${decimal(value)} ${value === 1 ? unit.one : unit.many}`;
}

/** `a, b och c`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} och ${parts.at(-1)}`;
}
