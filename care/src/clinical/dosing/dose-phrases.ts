/**
 * The phrases in which clinicians say a dose, and in which dose-text.ts tells it: each takes its part of the text, wherever it stands,
 * once. What no phrase takes is not understood.
 */
import type { TimingRepeat } from '@medplum/fhirtypes';
import { ordinals } from '../dose-timing.ts';
import type { DoseCycle } from './dose-cycle.ts';
import { NotADose } from './not-a-dose.ts';
import {
  amountOf,
  amountPattern,
  numberOf,
  numberPattern,
  type TypedAmount,
  unitOf,
  unitPattern,
} from './typed-amount.ts';

const ucum = 'http://unitsofmeasure.org';
const end = '(?![a-zåäö\\d])';

type When = NonNullable<TimingRepeat['when']>[number];
type Weekday = NonNullable<TimingRepeat['dayOfWeek']>[number];
type PeriodUnit = NonNullable<TimingRepeat['periodUnit']>;

/** What has been heard of one dose so far. */
export interface HeardDose {
  /** The last is the dose; one with a unit before a bare number is the strength of the drug. */
  amounts: TypedAmount[];
  /** Morning, noon, evening, night. */
  pattern?: { each: number[]; unit?: string };
  often?: TimingRepeat;
  /** `x 3`: as needed it means up to three times. */
  times?: number;
  weekdays?: Weekday[];
  bounds?: Pick<TimingRepeat, 'boundsDuration' | 'boundsPeriod'>;
  cycle?: DoseCycle;
  rate?: { value: number; unit: string };
  over?: Pick<TimingRepeat, 'duration' | 'durationUnit'>;
  needed?: { why?: string };
  most?: TypedAmount;
  mostTimes?: number;
  /** Given once: `now`, or whenever else is said. */
  once?: 'now' | 'once';
}

export interface Phrase {
  slot: string;
  pattern: RegExp;
  hear: (heard: HeardDose, groups: readonly (string | undefined)[]) => void;
}

const moments: readonly (readonly [words: string, when: When])[] = [
  ['på morgonen|varje morgon|morgon', 'MORN'],
  ['mitt på dagen', 'NOON'],
  ['på eftermiddagen|eftermiddag', 'AFT'],
  ['på kvällen|varje kväll|kväll', 'EVE'],
  ['till natten|på natten|tn|natt', 'NIGHT'],
  ['vid sänggåendet', 'HS'],
  ['vid uppvaknandet', 'WAKE'],
  ['vid måltid', 'C'],
  ['före måltid', 'AC'],
  ['efter måltid', 'PC'],
  ['till frukosten|till frukost', 'CM'],
  ['till lunchen|till lunch', 'CD'],
  ['till middagen|till middag', 'CV'],
];
const weekdays: readonly (readonly [words: string, day: Weekday])[] = [
  ['måndagar|måndag|mån', 'mon'],
  ['tisdagar|tisdag|tis', 'tue'],
  ['onsdagar|onsdag|ons', 'wed'],
  ['torsdagar|torsdag|tors', 'thu'],
  ['fredagar|fredag|fre', 'fri'],
  ['lördagar|lördag|lör', 'sat'],
  ['söndagar|söndag|sön', 'sun'],
];
const counts = ['noll', 'en', 'två', 'tre', 'fyra', 'fem', 'sex'];
const unitsOfTime: Readonly<Record<string, PeriodUnit>> = { t: 'h', d: 'd', v: 'wk', m: 'mo', å: 'a' };
const lengthNames: Readonly<Record<PeriodUnit, readonly [one: string, many: string]>> = {
  s: ['sekund', 'sekunder'],
  min: ['minut', 'minuter'],
  h: ['timme', 'timmar'],
  d: ['dag', 'dagar'],
  wk: ['vecka', 'veckor'],
  mo: ['månad', 'månader'],
  a: ['år', 'år'],
};
const perWords: readonly (readonly [words: string, unit: PeriodUnit])[] = [
  ['i timmen|per timme', 'h'],
  ['dagligen|dagl\\.?|om dagen|per dag|per dygn|om dygnet|/\\s?dag|/\\s?dygn|/\\s?d', 'd'],
  ['i veckan|per vecka|/\\s?vecka|/\\s?v', 'wk'],
  ['i månaden|per månad|/\\s?månad', 'mo'],
  ['om året|per år', 'a'],
];
const either = (words: readonly (readonly [string, string])[]) => words.map(([each]) => each).join('|');
const meant = <T extends string>(words: readonly (readonly [string, T])[], said: string): T | undefined =>
  words.find(([each]) => new RegExp(`^(?:${each})$`, 'i').test(said))?.[1];
const series = (one: string) => `((?:${one})${end}(?:(?:\\s*,\\s*|\\s+och\\s+)(?:${one})${end})*)`;
const apart = (text: string | undefined) => (text ?? '').split(/\s*,\s*|\s+och\s+/);
const phrase = (slot: string, pattern: string, hear: Phrase['hear']): Phrase => ({
  slot,
  pattern: new RegExp(`^(?:${pattern})`, 'i'),
  hear,
});

const from = '(?:från och med|från|fr\\.?\\s?o\\.?\\s?m\\.?)';
const countPattern = `\\d+|${counts.join('|')}`;
const countOf = (text: string) =>
  counts.includes(text.toLowerCase()) ? counts.indexOf(text.toLowerCase()) : Number(text);
export const everyPattern = `(?:var(annan|t?annat)|vart?\\s+(\\d+):[ea]|vart?\\s+(${ordinals.slice(3).join('|')})|varje)\\s+(timme|dygn|dag|vecka|månad|år)`;

/** `var femte dag`: the length between two, from the groups of `everyPattern`. */
export function everyOf([second, number, ordinal, unit]: readonly (string | undefined)[]): {
  period: number;
  periodUnit: PeriodUnit;
} {
  const period =
    second !== undefined
      ? 2
      : number !== undefined
        ? Number(number)
        : ordinal
          ? ordinals.indexOf(ordinal.toLowerCase())
          : 1;
  return { period, periodUnit: unitsOfTime[(unit ?? 'd').charAt(0).toLowerCase()] ?? 'd' };
}

export function lengthOf(value: number, periodUnit: PeriodUnit): Pick<TimingRepeat, 'boundsDuration'> {
  const unit = lengthNames[periodUnit][value === 1 ? 0 : 1];
  return { boundsDuration: { value, unit, system: ucum, code: periodUnit } };
}

const cycleUnit = '(d(?:ag(?:ar)?)?|v(?:eck(?:a|or))?)';
const hearCycle = (heard: HeardDose, [taken, unit, without, other]: readonly (string | undefined)[]) => {
  const first = (unit ?? 'd').charAt(0).toLowerCase();
  const second = (other ?? unit ?? 'd').charAt(0).toLowerCase();
  const inDays = first !== second;
  const count = (value: string | undefined, of: string) => Number(value) * (inDays && of === 'v' ? 7 : 1);
  heard.cycle = {
    taken: count(taken, first),
    without: count(without, second),
    unit: !inDays && first === 'v' ? 'wk' : 'd',
  };
};

/** In the order in which they are tried: a longer one before one that begins alike. */
export const phrases: readonly Phrase[] = [
  phrase(
    'cycle',
    `i kurer om\\s+(\\d+)\\s+${cycleUnit}\\s+med\\s+(\\d+)\\s+(dag|veck)(?:ars|s|as|ors)\\s+uppehåll${end}`,
    hearCycle,
  ),
  phrase('cycle', `(\\d+)(?:\\s*${cycleUnit})?\\s+på\\s*[,/]?\\s*(\\d+)(?:\\s*${cycleUnit})?\\s+av${end}`, hearCycle),
  phrase(
    'rate',
    `(?:med\\s+)?(${numberPattern})\\s*(${unitPattern})\\s*(?:/\\s*|per\\s+)(timme|tim|h|minut|min)${end}`,
    (heard, [value, unit, per]) => {
      const each = per?.toLowerCase().startsWith('m') ? 'min' : 'h';
      heard.rate = { value: numberOf(value ?? ''), unit: `${unitOf(unit) ?? ''}/${each}` };
    },
  ),
  phrase(
    'over',
    `under\\s+(${numberPattern})\\s*(timmar|timme|tim|h|minuter|minut|min)${end}`,
    (heard, [length, unit]) => {
      heard.over = {
        duration: numberOf(length ?? ''),
        durationUnit: unit?.toLowerCase().startsWith('m') ? 'min' : 'h',
      };
    },
  ),
  phrase(
    'pattern',
    `(${numberPattern}(?:\\s*\\+\\s*${numberPattern}){2,3})(?:\\s*(${unitPattern}))?`,
    (heard, [each, unit]) => {
      const known = unitOf(unit);
      heard.pattern = {
        each: (each ?? '').split('+').map((one) => numberOf(one.trim())),
        ...(known ? { unit: known } : {}),
      };
    },
  ),
  phrase(
    'most',
    `(?:högst|max(?:imalt|\\.)?)\\s+(${countPattern})\\s*(?:gånger|gång|ggr)\\s*(?:per |/|om )\\s*(?:dygn|dag)(?:et|en)?${end}`,
    (heard, [times]) => {
      heard.mostTimes = countOf(times ?? '');
    },
  ),
  phrase(
    'most',
    `(?:högst|max(?:imalt|\\.)?)\\s+(${numberPattern})(?:\\s*(${unitPattern}))?\\s*(?:per\\s+|/\\s*)(?:dygn|dag|d)${end}`,
    (heard, [most, unit]) => {
      heard.most = amountOf([most, undefined, unit]);
    },
  ),
  phrase(
    'often',
    `(${countPattern})(?:\\s*[-–]\\s*(\\d+))?\\s+(?:gånger|gång|ggr)\\s*(${either(perWords)})${end}`,
    (heard, [times, most, per]) => {
      heard.often = {
        frequency: countOf(times ?? ''),
        ...(most === undefined ? {} : { frequencyMax: Number(most) }),
        period: 1,
        periodUnit: meant(perWords, per ?? '') ?? 'd',
      };
    },
  ),
  phrase('often', `[x×]\\s*(\\d+)(?:\\s*(?:${either(perWords.slice(1, 2))}))?${end}`, (heard, [times]) => {
    heard.times = Number(times);
  }),
  phrase(
    'often',
    `kl\\.?\\s*(\\d{1,2}(?:[.:]\\d\\d)?(?:(?:\\s*,\\s*|\\s+och\\s+)\\d{1,2}(?:[.:]\\d\\d)?)*)${end}`,
    (heard, [times]) => {
      const timeOfDay = apart(times).map((time) => {
        const [hour = '', minute = '00'] = time.split(/[.:]/);
        return `${hour.padStart(2, '0')}:${minute}:00`;
      });
      heard.often = { frequency: timeOfDay.length, period: 1, periodUnit: 'd', timeOfDay };
    },
  ),
  phrase('often', series(either(moments)), (heard, [said]) => {
    const when = apart(said).map((word) => meant(moments, word) ?? 'MORN');
    heard.often = { frequency: when.length, period: 1, periodUnit: 'd', when };
  }),
  phrase('often', `${everyPattern}${end}`, (heard, groups) => {
    heard.often = { frequency: 1, ...everyOf(groups) };
  }),
  phrase('often', `(${either(perWords.slice(1, 2))})${end}`, (heard) => {
    heard.often = { frequency: 1, period: 1, periodUnit: 'd' };
  }),
  phrase('once', `(nu|genast|omedelbart|stat)${end}`, (heard) => {
    heard.once = 'now';
  }),
  phrase('once', `(?:(?:som\\s+)?engångsdos|en gång|vid ett tillfälle)${end}`, (heard) => {
    heard.once = 'once';
  }),
  phrase('weekdays', `(?:på\\s+)?${series(either(weekdays))}`, (heard, [said]) => {
    heard.weekdays = apart(said).map((word) => meant(weekdays, word) ?? 'mon');
  }),
  phrase(
    'bounds',
    `i\\s+(${numberPattern})\\s+(timme|timmar|dygn|dagar|dag|dgr|veckor|vecka|månader|månad|år)${end}`,
    (heard, [length, unit]) => {
      heard.bounds = lengthOf(numberOf(length ?? ''), unitsOfTime[(unit ?? 'd').charAt(0).toLowerCase()] ?? 'd');
    },
  ),
  phrase(
    'bounds',
    `(?:${from}\\s+(\\d{4}-\\d\\d-\\d\\d)\\s+)?(?:till och med|t\\.?o\\.?m\\.?)\\s+(\\d{4}-\\d\\d-\\d\\d)`,
    (heard, [start, last = '']) => {
      if (start !== undefined && last < start) throw new NotADose('backwards', `${start} – ${last}`);
      heard.bounds = { boundsPeriod: { ...(start ? { start } : {}), end: last } };
    },
  ),
  phrase('bounds', `${from}\\s+(\\d{4}-\\d\\d-\\d\\d)`, (heard, [start]) => {
    heard.bounds = { boundsPeriod: { start: start ?? '' } };
  }),
  phrase(
    'needed',
    `(?:vid behov|v\\.?b\\.?)(?:\\s+\\(([^()]+)\\)|\\s+(mot\\s+[a-zåäö]+(?:\\s+(?:och|eller)\\s+[a-zåäö]+)?))?${end}`,
    (heard, [told, typed]) => {
      const why = told ?? typed;
      heard.needed = why === undefined ? {} : { why };
    },
  ),
  phrase('amount', amountPattern, (heard, groups) => {
    heard.amounts.push(amountOf(groups));
  }),
];
