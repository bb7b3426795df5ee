/**
 * What has been given in the last day to somebody who lies on a ward or whom home care gives drugs, as MedicationAdministration
 * (http://hl7.org/fhir/R4/medicationadministration.html): each dose by its time, now and then one that was not given. The last
 * hour’s are not signed yet, and some have been forgotten.
 */
import type { MedicationAdministration } from '@medplum/fhirtypes';
import { at, dateTimeText, type Moment } from '../calendar.ts';
import type { DoseTime, Treatment } from '../chart/prescribe.ts';
import { staffOf } from '../units/tree.ts';
import type { Staff, Unit } from '../units/unit.ts';
import type { Life } from './life.ts';

const minute = 60_000;
const dueAtUrl = 'https://vardkedjan.se/fhir/StructureDefinition/due-at';

/** Minutes after midnight. */
const clocks: Record<DoseTime, number> = { MORN: 480, NOON: 720, AFT: 900, EVE: 1200, NIGHT: 1320 };
const timesADay: Record<number, readonly number[]> = {
  1: [480],
  2: [480, 1200],
  3: [480, 840, 1200],
  4: [480, 720, 1080, 1320],
};

export function givings(life: Life, unit: Unit, since: Moment = Number.NEGATIVE_INFINITY): void {
  const { chart, random } = life;
  const nurses = [0, 1, 2].map(() => staffOf(unit, ['nurse', 'district-nurse'], random));
  for (const treatment of ongoing(life)) {
    const from = Math.max(since, chart.now - 26 * 60 * minute, Date.parse(treatment.authoredOn ?? ''));
    for (const due of dueOf(treatment, life).filter((moment) => moment >= from && moment <= chart.now - 60 * minute)) {
      if (random.chance(0.02)) continue;
      chart.add<MedicationAdministration>(unit, given(treatment, due, random.pick(nurses), life));
    }
  }
}

type Order = Treatment['resource'];

/** Everything that is ordered, at the ward and at home. */
function ongoing({ chart }: Life): Order[] {
  return chart.resources.filter(
    (one): one is Order => one.resourceType === 'MedicationRequest' && one.status === 'active',
  );
}

function dueOf({ dosageInstruction }: Order, { today }: Life): Moment[] {
  return (dosageInstruction ?? []).flatMap(({ timing, asNeededBoolean }) => {
    const { when, frequency = 1, period, periodUnit } = timing?.repeat ?? {};
    if (asNeededBoolean === true || period !== 1 || periodUnit !== 'd') return [];
    const times = when ? when.map((time) => clocks[time as DoseTime]) : (timesADay[frequency] ?? []);
    return [today - 2, today - 1, today].flatMap((day) => times.map((time) => at(day, time)));
  });
}

function given(order: Order, due: Moment, by: Staff, { chart, random }: Life): MedicationAdministration {
  const isNot = random.chance(0.02);
  const dose = order.dosageInstruction?.[0]?.doseAndRate?.[0]?.doseQuantity;
  return {
    resourceType: 'MedicationAdministration',
    extension: [{ url: dueAtUrl, valueDateTime: new Date(due).toISOString().replace('.000', '') }],
    status: isNot ? 'not-done' : 'completed',
    ...(isNot && { statusReason: [{ text: random.pick(['Illamående', 'Vill inte', 'Fastar']) }] }),
    ...(order.medicationCodeableConcept && { medicationCodeableConcept: order.medicationCodeableConcept }),
    subject: chart.subject,
    effectiveDateTime: dateTimeText(Math.min(chart.now, due + random.int(-10, 40) * minute)),
    performer: [
      {
        function: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/med-admin-perform-function', code: 'performer' }],
        },
        actor: by.reference,
      },
    ],
    request: { reference: `MedicationRequest/${order.id}` },
    ...(!isNot && dose && { dosage: { dose } }),
  };
}
