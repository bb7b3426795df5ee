/** A dose that can be meant but seldom is (F5): steps that rise, very many at once, a last day that has been (dosing/contradictions.ts; docs/open-questions.md 277). */
import { type DoseDoubt, doubtsIn } from '../../dosing/contradictions.ts';
import type { Amount } from '../../dosing/regimen.ts';
import { dosePlurals } from '../../dose-units.ts';
import { decimal } from '../../reference-range.ts';
import type { DrugAlert } from '../drug-alert.ts';
import { atcOf, drugNameOf, type DrugSituation, milligramsInOne } from '../drug-situation.ts';

export function doubt({ order, today }: DrugSituation): DrugAlert[] {
  const drug = atcOf(order.medicationCodeableConcept) ?? drugNameOf(order).toLowerCase();
  const told = (amount: Amount) => amountText(amount, milligramsInOne(order, amount.unit));
  return doubtsIn(order.dosageInstruction ?? [], today).map((each) => alertOf(each, drug, told));
}

function alertOf(each: DoseDoubt, drug: string, told: (amount: Amount) => string): DrugAlert {
  switch (each.kind) {
    case 'rises': {
      const [from, to] = [told(each.from), told(each.to)];
      return {
        rule: 'dose-rises',
        // To go up by little each time is a common way to begin.
        stops: each.turns,
        about: `${drug}|${each.from.value}-${each.to.value}`,
        why: {
          sv: `Dosen stiger, från ${from} till ${to} per dygn. Är det så den ska vara?`,
          en: `The dose rises, from ${from} to ${to} a day. Is that how it is to be?`,
        },
      };
    }
    case 'many':
      return {
        rule: 'dose-many',
        stops: true,
        about: `${drug}|${each.at.value}`,
        why: { sv: `Det blir ${told(each.at)} på en gång.`, en: `That makes ${told(each.at)} at one time.` },
      };
    case 'over':
      return {
        rule: 'dose-over',
        stops: true,
        about: `${drug}|${each.end}`,
        why: { sv: `Sista dagen, ${each.end}, har varit.`, en: `The last day, ${each.end}, has been.` },
      };
  }
}

/** `30 tabletter (150 mg)`. */
function amountText({ value, unit }: Amount, each: number | undefined): string {
  const counted = `${decimal(value)} ${value > 1 ? (dosePlurals[unit] ?? unit) : unit}`;
  return each === undefined || each === 1
    ? counted
    : `${counted} (${decimal(Math.round(value * each * 1000) / 1000)} mg)`;
}
