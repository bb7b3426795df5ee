/**
 * Every safety rule asked about one order: what must be answered first, then what is told. Of what several sources say alike, one is told:
 * what stops before what warns, what is loaded before what is shipped. A rule is taken away with its file and its line.
 */
import type { DrugAlert } from './drug-alert.ts';
import type { DrugKnowledge } from './drug-knowledge.ts';
import type { DrugSituation } from './drug-situation.ts';
import { allergy } from './rules/allergy.ts';
import { body } from './rules/body.ts';
import { dose } from './rules/dose.ts';
import { doubt } from './rules/doubt.ts';
import { duplicate } from './rules/duplicate.ts';
import { interaction } from './rules/interaction.ts';
import { pregnancy } from './rules/pregnancy.ts';
import { unknown } from './rules/unknown.ts';

const rules = [allergy, unknown, interaction, duplicate, doubt, dose, body, pregnancy] as const;

export function checkDrug(situation: DrugSituation, knowledge: DrugKnowledge): DrugAlert[] {
  const alerts = rules.flatMap((rule) => rule(situation, knowledge));
  const inOrder = [...alerts.filter(({ stops }) => stops), ...alerts.filter(({ stops }) => !stops)];
  const said = new Set<string>();
  return inOrder.filter(({ rule, about }) => {
    const key = `${rule}:${about}`;
    return !said.has(key) && said.add(key);
  });
}
