/** Two drugs that do not go together, by the facts of the knowledge base, each with its source (drug-knowledge.ts). */
import type { DrugAlert } from '../drug-alert.ts';
import { type DrugKnowledge, groundsOf } from '../drug-knowledge.ts';
import { entryOf } from '../../reconciliation/as-taken.ts';
import { atcOf, drugNameOf, type DrugSituation, isOf, substancesOf } from '../drug-situation.ts';

export function interaction({ order, others }: DrugSituation, knowledge: DrugKnowledge): DrugAlert[] {
  const atc = atcOf(order.medicationCodeableConcept);
  if (atc === undefined) return [];
  const own = substancesOf(atc, knowledge);
  // A licensed base has tens of thousands of pairs, most of them about other drugs.
  const pairs = knowledge.interactions.flatMap((fact) => [
    ...(isOf(own, fact.one) ? [{ fact, against: fact.other }] : []),
    ...(isOf(own, fact.other) ? [{ fact, against: fact.one }] : []),
  ]);
  return others.flatMap((other) => {
    const code = atcOf(other.medicationCodeableConcept);
    if (code === undefined) return [];
    const beside = substancesOf(code, knowledge);
    const entry = entryOf(other);
    return pairs
      .filter(({ against }) => isOf(beside, against))
      .map(({ fact: { stops, why, ...fact } }) => ({
        rule: 'interaction' as const,
        stops,
        about: `${atc}|${code}`,
        why: { sv: `Med ${drugNameOf(other)}: ${why.sv}`, en: `With ${drugNameOf(other)}: ${why.en}` },
        ...groundsOf({ why, ...fact }),
        ...(entry && { evidence: { ...entry, display: drugNameOf(other) } }),
      }));
  });
}
