/** What has been measured of the patient that doses depend on. A value that is missing or too old is unknown, and that is said (unknown is not yes). */
import type { DrugAlert } from './drug-alert.ts';
import { ageOf, type DrugSituation, latestOf } from './drug-situation.ts';

/** Our own code until NPU's for it is confirmed (docs/open-questions.md 41). */
const gfrCodes = [{ system: 'https://vardkedjan.se/fhir/CodeSystem/lab', code: 'egfr' }];
const weightCodes = [{ system: 'http://loinc.org', code: '29463-7' }];
const gfrDays = 365;

export const isChild = ({ patient, today }: DrugSituation): boolean => (ageOf(patient, today) ?? 18) < 18;

/** Kilograms; a child's is half a year old at the most, a grown-up's two years. */
export const weightOf = (situation: DrugSituation) => latestOf(situation, weightCodes, isChild(situation) ? 180 : 730);

/** Relative GFR, mL/min/1.73 m². */
export const gfrOf = (situation: DrugSituation) => latestOf(situation, gfrCodes, gfrDays);

export const unknownKidneys = (atc: string): DrugAlert => ({
  rule: 'kidneys-unknown',
  stops: false,
  about: atc,
  why: {
    sv: 'Läkemedlet beror av njurfunktionen, och det finns inget eGFR från det senaste året.',
    en: 'The drug depends on the kidneys, and there is no eGFR of the last year.',
  },
});

export const unknownWeight = (atc: string): DrugAlert => ({
  rule: 'weight-unknown',
  stops: false,
  about: atc,
  why: {
    sv: 'Dosen beror av vikten, och det finns ingen aktuell vikt.',
    en: 'The dose depends on the weight, and there is no recent weight.',
  },
});
