/** The same substance twice: by ATC's fifth level (https://atcddd.fhi.no), by other codes of the substance, and within combinations. */
import type { DrugAlert } from '../drug-alert.ts';
import type { DrugKnowledge } from '../drug-knowledge.ts';
import { entryOf } from '../../reconciliation/as-taken.ts';
import { atcOf, drugNameOf, type DrugSituation, isLocal, substancesOf } from '../drug-situation.ts';

export function duplicate({ order, others }: DrugSituation, knowledge: DrugKnowledge): DrugAlert[] {
  const atc = atcOf(order.medicationCodeableConcept);
  if (atc === undefined) return [];
  const own = substancesOf(atc, knowledge);
  return others.flatMap((other) => {
    const code = atcOf(other.medicationCodeableConcept);
    if (code === undefined || !substancesOf(code, knowledge).some((one) => own.includes(one))) return [];
    const name = drugNameOf(other);
    const entry = entryOf(other);
    return [
      {
        rule: 'duplicate' as const,
        // On the skin and in the mouth are seldom too much together.
        // What is only said to be taken becomes an order when it is ordered: that is told, and asks for nothing.
        stops: other.reportedBoolean !== true && isLocal(code) === isLocal(atc),
        // By code, so that an answer holds when the other is renewed.
        about: `${atc}|${code}`,
        why: {
          sv: `Samma substans står redan i listan: ${name}.`,
          en: `The same substance is on the list already: ${name}.`,
        },
        ...(entry && { evidence: { ...entry, display: name } }),
      },
    ];
  });
}
