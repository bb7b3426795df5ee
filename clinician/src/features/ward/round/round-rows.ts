/** The rounds of vital signs in a record as columns, the newest first, each with the score it gave. */
import type { Encounter, Observation } from '@medplum/fhirtypes';
import { valuesOf } from '@vardkedjan/care/clinical/vitals/vital-round.ts';
import type { News2 } from '@vardkedjan/care/clinical/vitals/news2.ts';
import { isGoingOn, isStay } from '@vardkedjan/care/coordination/stays/stay.ts';
import { localTime, timeOf } from '@vardkedjan/ui/dates.ts';
import { swedishNumber } from '@vardkedjan/ui/trend/trend-series.ts';
import type { Chart } from '../../../chart/chart.ts';
import { ongoingContact } from '../../../chart/ongoing-contact.ts';
import { today } from '../../../chart/today.ts';
import { scoreAt, type ScoreAt } from '../board/ward-rows.ts';
import { fieldOf, type VitalField } from '../entry/typed-vitals.ts';

/** What is measured now belongs to it: the stay at the unit, else what goes on there. */
export function stayHere({ encounters }: Chart, unitId: string): Encounter | undefined {
  const own = encounters.filter(({ serviceProvider }) => serviceProvider?.reference === `Organization/${unitId}`);
  return own.find((each) => isStay(each) && isGoingOn(each)) ?? ongoingContact(own, unitId, today());
}

/** The oldest first, without those that were errors. */
export function scoresOf(scores: readonly Observation[]): ScoreAt[] {
  return scores.flatMap(scoreAt).toSorted((a, b) => a.at - b.at);
}

export interface RoundCell {
  text: string;
  points: number | undefined;
  /** Id of the Observation that says it. */
  source: string | undefined;
  isCorrected: boolean;
}

export interface RoundColumn {
  at: number;
  time: string;
  date: string;
  cells: Partial<Record<VitalField, RoundCell>>;
  score: ScoreAt | undefined;
  /** It was marked as entered in error. */
  isWrong: boolean;
  resources: Observation[];
}

export function roundColumns(
  vitals: readonly Observation[],
  scores: readonly Observation[],
  since: number,
): RoundColumn[] {
  const all = [...vitals, ...scores];
  const recent = all.filter(({ effectiveDateTime }) => timeOf(effectiveDateTime) >= since);
  const byTime = Map.groupBy(
    recent,
    ({ effectiveDateTime, status }) => `${timeOf(effectiveDateTime)} ${status === 'entered-in-error'}`,
  );
  return [...byTime.values()]
    .map(columnOf)
    .filter(({ isWrong, cells }) => !isWrong || Object.keys(cells).length > 0)
    .toSorted((a, b) => b.at - a.at);
}

function columnOf(resources: Observation[]): RoundColumn {
  const at = timeOf(resources[0]?.effectiveDateTime);
  const isWrong = resources[0]?.status === 'entered-in-error';
  const values = valuesOf(resources.map((each) => ({ ...each, status: 'final' as const })));
  const score = resources.flatMap(scoreAt)[0];
  const points = new Map(
    Object.entries(score?.score.points ?? {}).map(([part, given]) => [fieldOf(part as keyof News2['points']), given]),
  );
  const cells: RoundColumn['cells'] = {};
  const sources = sourcesOf(resources);
  const put = (field: VitalField, text: string | undefined) => {
    if (text === undefined) return;
    const source = sources.get(field);
    cells[field] = { text, points: points.get(field), source: source?.id, isCorrected: source?.status === 'corrected' };
  };
  const shown = (value: number | undefined) => (value === undefined ? undefined : swedishNumber(String(value)));
  put('respiration', shown(values.respiration));
  put('saturation', shown(values.saturation));
  put('oxygen', shown(values.oxygen));
  if (values.systolic !== undefined || values.diastolic !== undefined)
    put('pressure', `${values.systolic ?? '–'}/${values.diastolic ?? '–'}`);
  put('pulse', shown(values.pulse));
  put('consciousness', values.consciousness);
  put('temperature', shown(values.temperature));
  return { at, ...localTime(new Date(at)), cells, score, isWrong, resources };
}

/** Which resource says each field; the first, as what is shown. */
function sourcesOf(resources: readonly Observation[]): Map<VitalField, Observation> {
  const found = new Map<VitalField, Observation>();
  for (const resource of resources)
    for (const key of Object.keys(valuesOf([{ ...resource, status: 'final' }]))) {
      const field = fieldOf(key as Parameters<typeof fieldOf>[0]);
      if (!found.has(field)) found.set(field, resource);
    }
  return found;
}
