/** Drugs that are not for the patient's age, weight or kidneys, by the facts of the knowledge base; what is not known of the patient is said. */
import type { DrugAlert } from '../drug-alert.ts';
import { type DrugFact, type DrugKnowledge, groundsOf } from '../drug-knowledge.ts';
import { ageOf, atcOf, type DrugSituation, milligramsInOne, substancesOf } from '../drug-situation.ts';
import { gfrOf, isChild, unknownKidneys, unknownWeight, weightOf } from '../measured.ts';
import { unitOf } from '../../dosing/regimen.ts';

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

function byWeight(atc: string, situation: DrugSituation, facts: DrugKnowledge['leastWeight']): DrugAlert[] {
  const { order } = situation;
  const unit = unitOf(order.dosageInstruction?.[0] ?? {});
  const each = unit === undefined ? undefined : milligramsInOne(order, unit);
  const own = facts.filter(({ fromMg }) => fromMg === undefined || each === undefined || each >= fromMg);
  const weight = weightOf(situation);
  if (weight === undefined) return own.length > 0 && isChild(situation) ? [unknownWeight(atc)] : [];
  return own.filter(({ kg }) => weight.value < kg).map((fact) => alertOf('weight', `${atc}|${fact.kg}`, fact));
}

function byKidneys(atc: string, situation: DrugSituation, facts: DrugKnowledge['leastGfr']): DrugAlert[] {
  const [lowest] = facts.toSorted((a, b) => a.gfr - b.gfr);
  if (lowest === undefined) return [];
  const found = gfrOf(situation);
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
