/**
 * A resident's life with care: a queue of days on which something happens, run in order up to today (or to death). Courses
 * of illness put their events in it, share one body, one drug list and one yearly check, and so make one record together.
 */
import type { LabKey } from '../catalogue/laboratory.ts';
import { panels } from '../catalogue/laboratory.ts';
import { type DrugKey, drugs } from '../catalogue/drugs.ts';
import type { DiagnosisKey } from '../catalogue/diagnoses.ts';
import { type Day, type Moment, weekday, workday, at } from '../calendar.ts';
import { Chart, type Contact, type ContactKind, officeTime, type Problem } from '../chart/chart.ts';
import { type LabResults, measureBloodPressure, measureVital, reportLabs } from '../chart/measure.ts';
import { type Dose, listed, prescribe, renew, stop, type Treatment } from '../chart/prescribe.ts';
import type { Person } from '../people/person.ts';
import type { Random } from '../random.ts';
import { staffOf, type RegionTree } from '../units/tree.ts';
import type { Profession, Staff, Unit } from '../units/unit.ts';
import { Body } from './body.ts';

/** What a course adds to a check-up. */
export interface CheckUp {
  contact: Contact;
  results: LabResults;
  /** As shown: `138/82`. */
  pressure: string;
  systolic: number;
  pulse: number;
  weight: number;
}

export interface CheckText {
  current?: string;
  status?: string;
  assessment?: string;
  action?: string;
}

export interface Course {
  /** What the summons calls it: `hypertoni`. */
  name: string;
  problem: Problem;
  /** Months between check-ups. */
  interval: number;
  labs: readonly LabKey[];
  check(visit: CheckUp): CheckText;
}

/** ATC groups of which one drug at a time is enough. */
const exclusiveKinds = [
  'C09',
  'C07',
  'C10AA',
  'C08CA',
  'C03A',
  'C03C',
  'B01AF',
  'A02BC',
  'R03AL',
  'R03BA',
  'R03AC',
  'N06AB',
  'C03D',
  'N06DA',
  'H03AA',
  'A10BK',
] as const;

interface Happening {
  day: Day;
  order: number;
  run(day: Day): void;
}

export class Life {
  readonly chart: Chart;
  readonly person: Person;
  readonly random: Random;
  readonly tree: RegionTree;
  readonly body: Body;
  readonly today: Day;
  /** First day of what the record holds. */
  readonly from: Day;
  readonly courses: Course[] = [];
  readonly treatments = new Map<DrugKey, Treatment>();
  /** Substances the resident must not have: parts of ATC codes. */
  readonly avoid = new Set<string>();
  readonly #queue: Happening[] = [];
  #order = 0;
  #admittedUntil: Day = -Infinity;
  readonly #last: (() => void)[] = [];
  /** Days since all of it was last renewed, where the story says so. */
  lastRenewed: number | undefined;

  constructor(given: { person: Person; tree: RegionTree; random: Random; now: Moment; years: number }) {
    this.chart = new Chart(given);
    this.person = given.person;
    this.random = given.random;
    this.tree = given.tree;
    this.today = this.chart.today;
    this.from = Math.max(given.person.birth, this.today - Math.round(given.years * 365.25));
    const age = this.chart.age(this.from);
    const { height, bmi, sex } = given.person;
    this.body = new Body({ random: this.random, sex, age, height, weight: (bmi * height * height) / 10_000 });
  }

  /** The day care can no longer be given: tomorrow, or the day of death. */
  get end(): Day {
    return this.person.deceased ?? this.today;
  }

  /** Puts a happening in the queue; what falls before the record or after its end does not happen. */
  on(day: Day, run: (day: Day) => void): void {
    if (day < this.from || day >= this.end) return;
    const happening = { day, order: this.#order++, run };
    let i = this.#queue.length;
    while (i > 0 && isAfter(this.#queue[i - 1] as Happening, happening)) i--;
    this.#queue.splice(i, 0, happening);
  }

  /** In so many days from `day`, on a workday, some days either way. */
  later(day: Day, days: number, run: (day: Day) => void): void {
    const spread = Math.floor(days / 10);
    this.on(workday(day + days + (spread > 0 ? this.random.int(-spread, spread) : 0)), run);
  }

  run(): void {
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) next.run(next.day);
    if (this.person.deceased === undefined) {
      for (const treatment of this.treatments.values()) this.#renew(treatment);
      for (const last of this.#last) last();
      return;
    }
    for (const key of this.treatments.keys()) this.stop(key, this.person.deceased, 'Avliden');
  }

  /** When all else has happened and the standing prescriptions are renewed. */
  atLast(run: () => void): void {
    this.#last.push(run);
  }

  /** What is taken still has been renewed within the year, by a doctor; now and then it has just run out. */
  #renew(treatment: Treatment): void {
    const ranOut = this.random.chance(0.15);
    const daysAgo = this.lastRenewed ?? (ranOut ? this.random.int(367, 420) : this.random.int(10, 350));
    const day = workday(this.today - daysAgo);
    if (treatment.since < day) renew(this.chart, treatment, { unit: this.centre, by: this.ownDoctor(), day });
  }

  age(day: Day): number {
    return this.chart.age(day);
  }

  isAdmitted(day: Day): boolean {
    return day <= this.#admittedUntil;
  }

  admitUntil(day: Day): void {
    this.#admittedUntil = Math.max(this.#admittedUntil, day);
  }

  get centre(): Unit {
    return this.person.healthCentre;
  }

  /** The same doctor most of the time: continuity is worth something. */
  ownDoctor(): Staff {
    const doctors = this.centre.staff.filter((s) => s.profession === 'doctor');
    const own = doctors[this.person.birth % doctors.length] ?? staffOf(this.centre, ['doctor']);
    return this.random.chance(0.7) ? own : this.random.pick(doctors);
  }

  ownNurse(): Staff {
    return staffOf(this.centre, ['district-nurse', 'nurse'], this.random);
  }

  hospital(kind: Unit['kind'], specialty?: Unit['specialty']): Unit {
    return this.tree.hospitalUnit(this.person.municipality, kind, specialty);
  }

  /** A contact in office hours at the health centre, unless said otherwise. */
  meet(
    day: Day,
    reason: string,
    options: {
      kind?: ContactKind;
      unit?: Unit;
      staff?: Staff;
      professions?: readonly Profession[];
      minutes?: number;
      moment?: Moment;
    } = {},
  ): Contact {
    const unit = options.unit ?? this.centre;
    const staff =
      options.staff ??
      (options.professions
        ? staffOf(unit, options.professions, this.random)
        : unit === this.centre
          ? this.ownDoctor()
          : staffOf(unit, ['doctor'], this.random));
    const start = options.moment ?? officeTime(this.random, day);
    return this.chart.contact({
      unit,
      staff,
      start,
      minutes: options.minutes ?? 30,
      kind: options.kind ?? 'visit',
      reason,
    });
  }

  /** Blood pressure and pulse, as at any check-up; weight too when asked. */
  checkVitals(contact: Contact, withWeight = false): Pick<CheckUp, 'pressure' | 'systolic' | 'pulse' | 'weight'> {
    const vitals = this.body.vitals();
    const pressure = measureBloodPressure(this.chart, contact, vitals.systolic, vitals.diastolic);
    const pulse = measureVital(this.chart, contact, 'pulse', vitals.pulse);
    const weight = this.body.weight + this.random.normal(0, 0.6);
    if (withWeight) measureVital(this.chart, contact, 'weight', weight);
    return { pressure, systolic: Math.round(vitals.systolic), pulse, weight };
  }

  labs(
    contact: Contact,
    keys: Iterable<LabKey>,
    options: { moment?: Moment; title?: string; answerHours?: number } = {},
  ): LabResults {
    return reportLabs(this.chart, contact, this.body.samples(keys, this.age(contact.day)), options);
  }

  /** Samples taken by a nurse some days before the visit they are for. */
  sampling(day: Day, keys: Iterable<LabKey>): LabResults {
    const contact = this.meet(workday(day), 'Provtagning', {
      kind: 'sampling',
      staff: this.ownNurse(),
      minutes: 10,
      moment: at(workday(day), 7 * 60 + 30 + 5 * this.random.int(0, 24)),
    });
    return this.labs(contact, keys);
  }

  /** Starts a drug; not one that is taken already, has the same effect as one taken, or must be avoided. */
  start(contact: Contact, key: DrugKey, dose: Dose, problem?: Problem, moment?: Moment): Treatment | undefined {
    if (this.alreadyHas(key) || this.mustAvoid(key)) return undefined;
    const treatment = prescribe(this.chart, contact, key, dose, {
      ...(problem && { problem }),
      ...(moment !== undefined && { moment }),
    });
    if (dose.days === undefined) this.treatments.set(key, treatment);
    return treatment;
  }

  /** The drug itself, or another of a kind that is not taken twice. */
  alreadyHas(key: DrugKey): boolean {
    const kind = exclusiveKinds.find((atc) => drugs[key].atc.startsWith(atc));
    return (
      this.treatments.has(key) ||
      (kind !== undefined && [...this.treatments.values()].some((t) => t.drug.atc.startsWith(kind)))
    );
  }

  mustAvoid(key: DrugKey): boolean {
    for (const atc of this.avoid) if (drugs[key].atc.startsWith(atc)) return true;
    return false;
  }

  stop(key: DrugKey, day: Day, reason: string): void {
    const treatment = this.treatments.get(key);
    if (!treatment) return;
    stop(treatment, day, reason);
    this.treatments.delete(key);
  }

  /** One of the phrases, of those that suit somebody of this age. */
  say(phrases: readonly string[], day: Day = this.today): string {
    const age = this.age(day);
    const misfit = age > 66 ? /arbet|jobb|kolleg|heltid/i : age < 16 ? /arbet|jobb|rök|alkohol|cigarett/i : undefined;
    const fitting = phrases.filter((p) => !misfit?.test(p) && !(age > 50 && /gravid/i.test(p)));
    return this.random.pick(fitting.length > 0 ? fitting : phrases);
  }

  has(key: DiagnosisKey): boolean {
    return this.chart.problems.has(key);
  }

  takes(...keys: DrugKey[]): boolean {
    return keys.some((key) => this.treatments.has(key));
  }

  /** Each lasting problem as staff write it. */
  problemWords(): string[] {
    return [...this.chart.problems.values()].map((p) => p.diagnosis.plain);
  }

  /** What was known before this problem, as the search word for earlier illnesses has it. */
  history(except?: Problem): string {
    const words = [...this.chart.problems.values()].filter((p) => p !== except).map((p) => p.diagnosis.plain);
    if (words.length === 0) return 'Tidigare väsentligen frisk.';
    const text = listed([...new Set(words)]);
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  }

  drugLines(): string[] {
    return [...this.treatments.values()].map((t) => `${t.drug.name} ${t.drug.strength}`);
  }

  /** All that the check-ups of the courses ask for, each once. */
  checkUpLabs(): Set<LabKey> {
    const keys = new Set<LabKey>(panels.yearly);
    for (const course of this.courses) for (const key of course.labs) keys.add(key);
    return keys;
  }
}

function isAfter(a: Happening, b: Happening): boolean {
  return a.day > b.day || (a.day === b.day && a.order > b.order);
}

/** A day of the week when the thing is usually done. */
export function onWeekday(day: Day, wanted: number): Day {
  return day + ((wanted - weekday(day) + 7) % 7);
}
