/** More in a day than the product information allows, of the drug and of others with the same substance, by the facts of the knowledge base. */
import { mostPerDay } from '../../dosing/regimen.ts';
import type { DrugAlert } from '../drug-alert.ts';
import { type DrugKnowledge, groundsOf } from '../drug-knowledge.ts';
import { ageOf, atcOf, type DrugSituation, milligramsInOne, substancesOf } from '../drug-situation.ts';
import type { MedicationRequest } from '@medplum/fhirtypes';

export function dose({ order, others, patient, today }: DrugSituation, knowledge: DrugKnowledge): DrugAlert[] {
  const atc = atcOf(order.medicationCodeableConcept);
  const age = ageOf(patient, today);
  if (atc === undefined) return [];
  const own = substancesOf(atc, knowledge);
  return knowledge.mostPerDay
    .filter((fact) => own.includes(fact.atc) && (age === undefined || isOfAge(age, fact)))
    .flatMap((fact) => {
      const ordered = milligramsADay(order);
      if (ordered === undefined) return [];
      const beside = others.filter((other) => {
        const code = atcOf(other.medicationCodeableConcept);
        return code !== undefined && substancesOf(code, knowledge).includes(fact.atc);
      });
      const all = ordered + beside.reduce((sum, other) => sum + (milligramsADay(other) ?? 0), 0);
      if (all <= fact.mg) return [];
      const amount = (grouping: string) => String(Math.round(all)).replace(/\B(?=(\d{3})+$)/, grouping);
      return [
        {
          rule: 'most-per-day' as const,
          stops: fact.stops,
          about: `${atc}|${Math.round(all)}`,
          why: {
            sv: `${fact.why.sv} Här blir det upp till ${amount('\u00a0')} mg.`,
            en: `${fact.why.en} Here it may be ${amount(',')} mg.`,
          },
          ...groundsOf(fact),
        },
      ];
    });
}

const isOfAge = (age: number, { fromAge, belowAge }: DrugKnowledge['mostPerDay'][number]): boolean =>
  age >= fromAge && (belowAge === undefined || age < belowAge);

function milligramsADay(order: MedicationRequest): number | undefined {
  const most = mostPerDay(order.dosageInstruction ?? []);
  const each = most === undefined ? undefined : milligramsInOne(order, most.unit);
  return most === undefined || each === undefined ? undefined : most.value * each;
}
