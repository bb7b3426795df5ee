/** Results as a resident reads them: each test once with its curve, the two figures of a blood pressure as one, what deviates first. */
import type { Observation } from '@medplum/fhirtypes';
import { isAbnormal } from '@vardkedjan/ui/trend/mark.ts';
import { trendSeries } from '@vardkedjan/ui/trend/trend-series.ts';
import type { TrendSeries } from '@vardkedjan/ui/trend/trend-series.ts';

export interface OwnMeasure {
  /** In the address. */
  key: string;
  /** As the laboratory names it. */
  name: string;
  series: TrendSeries[];
  /** `132/84`, or the one value. */
  latest: string;
  unit: string;
  latestAt: number;
  isAbnormal: boolean;
}

const systolic = /8480-6|systol/i;
const diastolic = /8462-4|diastol/i;

export function ownMeasures(observations: readonly Observation[], pressureName: string): OwnMeasure[] {
  const all = trendSeries([...observations]);
  const upper = all.find((each) => systolic.test(`${each.key} ${each.name}`));
  const lower = all.find((each) => diastolic.test(`${each.key} ${each.name}`));
  const measures = all
    .filter((each) => each !== upper && each !== lower)
    .map((each) => measureOf(each.key, each.name, [each]));
  const pressure = [upper, lower].filter((each) => each !== undefined);
  if (pressure.length > 0) measures.push(measureOf('pressure', pressureName, pressure));
  return measures.sort((a, b) => b.latestAt - a.latestAt || a.name.localeCompare(b.name, 'sv'));
}

function measureOf(key: string, name: string, series: TrendSeries[]): OwnMeasure {
  const latestAt = Math.max(...series.map((each) => each.points.at(-1)?.at ?? 0));
  // Only values of the same moment belong together.
  const latest = series.map((each) => each.points.find((point) => point.at === latestAt));
  return {
    key,
    name,
    series,
    latest: latest.map((point) => point?.text ?? '–').join('/'),
    unit: series[0]?.unit ?? '',
    latestAt,
    isAbnormal: latest.some((point) => point && isAbnormal(point.mark)),
  };
}

export function isLaboratory(observation: Observation): boolean {
  return (observation.category ?? []).some((category) => category.coding?.some(({ code }) => code === 'laboratory'));
}

export function isVital(observation: Observation): boolean {
  return (observation.category ?? []).some((category) => category.coding?.some(({ code }) => code === 'vital-signs'));
}
