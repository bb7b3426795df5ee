/**
 * What befalls a resident: which courses, and when, by age, sex and habits. Prevalences are rough figures for Sweden, good
 * enough for a region that looks like one.
 */
import type { Day } from '../calendar.ts';
import { episodeKindSystem } from '../systems.ts';
import { childhood } from './childhood.ts';
import { diabetes } from './diabetes.ts';
import { hypertension } from './hypertension.ts';
import { infection } from './infections.ts';
import type { Life } from './life.ts';

/** Chance of having the illness at an age: rises linearly between two ages. */
function share(age: number, from: number, until: number, most: number): number {
  return most * Math.max(0, Math.min(1, (age - from) / (until - from)));
}

export function live(life: Life): void {
  const { person, today } = life;
  const age = life.age(today);
  list(life);
  if (age < 19) childhood(life);
  if (age >= 18) illnesses(life, age);
  life.run();
}

export function list(life: Life): void {
  const since = Math.max(life.person.birth, life.from + life.random.int(0, 700));
  life.chart.episode(life.centre, 'listing', 'Listad på vårdcentral', episodeKindSystem, since, life.person.deceased);
}

/** A day of falling ill within what the record holds, not before the given age. */
function someday(life: Life, fromAge: number): Day {
  const earliest = Math.max(life.from + 20, life.person.birth + Math.round(fromAge * 365.25));
  return earliest + Math.floor(life.random.next() * Math.max(1, life.end - earliest - 30));
}

function illnesses(life: Life, age: number): void {
  const { random, person } = life;
  const heavy = person.bmi > 30 ? 1.6 : 1;
  if (random.chance(share(age, 30, 85, 0.6) * Math.min(1.3, heavy))) hypertension(life, someday(life, 32));
  if (random.chance(share(age, 35, 80, 0.17) * heavy)) diabetes(life, someday(life, 38));
  const rate = age > 65 ? 0.5 : 0.3;
  const years = (life.end - life.from) / 365.25;
  const count = Math.floor(years * rate * random.between(0.3, 1.7));
  for (let i = 0; i < count; i++) {
    const key = random.weighted([
      ['upperRespiratory', 5],
      ['cystitis', person.sex === 'female' ? 4 : 0],
      ['tonsillitis', age < 50 ? 2 : 0.3],
      ['pneumonia', age > 60 ? 1.2 : 0.4],
      ['gastroenteritis', 1],
      ['shingles', age > 55 ? 0.5 : 0.05],
    ] as const);
    infection(life, key, life.from + random.int(10, Math.max(11, life.end - life.from - 5)));
  }
}
