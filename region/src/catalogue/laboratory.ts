/**
 * Laboratory tests: Swedish short names, units and reference ranges of adults (children where they differ much). The short
 * name is coded in our own code system; the NPU code stands beside it where it is known from published Nordic lists.
 * Ranges are rounded everyday values for an invented laboratory: not for use in care.
 */
import type { Sex } from '../people/personal-number.ts';

export interface LabTest {
  /** Code in our own code system. */
  code: string;
  name: string;
  unit: string;
  ucum: string;
  decimals: number;
  /** Reference interval; either end may be missing. */
  range(sex: Sex, age: number): readonly [number | undefined, number | undefined];
  npu?: string;
  /** Noise between two samples, as a share of the value. */
  noise: number;
}

type Ends = readonly [number | undefined, number | undefined];

function lab(
  code: string,
  name: string,
  unit: string,
  ucum: string,
  decimals: number,
  noise: number,
  female: Ends,
  male: Ends = female,
  npu?: string,
): LabTest {
  return {
    code,
    name,
    unit,
    ucum,
    decimals,
    noise,
    range: (sex) => (sex === 'female' ? female : male),
    ...(npu && { npu }),
  };
}

function byAge(test: LabTest, range: LabTest['range']): LabTest {
  return { ...test, range };
}

export const labTests = {
  hb: byAge(lab('hb', 'B-Hb', 'g/L', 'g/L', 0, 0.03, [117, 153], [134, 170], 'NPU28309'), (sex, age) =>
    age < 6 ? [105, 135] : age < 15 ? [115, 150] : sex === 'female' ? [117, 153] : [134, 170],
  ),
  leukocytes: lab('lpk', 'B-LPK', '10⁹/L', '10*9/L', 1, 0.12, [3.5, 8.8], [3.5, 8.8], 'NPU02593'),
  platelets: lab('tpk', 'B-TPK', '10⁹/L', '10*9/L', 0, 0.08, [165, 387], [145, 348], 'NPU03568'),
  crp: lab('crp', 'P-CRP', 'mg/L', 'mg/L', 0, 0.25, [undefined, 5], [undefined, 5], 'NPU19748'),
  sodium: lab('na', 'P-Natrium', 'mmol/L', 'mmol/L', 0, 0.008, [137, 145], [137, 145], 'NPU03429'),
  potassium: lab('k', 'P-Kalium', 'mmol/L', 'mmol/L', 1, 0.05, [3.5, 4.6], [3.5, 4.6], 'NPU03230'),
  creatinine: byAge(
    lab('krea', 'P-Kreatinin', 'µmol/L', 'umol/L', 0, 0.06, [45, 90], [60, 105], 'NPU18016'),
    (sex, age) => (age < 15 ? [20, 65] : sex === 'female' ? [45, 90] : [60, 105]),
  ),
  egfr: byAge(lab('egfr', 'eGFR(krea)', 'mL/min/1,73 m²', 'mL/min/{1.73_m2}', 0, 0, [60, undefined]), (_, age) =>
    age < 50 ? [80, undefined] : age < 65 ? [60, undefined] : [50, undefined],
  ),
  glucose: lab('glukos', 'P-Glukos', 'mmol/L', 'mmol/L', 1, 0.07, [4, 6], [4, 6], 'NPU02192'),
  hba1c: byAge(lab('hba1c', 'B-HbA1c', 'mmol/mol', 'mmol/mol', 0, 0.04, [27, 42], [27, 42], 'NPU27300'), (_, age) =>
    age > 50 ? [31, 46] : [27, 42],
  ),
  cholesterol: lab('kolesterol', 'P-Kolesterol', 'mmol/L', 'mmol/L', 1, 0.06, [3.3, 6.9], [3.3, 6.9], 'NPU01566'),
  ldl: lab('ldl', 'P-LDL-kolesterol', 'mmol/L', 'mmol/L', 1, 0.07, [1.4, 4.7], [1.4, 4.7], 'NPU01568'),
  hdl: lab('hdl', 'P-HDL-kolesterol', 'mmol/L', 'mmol/L', 1, 0.06, [1, 2.7], [0.8, 2.1], 'NPU01567'),
  triglycerides: lab('triglycerider', 'P-Triglycerider', 'mmol/L', 'mmol/L', 1, 0.15, [0.45, 2.6]),
  tsh: lab('tsh', 'P-TSH', 'mIE/L', 'm[IU]/L', 1, 0.12, [0.4, 4.3], [0.4, 4.3], 'NPU03577'),
  ft4: lab('ft4', 'P-T4, fritt', 'pmol/L', 'pmol/L', 0, 0.06, [12, 22], [12, 22], 'NPU03579'),
  alat: lab('alat', 'P-ALAT', 'µkat/L', 'ukat/L', 2, 0.15, [undefined, 0.75], [undefined, 1.1], 'NPU19651'),
  alp: lab('alp', 'P-ALP', 'µkat/L', 'ukat/L', 1, 0.1, [0.7, 1.9]),
  albumin: lab('albumin', 'P-Albumin', 'g/L', 'g/L', 0, 0.04, [36, 48], [36, 48], 'NPU19673'),
  calcium: lab('ca', 'P-Calcium', 'mmol/L', 'mmol/L', 2, 0.02, [2.15, 2.5]),
  probnp: byAge(
    lab('nt-probnp', 'P-NT-proBNP', 'ng/L', 'ng/L', 0, 0.15, [undefined, 300], [undefined, 300], 'NPU21571'),
    (_, age) => (age < 50 ? [undefined, 150] : age < 75 ? [undefined, 300] : [undefined, 600]),
  ),
  troponin: lab('tnt', 'P-Troponin T', 'ng/L', 'ng/L', 0, 0.12, [undefined, 15]),
  inr: lab('pk-inr', 'P-PK(INR)', 'INR', '{INR}', 1, 0.12, [undefined, 1.2], [undefined, 1.2], 'NPU01685'),
  albuminRatio: lab('u-alb-krea', 'U-Albumin/Kreatinin', 'mg/mmol', 'mg/mmol', 1, 0.2, [undefined, 3]),
  ferritin: lab('ferritin', 'P-Ferritin', 'µg/L', 'ug/L', 0, 0.1, [13, 150], [30, 350], 'NPU19763'),
  b12: lab('b12', 'P-Kobalamin (B12)', 'pmol/L', 'pmol/L', 0, 0.1, [140, 700], [140, 700], 'NPU01700'),
  psa: byAge(lab('psa', 'P-PSA', 'µg/L', 'ug/L', 1, 0.1, [undefined, 3], [undefined, 3], 'NPU08669'), (_, age) =>
    age < 70 ? [undefined, 3] : age < 80 ? [undefined, 5] : [undefined, 7],
  ),
  urate: lab('urat', 'P-Urat', 'µmol/L', 'umol/L', 0, 0.08, [155, 350], [230, 480]),
  ige: lab('ige', 'S-IgE, total', 'kE/L', 'k[IU]/L', 0, 0.1, [undefined, 115]),
  calprotectin: lab('f-kalprotektin', 'F-Kalprotektin', 'mg/kg', 'mg/kg', 0, 0.2, [undefined, 50]),
} as const satisfies Record<string, LabTest>;

export type LabKey = keyof typeof labTests;

/** The tests that are usually taken together. */
export const panels = {
  yearly: ['hb', 'sodium', 'potassium', 'creatinine', 'egfr', 'glucose'],
  bloodCount: ['hb', 'leukocytes', 'platelets'],
  lipids: ['cholesterol', 'ldl', 'hdl', 'triglycerides'],
  emergency: ['hb', 'leukocytes', 'platelets', 'crp', 'sodium', 'potassium', 'creatinine', 'egfr', 'glucose'],
  ward: ['hb', 'crp', 'sodium', 'potassium', 'creatinine', 'egfr'],
} as const satisfies Record<string, readonly LabKey[]>;

/**
 * Relative GFR from creatinine by the revised Lund-Malmö equation (Björk et al., Scand J Clin Lab Invest 2011;71:232),
 * mL/min/1.73 m²; adults only.
 */
export function lundMalmo(creatinine: number, age: number, sex: Sex): number {
  const low = sex === 'female' ? 150 : 180;
  const base = sex === 'female' ? 2.5 : 2.56;
  const slope = sex === 'female' ? 0.0121 : 0.00968;
  const x = creatinine < low ? base + slope * (low - creatinine) : base - 0.926 * Math.log(creatinine / low);
  return Math.exp(x - 0.0158 * age + 0.438 * Math.log(age));
}
