/**
 * What is shown as one measure: a series of values, or the two of a blood pressure as one (LOINC 8480-6 and 8462-4,
 * http://hl7.org/fhir/R4/bp.html). Made from the trend series of ui/src/trend; no value is changed here.
 */
import { localTime } from '@vardkedjan/ui/dates.ts';
import { isSevere, isAbnormal, type Mark } from '@vardkedjan/ui/trend/mark.ts';
import type { TrendPoint, TrendSeries } from '@vardkedjan/ui/trend/trend-series.ts';

export interface Measure {
  key: string;
  name: string;
  unit: string;
  series: TrendSeries[];
}

export interface MeasureValue {
  at: number;
  text: string;
  mark: Mark;
  range: string;
  /** Id of the Observation that says it. */
  source: string;
  isCorrected: boolean;
}

const said = (point: TrendPoint | undefined) => ({
  source: point?.source.split('/').at(-1) ?? '',
  isCorrected: point?.isCorrected === true,
});

const systolic = 'http://loinc.org|8480-6|';
const diastolic = 'http://loinc.org|8462-4|';

export function measuresOf(series: readonly TrendSeries[], bloodPressure: string): Measure[] {
  const upper = series.find((each) => each.key.startsWith(systolic));
  const lower = series.find((each) => each.key.startsWith(diastolic) && each.unit === upper?.unit);
  const measures: Measure[] = [];
  for (const each of series) {
    if (upper && lower && each === lower) continue;
    if (upper && lower && each === upper)
      measures.push({ key: 'blood-pressure', name: bloodPressure, unit: upper.unit, series: [upper, lower] });
    else measures.push({ key: each.key, name: each.name, unit: each.unit, series: [each] });
  }
  return measures;
}

const weight = (mark: Mark) => (isSevere(mark) ? 2 : isAbnormal(mark) ? 1 : 0);

/** The measure's values, the newest first; a pressure whose other half is missing shows a dash for it. */
export function valuesOf(measure: Measure): MeasureValue[] {
  const [first, second] = measure.series;
  if (!first) return [];
  if (!second)
    return first.points
      .map((point) => ({
        at: point.at,
        text: point.text,
        mark: point.mark,
        range: point.band?.text ?? '',
        ...said(point),
      }))
      .toReversed();
  const others = new Map(second.points.map((point) => [point.source, point]));
  const pairs: [TrendPoint | undefined, TrendPoint | undefined][] = first.points.map((point) => {
    const other = others.get(point.source);
    others.delete(point.source);
    return [point, other];
  });
  for (const alone of others.values()) pairs.push([undefined, alone]);
  return pairs
    .map(([a, b]) => ({
      at: (a ?? b)?.at ?? 0,
      text: `${a?.text ?? '–'}/${b?.text ?? '–'}`,
      mark: [a?.mark, b?.mark].reduce<Mark>(
        (worst, mark) => (mark !== undefined && weight(mark) > weight(worst) ? mark : worst),
        a?.mark ?? 'unknown',
      ),
      range: a?.band?.text ?? '',
      ...said(a ?? b),
    }))
    .toSorted((a, b) => b.at - a.at);
}

export interface LatestRow {
  measure: Measure;
  latest: MeasureValue;
  count: number;
}

export interface LatestDay {
  date: string;
  rows: LatestRow[];
}

/** The latest value of each measure, grouped by the day it is from, the newest day first; within a day in the order of `order`. */
export function latestByDay(
  measures: readonly Measure[],
  most: number,
  order: (measure: Measure) => number,
): LatestDay[] {
  const rows = measures
    .flatMap((measure): LatestRow[] => {
      const values = valuesOf(measure);
      const latest = values[0];
      return latest ? [{ measure, latest, count: values.length }] : [];
    })
    .toSorted((a, b) => b.latest.at - a.latest.at)
    .slice(0, most);
  const days = new Map<string, LatestRow[]>();
  for (const row of rows) {
    const { date } = localTime(new Date(row.latest.at));
    const day = days.get(date);
    if (day) day.push(row);
    else days.set(date, [row]);
  }
  return [...days].map(([date, dayRows]) => ({
    date,
    rows: dayRows.toSorted(
      (a, b) => order(a.measure) - order(b.measure) || a.measure.name.localeCompare(b.measure.name, 'sv'),
    ),
  }));
}

/** The order laboratories list everyday tests in: blood counts, inflammation, salts and kidneys, glucose, lipids, liver, thyroid; then by name. */
const labOrder = [
  'Hb',
  'LPK',
  'TPK',
  'MCV',
  'EVF',
  'CRP',
  'SR',
  'Natrium',
  'Kalium',
  'Kreatinin',
  'eGFR',
  'Glukos',
  'HbA1c',
  'Kolesterol',
  'LDL',
  'HDL',
  'Triglycerider',
  'ALAT',
  'ASAT',
  'ALP',
  'GT',
  'Bilirubin',
  'Albumin',
  'Calcium',
  'TSH',
  'T4',
];
const vitalOrder = ['blood-pressure', '8867-4', '2708-6', '9279-1', '8310-5', '29463-7', '8302-2', '39156-5'];

const placeIn = (order: readonly string[], found: (entry: string) => boolean) => {
  const place = order.findIndex(found);
  return place < 0 ? order.length : place;
};

export const labPlace = (measure: Measure): number => placeIn(labOrder, (entry) => namesTest(measure.name, entry));

/** `B-Hb` is Hb and `B-HbA1c` is not. */
const namesTest = (name: string, test: string) => {
  const plain = name.replace(/^[A-Za-z]{1,3}-/, '');
  return plain.startsWith(test) && !/^[\p{L}\p{N}]/u.test(plain.slice(test.length));
};

export const vitalPlace = (measure: Measure): number =>
  placeIn(vitalOrder, (entry) => measure.key === entry || measure.key.includes(`|${entry}|`));

export interface GridColumn {
  at: number;
  date: string;
  time: string;
}

export interface ValueGrid {
  columns: GridColumn[];
  rows: { measure: Measure; cells: (MeasureValue | undefined)[]; range: string }[];
}

/** All values with a column for each time something was measured, the newest first. */
export function valueGrid(measures: readonly Measure[], order: (measure: Measure) => number): ValueGrid {
  const byMeasure = measures.map((measure) => ({ measure, values: valuesOf(measure) }));
  const times = [...new Set(byMeasure.flatMap(({ values }) => values.map((value) => value.at)))].toSorted(
    (a, b) => b - a,
  );
  return {
    columns: times.map((at) => ({ at, ...localTime(new Date(at)) })),
    rows: byMeasure
      .toSorted((a, b) => order(a.measure) - order(b.measure) || a.measure.name.localeCompare(b.measure.name, 'sv'))
      .map(({ measure, values }) => {
        const at = new Map(values.map((value) => [value.at, value]));
        return { measure, cells: times.map((time) => at.get(time)), range: values[0]?.range ?? '' };
      }),
  };
}
