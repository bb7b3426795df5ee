/** Drugs that are not for the pregnant, by the facts of the knowledge base; whether somebody is pregnant is told by current problems (ICD-10 O, Z33–Z35). */
import type { Condition } from '@medplum/fhirtypes';
import type { DrugAlert } from '../drug-alert.ts';
import { type DrugKnowledge, groundsOf } from '../drug-knowledge.ts';
import { ageOf, atcOf, type DrugSituation, isOf, substancesOf } from '../drug-situation.ts';

export function pregnancy({ order, patient, conditions, today }: DrugSituation, knowledge: DrugKnowledge): DrugAlert[] {
  const atc = atcOf(order.medicationCodeableConcept);
  const age = ageOf(patient, today);
  if (atc === undefined || patient?.gender === 'male') return [];
  const facts = knowledge.pregnancy.filter((fact) => isOf(substancesOf(atc, knowledge), [fact.atc]));
  const pregnant = conditions.find(isPregnancy);
  if (pregnant === undefined) {
    const may = patient?.gender === 'female' && age !== undefined && age >= 15 && age <= 50;
    return facts.length > 0 && may ? [notKnown(atc)] : [];
  }
  return facts.map((fact) => ({
    rule: 'pregnancy' as const,
    stops: fact.stops,
    about: `${atc}|pregnancy`,
    why: fact.why,
    ...groundsOf(fact),
    ...(pregnant.id !== undefined && { evidence: { reference: `Condition/${pregnant.id}` } }),
  }));
}

function isPregnancy({ code, clinicalStatus, verificationStatus }: Condition): boolean {
  const isCurrent = ['active', 'recurrence', 'relapse'].includes(clinicalStatus?.coding?.[0]?.code ?? 'active');
  const isWrong = ['refuted', 'entered-in-error'].includes(verificationStatus?.coding?.[0]?.code ?? '');
  return (
    isCurrent &&
    !isWrong &&
    (code?.coding?.some((one) => /icd/i.test(one.system ?? '') && /^(O\d|Z3[345])/.test(one.code ?? '')) ?? false)
  );
}

const notKnown = (atc: string): DrugAlert => ({
  rule: 'pregnancy-unknown',
  stops: false,
  about: atc,
  why: {
    sv: 'Läkemedlet ska inte ges under graviditet. Ingen graviditet är dokumenterad; fråga.',
    en: 'The drug is not to be given in pregnancy. None is documented; ask.',
  },
});
