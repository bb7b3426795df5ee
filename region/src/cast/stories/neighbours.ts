/** What fills the units of the cast: patients on the ward, in the emergency department, in labour, in home care, at school. */
import { writeNote } from '../../chart/write-note.ts';
import { homeCare } from '../../courses/home-care.ts';
import { type IllnessKey, illnesses } from '../../courses/illnesses.ts';
import type { Life } from '../../courses/life.ts';
import { pregnancy } from '../../courses/pregnancy.ts';
import { stay } from '../../courses/stay.ts';
import { rehabilitate } from '../../courses/episodes.ts';
import { staffOf } from '../../units/tree.ts';
import type { NeighbourPlan, NeighbourRole } from '../people.ts';
import { castUnits } from '../staff.ts';
import { castAt, fullVitals, goingOn, scene } from './scene.ts';

const onWard: readonly IllnessKey[] = [
  'pneumonia',
  'heartFailure',
  'urosepsis',
  'copdExacerbation',
  'pneumonia',
  'chestPain',
  'heartFailure',
  'urosepsis',
  'pneumonia',
  'heartFailure',
];

export function neighbourStory(life: Life, plan: NeighbourPlan): void {
  stories[plan.role]?.(life, Number(plan.id.slice(-2)) - 1);
}

function onTheWard(life: Life, n: number): void {
  const illness = illnesses[onWard[n % onWard.length] as IllnessKey];
  life.on(life.today - 1 - (n % 5), (day) =>
    stay(life, illness, day, { ward: life.tree.unit(castUnits.ward), days: 9, watched: true }),
  );
}

function expecting(life: Life, n: number): void {
  const ingela = castAt(life, castUnits.maternity, 'ingela-brodin');
  const dueIn = [210, 42, 130, -58, 14][n % 5] as number;
  pregnancy(life, life.today + dueIn, {
    first: n % 2 === 0,
    maternity: ingela.unit,
    midwife: ingela.staff,
    delivery: life.tree.unit(castUnits.delivery),
  });
}

function atHome(life: Life, n: number): void {
  homeCare(life, life.today - 200 - n * 90, {
    unit: life.tree.unit(castUnits.homeCare),
    nurse: castAt(life, castUnits.homeCare, 'lena-forsberg').staff,
    every: 21,
    wound: n === 1 || n === 5,
  });
}

function inTraining(life: Life, n: number): void {
  const centre = { unit: life.centre, staff: staffOf(life.centre, ['doctor'], life.random) };
  scene(life, 35 + n * 9, {
    where: centre,
    reason: 'Ledbesvär',
    template: 'gp-visit',
    note: {
      reason: 'Smärta och stelhet.',
      current: 'Ont vid belastning sedan ett halvår. Ingen svullnad.',
      status: 'Lätt inskränkt rörlighet. Ingen rodnad.',
      assessment: 'Belastningsutlöst smärta.',
      action: 'Remiss till fysioterapeut.',
    },
    after: (contact) => {
      const problem = life.chart.diagnose(contact, n === 0 ? 'shoulder' : 'kneeArthrosis', { lasting: true });
      rehabilitate(life, contact, problem, n === 0 ? 'Axelsmärta.' : 'Knäsmärta.');
    },
  });
}

function atSchool(life: Life, n: number): void {
  scene(life, 40 + n * 11, {
    where: castAt(life, castUnits.schoolHealth, 'petra-nyman'),
    reason: 'Spontanbesök',
    template: 'school-health',
    note: {
      reason: 'Spontanbesök, ont i magen.',
      school: 'Trivs, men två prov denna vecka.',
      mind: 'Orolig inför prov. Har vuxna att prata med.',
      assessment: 'Magont kopplat till oro.',
      plan: 'Återkommer om det inte går över.',
    },
  });
}

function withHenrik(life: Life, n: number): void {
  scene(life, 60 + n * 30, {
    where: castAt(life, castUnits.privateClinic, 'henrik-akesson'),
    reason: 'Hjärtbesvär',
    template: 'gp-visit',
    vitals: true,
    labs: ['hb', 'potassium', 'creatinine', 'egfr', 'probnp'],
    note: {
      reason: 'Bedömning av hjärtbesvär.',
      current: 'Hjärtklappning i vila då och då. Ingen svimning. Ingen bröstsmärta.',
      status: 'Regelbunden rytm, inga blåsljud.',
      assessment: 'Extraslag. Inga hållpunkter för allvarlig arytmi.',
      action: 'Lugnande besked. Långtids-EKG.',
      plan: 'Återbesök.',
    },
  });
}

const stories: Partial<Record<NeighbourRole, (life: Life, n: number) => void>> = {
  ward: onTheWard,
  maternity: expecting,
  'home-care': atHome,
  rehabilitation: inTraining,
  school: atSchool,
  private: withHenrik,
};

/** Those who are here right now: told last, when the rest of the life has been lived. */
export function presentNow(life: Life, plan: NeighbourPlan): void {
  const n = Number(plan.id.slice(-2)) - 1;
  if (plan.role === 'emergency') emergencyNow(life, n);
  else if (plan.role === 'delivery') labourNow(life, n);
}

const arrivals = [
  { reason: 'Bröstsmärta', triage: 'Orange. EKG utan ST-höjning. Övervakning.', ill: { pulse: 96, systolic: 158 } },
  { reason: 'Buksmärta', triage: 'Gul. Smärtstillande givet.', ill: { temperature: 37.9, pulse: 92 } },
  { reason: 'Andnöd', triage: 'Orange. Syrgas 2 liter.', ill: { saturation: 90, respiration: 25, pulse: 102 } },
  { reason: 'Fall, höftsmärta', triage: 'Gul. Röntgen beställd.', ill: { systolic: 162, pulse: 88 } },
  { reason: 'Skärsår hand', triage: 'Grön. Rengjort och kompress.', ill: {} },
  {
    reason: 'Feber och förvirring',
    triage: 'Röd. Läkare tillkallad.',
    ill: { temperature: 39.4, pulse: 116, respiration: 26, systolic: 98, diastolic: 56, saturation: 92 },
  },
] as const;

function emergencyNow(life: Life, n: number): void {
  const nadia = castAt(life, castUnits.emergency, 'nadia-haddad');
  const arrival = arrivals[n % arrivals.length] as (typeof arrivals)[number];
  const minutesAgo = 25 + n * 38;
  const contact = goingOn(life, nadia, 'emergency', arrival.reason, minutesAgo);
  const vitals = fullVitals(life, contact, minutesAgo - 6, arrival.ill);
  writeNote(
    life.chart,
    contact,
    'triage',
    {
      reason: arrival.reason,
      triage: arrival.triage,
      vitals,
      allergy: life.avoid.size > 0 ? 'Se varning.' : 'Ingen känd överkänslighet.',
      action: 'Provtagning enligt rutin. Id-band på.',
    },
    { moment: life.chart.now - (minutesAgo - 10) * 60_000 },
  );
  if (n % 2 === 0)
    life.labs(
      contact,
      ['hb', 'leukocytes', 'crp', 'sodium', 'potassium', 'creatinine', 'egfr', 'glucose', 'troponin'],
      { moment: life.chart.now - (minutesAgo - 12) * 60_000, answerHours: 0.8 },
    );
}

function labourNow(life: Life, n: number): void {
  const karin = castAt(life, castUnits.delivery, 'karin-wallin');
  const minutesAgo = 140 + n * 260;
  const contact = goingOn(life, karin, 'inpatient', 'Förlossning', minutesAgo);
  if (!life.has('normalPregnancy')) life.chart.diagnose(contact, 'normalPregnancy', { lasting: true });
  const vitals = fullVitals(life, contact, 30, { pulse: 94, systolic: 128 });
  writeNote(
    life.chart,
    contact,
    'labour',
    {
      reason: 'Värkar i fullgången tid.',
      pregnancy: 'Normal graviditet, följd på barnmorskemottagning.',
      labour: life.random.pick([
        'Öppen fyra centimeter. Badar.',
        'Öppen sex centimeter, epidural med god effekt.',
        'Retraherad, krystar snart.',
      ]),
      fetus: 'Huvudbjudning. CTG normalt.',
      vitals,
      assessment: 'Normal förlossning.',
      plan: 'Fortsatt övervakning.',
    },
    { moment: life.chart.now - 25 * 60_000 },
  );
}
