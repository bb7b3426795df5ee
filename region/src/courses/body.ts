/**
 * The body that values are measured on: levels that illness and treatment move, with noise between one sample and the next.
 * A simple model for plausible numbers, not physiology.
 */
import { type LabKey, type LabTest, labTests, lundMalmo } from '../catalogue/laboratory.ts';
import type { Sex } from '../people/personal-number.ts';
import type { Random } from '../random.ts';

export interface Vitals {
  systolic: number;
  diastolic: number;
  pulse: number;
  respiration: number;
  temperature: number;
  saturation: number;
}

export class Body {
  readonly levels: Record<LabKey, number>;
  readonly resting: Vitals;
  weight: number;
  readonly height: number;
  readonly #random: Random;
  readonly #sex: Sex;

  constructor(given: { random: Random; sex: Sex; age: number; height: number; weight: number }) {
    const { random, sex, age } = given;
    this.#random = random;
    this.#sex = sex;
    this.height = given.height;
    this.weight = given.weight;
    const older = Math.max(0, age - 40);
    this.levels = {
      hb: age < 12 ? random.normal(122, 6) : sex === 'female' ? random.normal(133, 7) : random.normal(148, 8),
      leukocytes: random.normal(6.2, 1),
      platelets: random.normal(245, 40),
      crp: random.between(0.6, 3.4),
      sodium: random.normal(140.5, 1.4),
      potassium: random.normal(4.0, 0.18),
      creatinine:
        age < 12
          ? random.normal(40, 6)
          : (sex === 'female' ? random.normal(65, 8) : random.normal(80, 9)) + older * 0.25,
      egfr: 0,
      glucose: random.normal(5.3, 0.35) + older * 0.008,
      hba1c: random.normal(35, 2) + older * 0.06,
      cholesterol: random.normal(5.1, 0.8),
      ldl: random.normal(3.2, 0.7),
      hdl: sex === 'female' ? random.normal(1.7, 0.3) : random.normal(1.35, 0.25),
      triglycerides: Math.max(0.5, random.normal(1.2, 0.4)),
      tsh: Math.max(0.6, random.normal(1.9, 0.6)),
      ft4: random.normal(16, 1.5),
      alat: Math.max(0.15, sex === 'female' ? random.normal(0.38, 0.1) : random.normal(0.5, 0.14)),
      alp: random.normal(1.2, 0.2),
      albumin: random.normal(41, 2) - older * 0.05,
      calcium: random.normal(2.32, 0.05),
      probnp: 40 + older * 4 * random.between(0.5, 1.3),
      troponin: random.between(4, 8) + older * 0.08,
      inr: 1.0,
      albuminRatio: random.between(0.4, 1.6),
      ferritin: sex === 'female' && age < 52 ? random.between(18, 70) : random.between(50, 180),
      b12: random.between(240, 460),
      psa: random.between(0.4, 1.4) + older * 0.03,
      urate: sex === 'female' ? random.normal(270, 40) : random.normal(340, 45),
      ige: random.between(10, 90),
      calprotectin: random.between(10, 40),
    };
    this.resting = {
      systolic: Math.max(88, (age < 14 ? 92 + age * 1.6 : random.normal(119, 8)) + older * 0.35),
      diastolic: Math.max(50, (age < 14 ? 56 + age : random.normal(74, 6)) + Math.min(8, older * 0.15)),
      pulse: age < 3 ? random.int(105, 125) : age < 12 ? random.int(75, 98) : random.normal(70, 7),
      respiration: age < 3 ? random.int(24, 32) : age < 12 ? random.int(17, 22) : random.int(13, 16),
      temperature: random.normal(36.7, 0.2),
      saturation: random.normal(98, 0.7) - older * 0.015,
    };
  }

  /** A sample now: the level with that test's usual spread. Never below zero. */
  sample(key: LabKey, age: number): number {
    if (key === 'egfr') return Math.min(110, lundMalmo(this.levels.creatinine, Math.max(18, age), this.#sex));
    const test: LabTest = labTests[key];
    const level = this.levels[key];
    return Math.max(level * 0.3, this.#random.normal(level, level * test.noise));
  }

  samples(keys: Iterable<LabKey>, age: number): Partial<Record<LabKey, number>> {
    const values: Partial<Record<LabKey, number>> = {};
    for (const key of keys) {
      if (key === 'egfr' && age < 18) continue;
      values[key] = this.sample(key, age);
    }
    if (values.egfr !== undefined && values.creatinine !== undefined) {
      values.egfr = Math.min(110, lundMalmo(values.creatinine, Math.max(18, age), this.#sex));
    }
    return values;
  }

  /** Vital signs now; `ill` moves them. */
  vitals(ill: Partial<Vitals> = {}): Vitals {
    const r = this.#random;
    const base = this.resting;
    const systolic = (ill.systolic ?? base.systolic) + r.normal(0, 5);
    return {
      systolic: Math.max(70, systolic),
      diastolic: Math.max(40, Math.min(systolic - 18, (ill.diastolic ?? base.diastolic) + r.normal(0, 3.5))),
      pulse: Math.max(38, (ill.pulse ?? base.pulse) + r.normal(0, 4)),
      respiration: Math.max(9, Math.round((ill.respiration ?? base.respiration) + r.normal(0, 1))),
      temperature: (ill.temperature ?? base.temperature) + r.normal(0, 0.15),
      saturation: Math.min(100, Math.round((ill.saturation ?? base.saturation) + r.normal(0, 0.6))),
    };
  }
}
