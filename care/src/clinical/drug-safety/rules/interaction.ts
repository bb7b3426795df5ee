/** Two drugs that do not go together, by the facts of the knowledge base, each with its source (drug-knowledge.ts). */
import type { DrugAlert } from '../drug-alert.ts';
import type { DrugKnowledge } from '../drug-knowledge.ts';
import { entryOf } from '../../reconciliation/as-taken.ts';
import { atcOf, drugNameOf, type DrugSituation, isOf, substancesOf } from '../drug-situation.ts';

export function interaction({ order, others }: DrugSituation, knowledge: DrugKnowledge): DrugAlert[] {
  const atc = atcOf(order.medicationCodeableConcept);
  if (atc === undefined) return [];
  const own = substancesOf(atc, knowledge);
  return others.flatMap((other) => {
    const code = atcOf(other.medicationCodeableConcept);
    if (code === undefined) return [];
    const beside = substancesOf(code, knowledge);
    const entry = entryOf(other);
    return knowledge.interactions
      .filter(
        (each) =>
          (isOf(own, each.one) && isOf(beside, each.other)) || (isOf(own, each.other) && isOf(beside, each.one)),
      )
      .map(({ stops, why, source }) => ({
        rule: 'interaction' as const,
        stops,
        about: `${atc}|${code}`,
        why: { sv: `Med ${drugNameOf(other)}: ${why.sv}`, en: `With ${drugNameOf(other)}: ${why.en}` },
        source,
        ...(entry && { evidence: { ...entry, display: drugNameOf(other) } }),
      }));
  });
}
