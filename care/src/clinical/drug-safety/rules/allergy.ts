/** A known hypersensitivity to the drug, to its class, or to one that reacts alike: http://hl7.org/fhir/R4/allergyintolerance.html, by ATC's hierarchy (https://atcddd.fhi.no). */
import type { AllergyIntolerance } from '@medplum/fhirtypes';
import type { DrugAlert } from '../drug-alert.ts';
import { type DrugKnowledge, groundsOf } from '../drug-knowledge.ts';
import { atcOf, atcSystem, drugNameOf, type DrugSituation, isOf, substancesOf } from '../drug-situation.ts';
import { isInForce, isNoKnown, mayBeToADrug, nameOf } from '../hypersensitivity.ts';

export function allergy({ order, allergies }: DrugSituation, knowledge: DrugKnowledge): DrugAlert[] {
  const atc = atcOf(order.medicationCodeableConcept);
  const name = drugNameOf(order);
  return allergies
    .filter((each) => isInForce(each) && !isNoKnown(each))
    .flatMap((each) => {
      const codes = codesOf(each, knowledge);
      const found = atc === undefined ? byName(each, name) : byCode(substancesOf(atc, knowledge), codes, knowledge);
      const rule =
        found ??
        (byName(each, name)
          ? 'allergy'
          : codes.length === 0 && mayBeToADrug(each)
            ? 'allergy-not-compared'
            : undefined);
      return rule === undefined
        ? []
        : [
            alertOf(rule, each, {
              name,
              about: atc ?? name.toLowerCase(),
              source: sourceOf(rule, codes, atc, knowledge),
            }),
          ];
    });
}

type Rule = 'allergy' | 'cross-reaction' | 'allergy-not-compared';

function byCode(
  drug: readonly string[],
  codes: readonly string[],
  { crossReactions }: DrugKnowledge,
): Rule | undefined {
  if (codes.length === 0) return undefined;
  if (isOf(drug, codes)) return 'allergy';
  return crossReactions.some((each) => isOf(codes, each.to) && isOf(drug, each.with)) ? 'cross-reaction' : undefined;
}

/** By its ATC codes, or by the words for a class or a drug in its text; none: it cannot be compared with a drug. */
export function codesOf(each: Pick<AllergyIntolerance, 'code'>, knowledge: DrugKnowledge): string[] {
  const coded = (each.code?.coding ?? []).flatMap(({ system, code }) => (system === atcSystem && code ? [code] : []));
  if (coded.length > 0) return coded.flatMap((atc) => substancesOf(atc, knowledge));
  const words = wordsOf(nameOf(each));
  return knowledge.classWords
    .filter((one) =>
      one.words.some((word) => words.some((said) => said === word || (word.length > 4 && said.startsWith(word)))),
    )
    .flatMap(({ atc: codes }) => [...codes]);
}

/** The names have a word of some length in common. */
function byName(each: AllergyIntolerance, drug: string): Rule | undefined {
  const said = wordsOf(nameOf(each)).filter((word) => word.length >= 5);
  const named = wordsOf(drug);
  return said.some((word) => named.includes(word)) ? 'allergy' : undefined;
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-zåäöéü0-9-]+/)
    .filter((word) => word !== '');

function sourceOf(
  rule: Rule,
  codes: readonly string[],
  atc: string | undefined,
  knowledge: DrugKnowledge,
): DrugKnowledge['crossReactions'][number] | undefined {
  if (rule !== 'cross-reaction' || atc === undefined) return undefined;
  const drug = substancesOf(atc, knowledge);
  return knowledge.crossReactions.find((each) => isOf(codes, each.to) && isOf(drug, each.with));
}

function alertOf(
  rule: Rule,
  each: AllergyIntolerance,
  { name, about, source }: { name: string; about: string; source: DrugKnowledge['crossReactions'][number] | undefined },
): DrugAlert {
  const to = nameOf(each);
  const reactions = (each.reaction ?? [])
    .flatMap(({ manifestation }) => manifestation.map(({ text }) => text ?? ''))
    .filter(Boolean);
  const how = reactions.length === 0 ? '' : ` (${reactions.join(', ')})`;
  const texts: Record<Rule, DrugAlert['why']> = {
    allergy: {
      sv: `Överkänslighet: ${to}${how}. ${name} hör dit.`,
      en: `Hypersensitivity: ${to}${how}. ${name} belongs there.`,
    },
    'cross-reaction': {
      sv: `Överkänslighet: ${to}${how}. ${source?.why.sv ?? ''}`,
      en: `Hypersensitivity: ${to}${how}. ${source?.why.en ?? ''}`,
    },
    'allergy-not-compared': {
      sv: `Överkänslighet: ${to}${how}. Den är inte kodad och kan inte jämföras med ${name}.`,
      en: `Hypersensitivity: ${to}${how}. It is not coded and cannot be compared with ${name}.`,
    },
  };
  return {
    rule,
    stops: source?.stops ?? true,
    about: `${about}|${each.id === undefined ? to : `AllergyIntolerance/${each.id}`}`,
    why: texts[rule],
    ...(source && groundsOf(source)),
    ...(each.id !== undefined && { evidence: { reference: `AllergyIntolerance/${each.id}`, display: to } }),
  };
}
