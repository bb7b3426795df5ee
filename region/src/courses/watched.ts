/** How a stay is watched where vital signs are taken in rounds, with oxygen, consciousness and NEWS2. */
import type { SaturationScale } from '@vardkedjan/care/clinical/vitals/news2.ts';
import type { VitalValues } from '@vardkedjan/care/clinical/vitals/vital-round.ts';
import type { Moment } from '../calendar.ts';
import type { Contact } from '../chart/chart.ts';
import { decimal } from '../chart/measure.ts';
import { measureRound } from '../chart/vital-round.ts';
import { staffOf } from '../units/tree.ts';
import type { Vitals } from './body.ts';
import type { Life } from './life.ts';

/** Hours at which rounds are made. */
export const roundHours = [2, 6, 10, 14, 18, 22] as const;

const wholly = (v: Vitals, oxygen: number): VitalValues => ({
  respiration: Math.round(v.respiration),
  saturation: Math.round(v.saturation),
  oxygen,
  systolic: Math.round(v.systolic),
  diastolic: Math.round(v.diastolic),
  pulse: Math.round(v.pulse),
  temperature: Math.round(v.temperature * 10) / 10,
  consciousness: 'A',
});

/** As ill as `share` says, with oxygen while it is needed. Answers the words of the note. */
export function watch(
  life: Life,
  contact: Contact,
  moment: Moment,
  ill: Vitals,
  given: { scale?: SaturationScale; more?: VitalValues } = {},
): string {
  const needs = ill.saturation < (given.scale === 2 ? 88 : 93);
  const v = life.body.vitals({ ...ill, ...(needs && { saturation: ill.saturation + (given.scale === 2 ? 2 : 4) }) });
  const values = { ...wholly(v, needs ? 2 : 0), ...given.more };
  measureRound(
    life.chart,
    contact,
    { values, scale: given.scale ?? 1 },
    moment,
    staffOf(contact.unit, ['nurse', 'midwife'], life.random),
  );
  const air = values.oxygen ? `syrgas ${values.oxygen} l/min` : 'luft';
  return `AF ${values.respiration}, saturation ${values.saturation} % (${air}), puls ${values.pulse}, blodtryck ${values.systolic}/${values.diastolic}, temp ${decimal(values.temperature ?? 0)}. Vaken och klar.`;
}
