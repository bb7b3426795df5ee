/** Unknown is not none (F4): nobody has said whether the patient is hypersensitive to drugs, or the drug has no code to compare by. */
import type { DrugAlert } from '../drug-alert.ts';
import { atcOf, drugNameOf, type DrugSituation } from '../drug-situation.ts';
import { isInForce, isNoKnown, mayBeToADrug } from '../hypersensitivity.ts';

export function unknown({ order, allergies, isPart }: DrugSituation): DrugAlert[] {
  const said = isPart !== true && allergies.some((each) => isInForce(each) && (isNoKnown(each) || mayBeToADrug(each)));
  const atc = atcOf(order.medicationCodeableConcept);
  const name = drugNameOf(order);
  return [
    ...(said ? [] : [notSaid]),
    ...(atc === undefined
      ? [
          {
            rule: 'drug-not-known' as const,
            stops: true,
            about: name.toLowerCase(),
            why: {
              sv: `${name} har ingen ATC-kod: överkänslighet och annat kan inte kontrolleras.`,
              en: `${name} has no ATC code: hypersensitivity and the rest cannot be checked.`,
            },
          },
        ]
      : []),
  ];
}

const notSaid: DrugAlert = {
  rule: 'allergy-unknown',
  stops: true,
  about: 'patient',
  why: {
    sv: 'Uppgift om överkänslighet mot läkemedel saknas. Det betyder inte att det inte finns någon.',
    en: 'Nothing is said of hypersensitivity to drugs. That does not mean that there is none.',
  },
};
