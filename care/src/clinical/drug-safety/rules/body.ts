/** Drugs that are not for the patient's age, weight or kidneys, by the facts of the knowledge base; a kidney value that is missing or over a year old is unknown. */
import type { DrugAlert } from '../drug-alert.ts';
import { type DrugFact, type DrugKnowledge, groundsOf } from '../drug-knowledge.ts';
import { ageOf, atcOf, type DrugSituation, latestOf, milligramsInOne, substancesOf } from '../drug-situation.ts';
import { unitOf } from '../../dosing/regimen.ts';

/** Our own code until NPU's for it is confirmed (docs/open-questions.md 41). */
const gfrCodes = [{ system: 'https://vardkedjan.se/fhir/CodeSystem/lab', code: 'egfr' }];
const weightCodes = [{ system: 'http://loinc.org', code: '29463-7' }];
const gfrDays = 365;

export function body(situation: DrugSituation, knowledge: DrugKnowledge): DrugAlert[] {
  const atc = atcOf(situation.order.medicationCodeableConcept);
  if (atc === undefined) return [];
  const own = substancesOf(atc, knowledge);
  const isAbout = (fact: { atc: string }) => own.some((code) => code.startsWith(fact.atc));
  return [
    ...byAge(atc, situation, {
      least: knowledge.leastAge.filter(isAbout),
      unsuitable: knowledge.unsuitableFromAge.filter(isAbout),
    }),
    ...byWeight(atc, situation, knowledge.leastWeight.filter(isAbout)),
    ...byKidneys(atc, situation, knowledge.leastGfr.filter(isAbout)),
  ];
}

function byAge(
  atc: string,
  { patient, today }: DrugSituation,
  { least, unsuitable }: { least: DrugKnowledge['leastAge']; unsuitable: DrugKnowledge['unsuitableFromAge'] },
): DrugAlert[] {
  const age = ageOf(patient, today);
  if (age === undefined) return [];
  return [
    ...least.filter(({ years }) => age < years).map((fact) => alertOf('age', `${atc}|${fact.years}`, fact)),
    ...unsuitable.filter(({ years }) => age >= years).map((fact) => alertOf('age', `${atc}|${fact.years}+`, fact)),
  ];
}

function alertOf(rule: 'age' | 'weight', about: string, fact: DrugFact & { stops: boolean }): DrugAlert {
  return { rule, stops: fact.stops, about, why: fact.why, ...groundsOf(fact) };
}

function byWeight(
  atc: string,
  { order, ...situation }: DrugSituation,
  facts: DrugKnowledge['leastWeight'],
): DrugAlert[] {
  const unit = unitOf(order.dosageInstruction?.[0] ?? {});
  const each = unit === undefined ? undefined : milligramsInOne(order, unit);
  const age = ageOf(situation.patient, situation.today);
  const weight = latestOf(situation, weightCodes, age !== undefined && age < 18 ? 180 : 730);
  return facts
    .filter(
      ({ kg, fromMg }) =>
        weight !== undefined && weight.value < kg && (fromMg === undefined || each === undefined || each >= fromMg),
    )
    .map((fact) => alertOf('weight', `${atc}|${fact.kg}`, fact));
}

function byKidneys(atc: string, situation: DrugSituation, facts: DrugKnowledge['leastGfr']): DrugAlert[] {
  const [lowest] = facts.toSorted((a, b) => a.gfr - b.gfr);
  if (lowest === undefined) return [];
  const found = latestOf(situation, gfrCodes, gfrDays);
  if (found === undefined) return [unknownKidneys(atc)];
  const [fact] = facts.filter(({ gfr }) => found.value < gfr).toSorted((a, b) => a.gfr - b.gfr);
  if (fact === undefined) return [];
  const value = String(found.value).replace('.', ',');
  return [
    {
      rule: 'kidneys',
      stops: fact.stops,
      about: `${atc}|${fact.gfr}`,
      why: {
        sv: `${fact.why.sv} eGFR är ${value} (${found.day}).`,
        en: `${fact.why.en} eGFR is ${found.value} (${found.day}).`,
      },
      ...groundsOf(fact),
      ...(found.observation.id !== undefined && {
        evidence: { reference: `Observation/${found.observation.id}`, display: 'eGFR' },
      }),
    },
  ];
}

const unknownKidneys = (atc: string): DrugAlert => ({
  rule: 'kidneys-unknown',
  stops: false,
  about: atc,
  why: {
    sv: 'Läkemedlet beror av njurfunktionen, och det finns inget eGFR från det senaste året.',
    en: 'The drug depends on the kidneys, and there is no eGFR of the last year.',
  },
});
