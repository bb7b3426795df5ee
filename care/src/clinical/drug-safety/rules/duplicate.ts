/** The same substance twice: by ATC's fifth level (https://atcddd.fhi.no), by other codes of the substance, and within combinations. */
import type { DrugAlert } from '../drug-alert.ts';
import type { DrugKnowledge } from '../drug-knowledge.ts';
import { atcOf, drugNameOf, type DrugSituation, substancesOf } from '../drug-situation.ts';

const local = /^(D|S|R01|M02)/;

export function duplicate({ order, others }: DrugSituation, knowledge: DrugKnowledge): DrugAlert[] {
  const atc = atcOf(order.medicationCodeableConcept);
  if (atc === undefined) return [];
  const own = substancesOf(atc, knowledge);
  return others.flatMap((other) => {
    const code = atcOf(other.medicationCodeableConcept);
    if (code === undefined || !substancesOf(code, knowledge).some((one) => own.includes(one))) return [];
    const name = drugNameOf(other);
    return [
      {
        rule: 'duplicate' as const,
        // On the skin and in the mouth are seldom too much together.
        stops: local.test(code) === local.test(atc),
        // By code, so that an answer holds when the other is renewed.
        about: `${atc}|${code}`,
        why: {
          sv: `Samma substans står redan i listan: ${name}.`,
          en: `The same substance is on the list already: ${name}.`,
        },
        evidence: { reference: `MedicationRequest/${other.id ?? ''}`, display: name },
      },
    ];
  });
}
