/** Who lies where on the cast's ward right now, who has them, when they are expected home, and how last night was. */
import { withResponsible, withPlannedEnd } from '@vardkedjan/care/coordination/stays/move-stay.ts';
import { physicalTypeSystem } from '@vardkedjan/care/coordination/stays/stay.ts';
import type { VitalValues } from '@vardkedjan/care/clinical/vitals/vital-round.ts';
import type { Encounter } from '@medplum/fhirtypes';
import { dateText, dateTimeText } from '../../calendar.ts';
import type { Contact } from '../../chart/chart.ts';
import { fluid } from '../../chart/fluid.ts';
import type { AssessedRisk } from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { assessRisk } from '../../chart/assess-risk.ts';
import { beginNursingPlan } from '../../chart/nursing-plan.ts';
import { flag } from '../../chart/order.ts';
import { watch } from '../../courses/watched.ts';
import type { Life } from '../../courses/life.ts';
import { bedReference } from '../../units/beds.ts';
import type { Unit } from '../../units/unit.ts';
import { castUnits } from '../staff.ts';

interface Lying {
  /** From 0: units/beds.ts. */
  bed: number;
  /** Days from today; absent: not known yet. */
  home?: number;
  worse?: true;
  isolated?: string;
  fluids?: true;
  /** Which option of each question was chosen, from 0. */
  /** Plans were begun for them. */
  plans?: true;
  risks?: Partial<Record<AssessedRisk, readonly number[]>>;
}

const well = { fall: [], 'pressure-ulcer': [], malnutrition: [] };

const frail = {
  fall: [1, 2, 0, 0, 1, 1],
  'pressure-ulcer': [1, 1, 1, 1],
  malnutrition: [1, 1, 0],
  'oral-health': [0, 1, 1, 1],
};

const lying: Readonly<Record<string, Lying>> = {
  'ward-01': { bed: 4, home: 2, risks: well },
  'ward-02': { bed: 5, home: 4, fluids: true, risks: frail, plans: true },
  'ward-03': { bed: 6, worse: true, fluids: true, risks: { fall: [0, 1, 1, 0, 1, 1] } },
  'ward-04': { bed: 7, home: 3 },
  'ward-05': { bed: 8, home: 0, risks: well },
  'ward-06': { bed: 9, home: 0 },
  'ward-07': { bed: 10, home: 1, fluids: true, risks: { ...well, malnutrition: [0, 1] } },
  'ward-08': { bed: 11, home: 5 },
  'ward-09': { bed: 12, home: 2 },
  'ward-10': { bed: 13, risks: frail },
  'ward-11': { bed: 0, isolated: 'Kontaktsmitta: MRSA. Eget rum, handskar och förkläde.', home: 3 },
  'ward-12': { bed: 1, home: 2 },
  'ward-13': { bed: 14, home: 4, risks: { ...well, 'oral-health': [1, 2] } },
  'ward-14': { bed: 15, fluids: true },
  'ward-15': { bed: 16, home: 1 },
  'ward-16': { bed: 18, home: 6, risks: { 'pressure-ulcer': [2, 2, 1], fall: [] } },
  'ward-17': { bed: 19, home: 3 },
  'ward-18': { bed: 20, home: 5 },
  'sven-lundgren': { bed: 2, home: 4, risks: { fall: [1, 1, 0, 0, 1], 'pressure-ulcer': [] } },
};

/** Told last, when the rest of the life has been lived. */
export function liesOnTheWard(life: Life): void {
  const here = lying[life.person.id];
  const ward = life.tree.unit(castUnits.ward);
  const stay = life.chart.resources.findLast(
    (each): each is Encounter =>
      each.resourceType === 'Encounter' &&
      each.status === 'in-progress' &&
      each.serviceProvider?.reference === ward.reference.reference,
  );
  if (here === undefined || stay === undefined) return;
  const contact = contactOf(life, stay, ward, here.bed);
  Object.assign(stay, inBed(life, stay, ward, here));
  if (here.isolated !== undefined) flag(life.chart, contact, 'infection', here.isolated);
  assesses(life, contact, here);
  if (here.worse) worsens(life, contact);
  if (here.fluids) drinksAndPasses(life, contact);
}

const doctorsAndNurses = (ward: Unit, n: number) => {
  const of = (profession: 'doctor' | 'nurse') => ward.staff.filter((each) => each.profession === profession);
  const pick = <T>(from: readonly T[], at: number) => from[at % from.length] as T;
  const [doctors, nurses] = [of('doctor'), of('nurse')];
  // The senior physician of the cast has the first half of the ward, the cast's nurse her third of it.
  const amir = doctors.find(({ id }) => id === 'amir-rezai');
  const elin = nurses.find(({ id }) => id === 'elin-sandberg');
  return {
    doctor: (n < 14 && amir) || pick(doctors, n),
    nurse: (n % 3 === 0 && elin) || pick(nurses, n),
  };
};

function contactOf(life: Life, stay: Encounter, ward: Unit, bed: number): Contact {
  const start = Date.parse(stay.period?.start ?? '');
  const { nurse } = doctorsAndNurses(ward, bed);
  const reference = { reference: `Encounter/${stay.id}` };
  return { reference, unit: ward, staff: nurse, start, day: life.today, resource: stay };
}

function inBed(life: Life, stay: Encounter, ward: Unit, { bed, home }: Lying): Partial<Encounter> {
  const start = stay.period?.start ?? '';
  const { doctor, nurse } = doctorsAndNurses(ward, bed);
  const { participant: _others, ...rest } = stay;
  const held = withResponsible(
    withResponsible(rest, 'doctor', doctor.reference, start),
    'nurse',
    nurse.reference,
    dateTimeText(Math.max(Date.parse(start), life.chart.now - 2 * 3_600_000)),
  );
  const planned = home === undefined ? held : withPlannedEnd(held, dateText(life.today + home));
  return {
    ...planned,
    location: [
      {
        location: bedReference(ward, bed),
        status: 'active',
        physicalType: { coding: [{ system: physicalTypeSystem, code: 'bd', display: 'Bed' }] },
        period: { start },
      },
    ],
  };
}

/** On the day of admission, or at the latest yesterday. */
function assesses(life: Life, contact: Contact, { risks = {}, plans }: Lying): void {
  const moment = Math.min(contact.start + 3 * 3_600_000, life.chart.now - 20 * 60_000);
  if (moment < contact.start) return;
  for (const assessed of Object.entries(risks) as [AssessedRisk, readonly number[]][]) {
    const score = assessRisk(life.chart, contact, assessed, moment);
    const isRisk = score?.interpretation?.[0]?.coding?.[0]?.code !== 'none';
    if (score && isRisk && plans) beginNursingPlan(life.chart, contact, score, moment + 10 * 60_000);
  }
}

/** The last hours of somebody who gets worse, hour by hour. */
const worse: readonly VitalValues[] = [
  { respiration: 18, saturation: 95, oxygen: 0, systolic: 118, diastolic: 70, pulse: 92, temperature: 38.3 },
  { respiration: 20, saturation: 94, oxygen: 1, systolic: 112, diastolic: 66, pulse: 98, temperature: 38.6 },
  { respiration: 22, saturation: 94, oxygen: 2, systolic: 106, diastolic: 62, pulse: 104, temperature: 38.8 },
  { respiration: 24, saturation: 93, oxygen: 3, systolic: 99, diastolic: 58, pulse: 112, temperature: 39.1 },
  {
    respiration: 26,
    saturation: 92,
    oxygen: 5,
    systolic: 92,
    diastolic: 54,
    pulse: 121,
    temperature: 39.3,
    consciousness: 'C',
  },
];

function worsens(life: Life, contact: Contact): void {
  for (const [index, more] of worse.entries()) {
    const moment = life.chart.now - ((worse.length - index) * 60 - 35) * 60_000;
    if (moment > contact.start) watch(life, contact, moment, life.body.resting, { more });
  }
}

function drinksAndPasses(life: Life, contact: Contact): void {
  const { now } = life.chart;
  const given = [
    ['infusion', 1000, 20],
    ['drink', 200, 18],
    ['urine', 350, 17],
    ['drink', 250, 14],
    ['urine', 300, 11],
    ['infusion', 500, 9],
    ['urine', 200, 5],
    ['drink', 150, 3],
    ['urine', 250, 1],
  ] as const;
  for (const [kind, amount, hoursAgo] of given) {
    const moment = now - hoursAgo * 3_600_000 + life.random.int(0, 25) * 60_000;
    if (moment > contact.start) fluid(life.chart, contact, kind, amount, moment);
  }
}
