/** Type 2 diabetes: found by glucose, treated from diet and metformin onward as the disease progresses. */
import type { DrugKey } from '../catalogue/drugs.ts';
import { at, type Day, workday } from '../calendar.ts';
import type { Contact, Problem } from '../chart/chart.ts';
import type { Dose } from '../chart/prescribe.ts';
import { answer, refer } from '../chart/order.ts';
import { writeNote } from '../chart/write-note.ts';
import { staffOf } from '../units/tree.ts';
import { follow } from './check-up.ts';
import type { CheckText, CheckUp, Life } from './life.ts';

interface Step {
  key: DrugKey;
  dose: Dose;
  /** How much HbA1c falls, mmol/mol. */
  effect: number;
}

const ladder: readonly Step[] = [
  { key: 'metformin500', dose: { amount: 1, times: ['MORN', 'EVE'] }, effect: 12 },
  { key: 'empagliflozin', dose: { amount: 1, times: ['MORN'] }, effect: 8 },
  { key: 'semaglutide', dose: { amount: 1, every: 'week' }, effect: 13 },
  { key: 'glargine', dose: { amount: 14, times: ['EVE'] }, effect: 15 },
];

export function diabetes(life: Life, onset: Day): void {
  life.on(workday(onset), (day) => found(life, day));
}

function found(life: Life, day: Day): void {
  const { random, body } = life;
  body.levels.hba1c = random.between(56, 82);
  body.levels.glucose = 7.2 + (body.levels.hba1c - 50) * 0.12;
  body.levels.triglycerides += 0.7;
  const results = life.sampling(day - 6, [
    ...life.checkUpLabs(),
    'hba1c',
    'cholesterol',
    'ldl',
    'hdl',
    'triglycerides',
    'alat',
    'albuminRatio',
  ]);
  const contact = life.meet(day, 'Nyupptäckt diabetes');
  const { pressure, weight } = life.checkVitals(contact, true);
  const problem = life.chart.diagnose(contact, 'diabetes', { lasting: true });
  life.start(contact, 'metformin500', { amount: 1, times: ['MORN', 'EVE'] }, problem);
  const statin = life.age(day) < 80 && life.start(contact, 'atorvastatin20', { amount: 1, times: ['EVE'] }, problem);
  if (statin) body.levels.ldl *= 0.6;
  writeNote(life.chart, contact, 'gp-visit', {
    reason: 'Provsvar. Nyupptäckt typ 2-diabetes.',
    history: life.history(problem),
    current: random.pick([
      'Törstig och kissat mer än vanligt de senaste månaderna. Gått ned något i vikt utan att försöka. Ingen feber, inga buksmärtor.',
      'Inga symtom. Förhöjt blodsocker upptäckt vid kontroll. Ingen ökad törst.',
      'Trött i vinter. Pappa fick diabetes i 60-årsåldern. Ingen klåda, inga synbesvär.',
    ]),
    status: `Gott allmäntillstånd. Blodtryck ${pressure} mmHg. Vikt ${String(Math.round(weight)).replace('.', ',')} kg. Hjärta och lungor utan anmärkning. Fotstatus: varma fötter, goda pulsar, känsel med monofilament intakt, inga sår.`,
    tests: `${results.abnormal.join(', ')}.`,
    assessment: 'Diabetes mellitus typ 2. Inga tecken till komplikationer.',
    action: `Metformin i upptrappning.${statin ? ' Atorvastatin 20 mg.' : ''} Remiss för ögonbottenfotografering.`,
    plan: 'Diabetessköterska inom två veckor. HbA1c om tre månader.',
    social: `${life.person.occupation.charAt(0).toUpperCase()}${life.person.occupation.slice(1)}.`,
  });
  eyeScreening(life, contact, problem);
  body.levels.hba1c -= 12;
  body.levels.glucose -= 1.4;
  life.later(day, 14, (next) => nurseStart(life, next));
  followUp(life, problem, day);
}

function followUp(life: Life, problem: Problem, day: Day): void {
  const { random, body } = life;
  follow(
    life,
    {
      name: 'diabetes',
      problem,
      interval: 6,
      labs: ['hba1c', 'glucose', 'ldl', 'cholesterol', 'hdl', 'triglycerides', 'albuminRatio', 'alat'],
      check: (visit) => {
        const text = check(life, visit);
        body.levels.hba1c += random.between(-0.5, 2.4);
        body.levels.glucose = 6.4 + (body.levels.hba1c - 42) * 0.12;
        if (random.chance(0.1)) body.levels.albuminRatio *= 1.5;
        body.levels.creatinine *= 1 + random.between(0, 0.015);
        return text;
      },
    },
    day,
  );
}

function nurseStart(life: Life, day: Day): void {
  const contact = life.meet(day, 'Diabetessköterska, nybesök', { staff: life.ownNurse(), minutes: 60 });
  writeNote(life.chart, contact, 'nurse-visit', {
    reason: 'Nybesök hos diabetessköterska.',
    current: life.random.pick([
      'Äter tre mål om dagen, gärna smörgås på kvällen. Promenerar till affären. Orolig för sprutor.',
      'Sover bra. Dricker läsk till helgen. Vill gärna gå ned i vikt.',
      'Vill veta vad som går att äta. Motiverad att börja promenera.',
    ]),
    assessment: 'Behöver grundutbildning om diabetes och kost. Motiverad till förändring.',
    action:
      'Genomgång av vad diabetes är, kost, motion, fotvård och hur metformin tas. Blodsockermätare demonstrerad. Skriftlig information lämnad.',
    plan: 'Telefonuppföljning om fyra veckor.',
  });
}

function eyeScreening(life: Life, contact: Contact, problem: Problem): void {
  const eye = life.hospital('clinic', 'eye');
  const referral = refer(life.chart, contact, 'specialist', eye, {
    question: 'Ögonbottenfotografering. Tecken till diabetesretinopati?',
    history: 'Typ 2-diabetes. Blodtryck och HbA1c enligt journalen.',
    problem,
  });
  life.on(workday(contact.day + life.random.int(50, 120)), (when) => {
    const retinopathy = life.random.chance(0.12);
    answer(life.chart, referral, {
      moment: at(when, 14 * 60),
      staff: staffOf(eye, ['doctor'], life.random),
      title: 'Ögonbottenfotografering',
      category: 'OTH',
      conclusion: retinopathy
        ? 'Enstaka mikroaneurysm i höger öga. Ingen maculopati. Lätt icke-proliferativ retinopati. Ny fotografering om ett år.'
        : 'Inga tecken till diabetesretinopati i något öga. Ny fotografering om tre år.',
    });
  });
}

function check(life: Life, visit: CheckUp): CheckText {
  const { random, body } = life;
  const hba1c = visit.results.values.hba1c ?? body.levels.hba1c;
  const target = life.age(visit.contact.day) > 80 ? 65 : 52;
  const problem = life.chart.problems.get('diabetes');
  const feet = random.pick([
    'Fötter: inga sår, pulsar palperas, känsel intakt.',
    'Fotstatus utan anmärkning.',
    'Fötter: torra hälar, inga sår, monofilament normalt.',
  ]);
  const next = ladder.find((step) => !life.alreadyHas(step.key) && !life.mustAvoid(step.key));
  if (hba1c > target + 2 && problem && next) {
    const treatment = life.start(visit.contact, next.key, next.dose, problem);
    if (treatment) {
      body.levels.hba1c -= next.effect;
      return {
        current: random.pick([
          'Mäter blodsocker några gånger i veckan, högt på morgonen.',
          'Har svårt att få till motionen. Äter oregelbundet.',
          'Inga känningar. Ingen ökad törst.',
        ]),
        status: feet,
        assessment: `HbA1c ${Math.round(hba1c)} mmol/mol, över målet ${target}.`,
        action: `Sätter in ${treatment.drug.name} ${treatment.drug.strength}. Information om verkan och biverkningar.`,
      };
    }
  }
  return {
    current: random.pick([
      'Diabetes: inga känningar, tar sina läkemedel.',
      'Mår bra. Promenerar dagligen.',
      'Inga lågsocker. Inga sår på fötterna.',
    ]),
    status: feet,
    assessment:
      hba1c <= target
        ? `HbA1c ${Math.round(hba1c)} mmol/mol, inom målet.`
        : `HbA1c ${Math.round(hba1c)} mmol/mol, strax över målet men accepteras.`,
  };
}
