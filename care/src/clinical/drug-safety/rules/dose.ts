/**
 * More than the product information allows, by the facts of the knowledge base: in a day, of the drug and of others with the same substance, by
 * age, weight and kidneys; or at one time. What cannot be compared with a fact that there is is said, not passed over.
 */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { type Amount, mostAtOnce, mostPerDay } from '../../dosing/regimen.ts';
import type { AlertRule, DrugAlert } from '../drug-alert.ts';
import { type Ages, type DrugFact, type DrugKnowledge, groundsOf } from '../drug-knowledge.ts';
import {
  ageOf,
  atcOf,
  drugNameOf,
  type DrugSituation,
  isLocal,
  milligramsInOne,
  substancesOf,
} from '../drug-situation.ts';
import { gfrOf, unknownKidneys, unknownWeight, weightOf } from '../measured.ts';

interface Limit {
  rule: AlertRule;
  fact: DrugFact & { atc: string; stops: boolean };
  mg: number;
  /** By what it was computed: `10 kg`. */
  by?: string;
  evidence?: DrugAlert['evidence'];
}

export function dose(situation: DrugSituation, knowledge: DrugKnowledge): DrugAlert[] {
  const atc = atcOf(situation.order.medicationCodeableConcept);
  if (atc === undefined || isLocal(atc)) return [];
  const own = substancesOf(atc, knowledge);
  const ofDrug = <Fact extends { atc: string } & Ages>(facts: readonly Fact[]) =>
    facts.filter((fact) => own.includes(fact.atc));
  const facts: Facts = {
    perDay: ofDrug(knowledge.mostPerDay),
    perKg: ofDrug(knowledge.mostPerKg),
    atOnce: ofDrug(knowledge.mostAtOnce),
    byGfr: ofDrug(knowledge.mostByGfr),
  };
  const { limits, unknown } = limitsOf(atc, facts, situation);
  const alerts = limits.map((limit) => compared(limit, atc, situation, knowledge));
  return [...alerts.flatMap((alert) => alert ?? []), ...unknown];
}

interface Facts {
  perDay: DrugKnowledge['mostPerDay'];
  perKg: DrugKnowledge['mostPerKg'];
  atOnce: DrugKnowledge['mostAtOnce'];
  byGfr: DrugKnowledge['mostByGfr'];
}

/** Those of the patient's age, with what is not known of the patient. An age that is not known is every age. */
function limitsOf(atc: string, facts: Facts, situation: DrugSituation): { limits: Limit[]; unknown: DrugAlert[] } {
  const age = ageOf(situation.patient, situation.today);
  const isHere = (fact: Ages) =>
    age === undefined || (age >= fact.fromAge && (fact.belowAge === undefined || age < fact.belowAge));
  const weight = weightOf(situation);
  const byWeight = (rule: AlertRule, fact: Limit['fact'], mgPerKg: number): Limit[] =>
    weight === undefined ? [] : [{ rule, fact, mg: mgPerKg * weight.value, by: `${number(weight.value)} kg` }];
  const perKg = facts.perKg.filter(isHere);
  const atOnce = facts.atOnce.filter(isHere);
  const perDay = facts.perDay.filter(isHere);
  const byGfr = facts.byGfr.filter(isHere);
  const needsWeight = perKg.length > 0 || atOnce.some((fact) => 'mgPerKg' in fact);
  const isOfAnotherAge =
    facts.perDay.length + facts.perKg.length + facts.atOnce.length > 0 &&
    perDay.length + perKg.length + atOnce.length === 0;
  return {
    limits: [
      ...perDay.map((fact): Limit => ({ rule: 'most-per-day', fact, mg: fact.mg })),
      ...perKg.flatMap((fact) => byWeight('most-per-day', fact, fact.mgPerKg)),
      ...atOnce.flatMap((fact): Limit[] =>
        'mg' in fact ? [{ rule: 'most-at-once', fact, mg: fact.mg }] : byWeight('most-at-once', fact, fact.mgPerKg),
      ),
      ...kidneyLimit(byGfr, situation),
    ],
    unknown: [
      ...(needsWeight && weight === undefined ? [unknownWeight(atc)] : []),
      ...(byGfr.length > 0 && gfrOf(situation) === undefined ? [unknownKidneys(atc)] : []),
      ...(isOfAnotherAge ? [notChecked(atc, noneForAge)] : []),
    ],
  };
}

function kidneyLimit(facts: Facts['byGfr'], situation: DrugSituation): Limit[] {
  const found = gfrOf(situation);
  if (found === undefined) return [];
  const [fact] = facts.filter(({ belowGfr }) => found.value < belowGfr).toSorted((a, b) => a.belowGfr - b.belowGfr);
  if (fact === undefined) return [];
  const { id } = found.observation;
  const evidence = id === undefined ? {} : { evidence: { reference: `Observation/${id}`, display: 'eGFR' } };
  return [{ rule: 'most-by-kidneys', fact, mg: fact.mg, by: `eGFR ${number(found.value)}`, ...evidence }];
}

function compared(
  { rule, fact, mg, by, evidence }: Limit,
  atc: string,
  { order, others }: DrugSituation,
  knowledge: DrugKnowledge,
): DrugAlert | undefined {
  const isOnce = rule === 'most-at-once';
  const beside = isOnce ? [] : others.filter((other) => holds(other, fact.atc, knowledge));
  const amounts = [order, ...beside].map((each) => ({ each, mg: milligrams(each, isOnce ? mostAtOnce : mostPerDay) }));
  const all = amounts.reduce((sum, one) => sum + (one.mg ?? 0), 0);
  const untold = amounts.find((one) => one.mg === undefined);
  if (all <= mg + 1e-6) return untold && notChecked(atc, notComputed(drugNameOf(untold.each), fact));
  const limit = by === undefined ? '' : ` (${by}: ${number(mg)} mg)`;
  return {
    rule,
    stops: fact.stops,
    about: `${atc}|${Math.round(all)}`,
    why: {
      sv: `${fact.why.sv}${limit} Här blir det ${isOnce ? '' : 'upp till '}${number(all)} mg${isOnce ? ' på en gång' : ''}.`,
      en: `${fact.why.en}${limit} Here it ${isOnce ? 'is' : 'may be'} ${number(all, ',', '.')} mg${isOnce ? ' at one time' : ''}.`,
    },
    ...groundsOf(fact),
    ...(evidence && { evidence }),
  };
}

function holds(other: MedicationRequest, atc: string, knowledge: DrugKnowledge): boolean {
  const code = atcOf(other.medicationCodeableConcept);
  return code !== undefined && !isLocal(code) && substancesOf(code, knowledge).includes(atc);
}

function milligrams(
  order: MedicationRequest,
  most: (dosages: NonNullable<MedicationRequest['dosageInstruction']>) => Amount | undefined,
): number | undefined {
  const amount = most(order.dosageInstruction ?? []);
  const each = amount === undefined ? undefined : milligramsInOne(order, amount.unit);
  return amount === undefined || each === undefined ? undefined : amount.value * each;
}

const notChecked = (atc: string, why: DrugAlert['why']): DrugAlert => ({
  rule: 'dose-not-checked',
  stops: false,
  about: atc,
  why,
});

const noneForAge: DrugAlert['why'] = {
  sv: 'Dosen är inte kontrollerad: ingen högsta dos är känd för patientens ålder.',
  en: 'The dose has not been checked: no highest dose is known for the patient’s age.',
};

const notComputed = (name: string, { why }: DrugFact): DrugAlert['why'] => ({
  sv: `Dosen är inte kontrollerad: hur mycket det blir av ${name} kan inte räknas ut. ${why.sv}`,
  en: `The dose has not been checked: how much it comes to of ${name} cannot be computed. ${why.en}`,
});

/** `4 000`, `7,5`. */
function number(value: number, grouping = '\u00A0', comma = ','): string {
  const [whole = '', part] = String(Math.round(value * 10) / 10).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, grouping)}${part === undefined ? '' : comma + part}`;
}
