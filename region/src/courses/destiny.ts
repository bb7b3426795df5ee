/**
 * What befalls a resident: which courses, and when, by age, sex and habits. Prevalences are rough figures for Sweden, good
 * enough for a region that looks like one.
 */
import type { Day } from '../calendar.ts';
import { episodeKindSystem } from '../systems.ts';
import { cancer } from './cancer.ts';
import { childhood } from './childhood.ts';
import { chronic } from './chronic.ts';
import { type ChronicKey, chronicIllnesses } from './chronic-illnesses.ts';
import { depression } from './depression.ts';
import { diabetes } from './diabetes.ts';
import { complaint, type ComplaintKey } from './episodes.ts';
import { homeCare } from './home-care.ts';
import { hypertension } from './hypertension.ts';
import { type IllnessKey, illnesses } from './illnesses.ts';
import { infection } from './infections.ts';
import { jointReplacement } from './joint-replacement.ts';
import type { Life } from './life.ts';
import { pregnancy } from './pregnancy.ts';
import { vaccinations, warnings } from './prevention.ts';
import { stay } from './stay.ts';
import { upcoming, waiting } from './waiting.ts';

/** Chance of having the illness at an age: rises linearly between two ages. */
function share(age: number, from: number, until: number, most: number): number {
  return most * Math.max(0, Math.min(1, (age - from) / (until - from)));
}

export function live(life: Life): void {
  const age = life.age(life.end);
  list(life);
  warnings(life);
  if (age < 19) childhood(life);
  if (age < 19 && life.random.chance(0.08)) chronic(life, chronicIllnesses.asthma, someday(life, 5));
  if (age >= 18) adulthood(life, age);
  life.run();
  upcoming(life);
  waiting(life);
}

export function list(life: Life): void {
  const since = Math.min(life.end - 1, Math.max(life.person.birth, life.from + life.random.int(0, 700)));
  life.chart.episode(life.centre, 'listing', 'Listad på vårdcentral', episodeKindSystem, since, life.person.deceased);
}

/** A day of falling ill within what the record holds, not before the given age. */
export function someday(life: Life, fromAge: number): Day {
  const earliest = Math.max(life.from + 20, life.person.birth + Math.round(fromAge * 365.25));
  return earliest + Math.floor(life.random.next() * Math.max(1, life.end - earliest - 30));
}

function adulthood(life: Life, age: number): void {
  vaccinations(life);
  lastingIllnesses(life, age);
  operations(life, age);
  family(life, age);
  passingIllnesses(life, age);
  hospital(life, age);
  const frail = share(age, 70, 95, 0.55) + (life.person.deceased !== undefined && age > 70 ? 0.3 : 0);
  if (life.random.chance(frail)) homeCare(life, someday(life, 72), { wound: life.random.chance(0.2) });
}

function lastingIllnesses(life: Life, age: number): void {
  const { random, person } = life;
  const heavy = person.bmi > 30 ? 1.6 : 1;
  const man = person.sex === 'male';
  const smoked = person.smoker === 'never' ? 0.15 : person.smoker === 'former' ? 1.6 : 3;
  if (random.chance(share(age, 30, 85, 0.6) * Math.min(1.3, heavy))) hypertension(life, someday(life, 32));
  if (random.chance(share(age, 35, 80, 0.17) * heavy)) diabetes(life, someday(life, 38));
  const likely: readonly (readonly [ChronicKey, number, number])[] = [
    ['asthma', 0.08, 18],
    ['hypothyroidism', share(age, 20, 70, man ? 0.02 : 0.1), 20],
    ['hyperlipidaemia', share(age, 40, 75, 0.2), 40],
    ['atrialFibrillation', share(age, 55, 90, 0.2), 55],
    ['ischaemicHeart', share(age, 50, 85, man ? 0.17 : 0.09), 50],
    ['heartFailure', share(age, 60, 92, 0.16), 60],
    ['copd', share(age, 45, 75, 0.07) * smoked, 45],
    ['osteoporosis', share(age, 60, 88, man ? 0.06 : 0.25), 60],
    ['prostate', man ? share(age, 55, 85, 0.28) : 0, 55],
    ['gout', share(age, 45, 80, man ? 0.06 : 0.02), 45],
    ['b12Deficiency', share(age, 50, 90, 0.07), 50],
    ['kidneyFailure', share(age, 60, 92, 0.14), 60],
    ['alzheimers', share(age, 70, 95, 0.24), 70],
  ];
  for (const [key, chance, fromAge] of likely) {
    if (random.chance(chance)) chronic(life, chronicIllnesses[key], someday(life, fromAge), nextDose(life, key));
  }
  if (age < 85 && random.chance(man ? 0.1 : 0.17)) depression(life, someday(life, 18));
}

/** Donepezil is raised at the first check-up, levothyroxine too when the thyroid asks for it. */
function nextDose(life: Life, key: ChronicKey) {
  if (key !== 'alzheimers') return {};
  return {
    onCheck: (contact: Parameters<typeof life.start>[0], n: number): string | undefined => {
      const problem = life.chart.problems.get('alzheimers');
      if (n !== 1 || !problem || !life.takes('donepezil5')) return undefined;
      life.stop('donepezil5', contact.day, 'Dosökning');
      life.start(contact, 'donepezil10', { amount: 1, times: ['EVE'] }, problem);
      return 'Donepezil höjs till 10 mg.';
    },
  };
}

function operations(life: Life, age: number): void {
  const { random, person } = life;
  if (random.chance(share(age, 50, 80, 0.14)))
    jointReplacement(life, random.chance(0.5) ? 'hip' : 'knee', someday(life, 52), random.pick(['höger', 'vänster']));
  if (person.sex === 'female' && random.chance(share(age, 40, 75, 0.06))) cancer(life, 'breast', someday(life, 40));
  if (person.sex === 'male' && random.chance(share(age, 55, 80, 0.08))) cancer(life, 'prostate', someday(life, 55));
  if (random.chance(share(age, 50, 82, 0.035))) cancer(life, 'colon', someday(life, 50));
}

function family(life: Life, age: number): void {
  const { random, person } = life;
  if (person.sex !== 'female' || age > 52) return;
  const youngest = Math.max(life.from, person.birth + 21 * 365);
  const oldest = Math.min(life.today + 150, person.birth + 43 * 365);
  let due = youngest + random.int(280, 2500);
  for (let n = 0; n < 2 && due < oldest; n++) {
    if (random.chance(0.45)) pregnancy(life, due, { first: n === 0 });
    due += random.int(700, 1700);
  }
}

function passingIllnesses(life: Life, age: number): void {
  const { random, person } = life;
  const years = (life.end - life.from) / 365.25;
  const anyDay = (): Day => life.from + random.int(10, Math.max(11, life.end - life.from - 5));
  const infections = Math.floor(years * (age > 65 ? 0.35 : 0.24) * random.between(0.2, 1.8));
  for (let i = 0; i < infections; i++) {
    const key = random.weighted([
      ['upperRespiratory', 5],
      ['cystitis', person.sex === 'female' ? 4 : 0],
      ['tonsillitis', age < 50 ? 2 : 0.3],
      ['pneumonia', age > 60 ? 1.2 : 0.4],
      ['gastroenteritis', 1],
      ['shingles', age > 55 ? 0.5 : 0.05],
    ] as const);
    infection(life, key, anyDay());
  }
  const complaints = Math.floor(years * 0.22 * random.between(0.2, 1.8) + random.next());
  for (let i = 0; i < complaints; i++) complaint(life, random.weighted(usualComplaints), anyDay());
}

const usualComplaints: readonly (readonly [ComplaintKey, number])[] = [
  ['lumbago', 5],
  ['shoulder', 3],
  ['dermatitis', 3],
  ['dizziness', 2],
  ['headache', 2],
  ['abdominalPain', 3],
  ['wristFracture', 1],
  ['ankleSprain', 2],
  ['fingerWound', 2],
  ['concussion', 1],
  ['earwax', 2],
  ['conjunctivitis', 1],
  ['nevus', 2],
];

/** Stays in hospital, more often for the old and ill; a few lie there today. */
function hospital(life: Life, age: number): void {
  const { random, person } = life;
  const years = (life.end - life.from) / 365.25;
  const rate = 0.012 + share(age, 60, 95, 0.2) + (person.deceased !== undefined ? 0.1 : 0);
  let stays = Math.floor(years * rate * random.between(0, 2));
  const man = person.sex === 'male';
  const draw = (): IllnessKey =>
    random.weighted<IllnessKey>([
      ['pneumonia', age > 60 ? 4 : 1],
      ['urosepsis', age > 60 ? 2.5 : 0.5],
      ['chestPain', age > 40 ? 2 : 0.5],
      ['cholecystitis', age > 25 ? 1.2 : 0.4],
      ['hipFracture', age > 72 ? 2 : 0],
      ['stroke', age > 65 ? 1.3 : 0],
      ['heartFailure', age > 78 ? (man ? 2 : 1.6) : 0],
      ['copdExacerbation', age > 55 && person.smoker !== 'never' ? 1.5 : 0],
    ]);
  for (; stays > 0; stays--) {
    const key = draw();
    life.on(life.from + random.int(60, Math.max(61, life.end - life.from - 20)), (day) =>
      stay(life, illnesses[key], day),
    );
  }
  if (person.deceased === undefined && random.chance(0.002 + share(age, 60, 95, 0.03))) {
    const key = draw();
    const days = random.int(4, 9);
    life.on(life.today - random.int(1, days - 2), (day) => stay(life, illnesses[key], day, { days }));
  }
}
