/**
 * NEWS2, the National Early Warning Score. Royal College of Physicians, National Early Warning Score (NEWS) 2: Standardising the assessment of
 * acute-illness severity in the NHS, updated report of a working party, London: RCP, 2017 (ISBN 978-1-86016-682-2): "there is no copyright
 * restriction, but the Royal College of Physicians as copyright holder should be acknowledged". Charts 1 (the scoring), 2 (the thresholds) and 4
 * (how often). For persons of 16 years or more who are not pregnant. What is not measured has no points, and a score that lacks any of its
 * seven parts is no score: half a score would be a low one.
 */

import { ageOn } from '../../people/age.ts';

/** Alert, new confusion, responds to voice, to pain, unresponsive. */
export type Acvpu = 'A' | 'C' | 'V' | 'P' | 'U';

export interface News2Measured {
  /** Breaths a minute. */
  respiration?: number | undefined;
  /** Per cent. */
  saturation?: number | undefined;
  /** Whether oxygen is given; undefined: not told. */
  oxygen?: boolean | undefined;
  /** mmHg. */
  systolic?: number | undefined;
  /** Beats a minute. */
  pulse?: number | undefined;
  consciousness?: Acvpu | undefined;
  /** °C. */
  temperature?: number | undefined;
}

export const news2Parts = [
  'respiration',
  'saturation',
  'oxygen',
  'systolic',
  'pulse',
  'consciousness',
  'temperature',
] as const;
export type News2Part = (typeof news2Parts)[number];

/** 1: the usual. 2: for proven hypercapnic respiratory failure with a target of 88–92 %, by a competent decision maker's decision only. */
export type SaturationScale = 1 | 2;

export interface News2 {
  scale: SaturationScale;
  points: Partial<Record<News2Part, number>>;
  missing: readonly News2Part[];
  /** undefined: something is missing. */
  total: number | undefined;
}

/** Chart 2. `low-medium`: three points in one part, less than five in all. */
export type News2Risk = 'low' | 'low-medium' | 'medium' | 'high';

/** Up to and including the number: so many points; above the last, the points after it. */
type Bands = readonly (readonly [upTo: number, points: number])[];

const bands: Readonly<Record<'respiration' | 'systolic' | 'pulse' | 'temperature', Bands>> = {
  respiration: [
    [8, 3],
    [11, 1],
    [20, 0],
    [24, 2],
    [Infinity, 3],
  ],
  systolic: [
    [90, 3],
    [100, 2],
    [110, 1],
    [219, 0],
    [Infinity, 3],
  ],
  pulse: [
    [40, 3],
    [50, 1],
    [90, 0],
    [110, 1],
    [130, 2],
    [Infinity, 3],
  ],
  temperature: [
    [35, 3],
    [36, 1],
    [38, 0],
    [39, 1],
    [Infinity, 2],
  ],
}; // prettier-ignore
const scale1: Bands = [
  [91, 3],
  [93, 2],
  [95, 1],
  [Infinity, 0],
]; // prettier-ignore
const scale2OnAir: Bands = [
  [83, 3],
  [85, 2],
  [87, 1],
  [Infinity, 0],
]; // prettier-ignore
const scale2OnOxygen: Bands = [
  [83, 3],
  [85, 2],
  [87, 1],
  [92, 0],
  [94, 1],
  [96, 2],
  [Infinity, 3],
]; // prettier-ignore
/** Above this, scale 2 asks whether oxygen is given. */
const scale2Target = 92;

const isNumber = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value);

/** As the chart is read: whole numbers, temperatures by tenths. */
function pointsIn(table: Bands, value: number, steps = 1): number | undefined {
  const read = Math.round(value * steps) / steps;
  return table.find(([upTo]) => read <= upTo)?.[1];
}

function saturationPoints({ saturation, oxygen }: News2Measured, scale: SaturationScale): number | undefined {
  if (!isNumber(saturation)) return undefined;
  if (scale === 1) return pointsIn(scale1, saturation);
  if (oxygen === undefined && Math.round(saturation) > scale2Target) return undefined;
  return pointsIn(oxygen === true ? scale2OnOxygen : scale2OnAir, saturation);
}

export function news2(measured: News2Measured, scale: SaturationScale = 1): News2 {
  const { oxygen, consciousness } = measured;
  const inBands = (part: keyof typeof bands) => {
    const value = measured[part];
    return isNumber(value) ? pointsIn(bands[part], value, part === 'temperature' ? 10 : 1) : undefined;
  };
  const found: Record<News2Part, number | undefined> = {
    respiration: inBands('respiration'),
    saturation: saturationPoints(measured, scale),
    oxygen: oxygen === undefined ? undefined : oxygen ? 2 : 0,
    systolic: inBands('systolic'),
    pulse: inBands('pulse'),
    consciousness: consciousness === undefined ? undefined : consciousness === 'A' ? 0 : 3,
    temperature: inBands('temperature'),
  };
  const missing = news2Parts.filter((part) => found[part] === undefined);
  const points = Object.fromEntries(
    news2Parts.flatMap((part) => (found[part] === undefined ? [] : [[part, found[part]]])),
  );
  const sum = news2Parts.reduce((total, part) => total + (found[part] ?? 0), 0);
  return { scale, points, missing, total: missing.length === 0 ? sum : undefined };
}

/** undefined: there is no score, so nothing is known of the risk. */
export function news2Risk({ total, points }: Pick<News2, 'total' | 'points'>): News2Risk | undefined {
  if (total === undefined) return undefined;
  if (total >= 7) return 'high';
  if (total >= 5) return 'medium';
  return Object.values(points).includes(3) ? 'low-medium' : 'low';
}

/** Hours to the next measurement at the latest, by chart 4 ("minimum 12 hourly", "4–6 hourly", "1 hourly"); 0: watched all the time. */
export function hoursToNext(score: Pick<News2, 'total' | 'points'>): number | undefined {
  const risk = news2Risk(score);
  if (risk === undefined) return undefined;
  if (risk === 'high') return 0;
  return risk === 'low' ? (score.total === 0 ? 12 : 6) : 1;
}

const ageLimit = 16;

/** The score is not for somebody of this age; both YYYY-MM-DD. Who is of no known age is not held to be a child. Pregnancy is for who measures to know. */
export function isTooYoungForNews2(birthDate: string | undefined, day: string): boolean {
  const age = birthDate === undefined ? undefined : ageOn(birthDate, day);
  return age !== undefined && age.years < ageLimit;
}
