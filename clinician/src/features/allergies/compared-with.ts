/** What a hypersensitivity can be coded as, so that drugs are compared with it: a class, or one drug of the catalogue or of the patient's own. */
import type { AllergyIntolerance, CodeableConcept, Coding } from '@medplum/fhirtypes';
import type { DrugKnowledge } from '@vardkedjan/care/clinical/drug-safety/drug-knowledge.ts';
import { atcSystem } from '@vardkedjan/care/clinical/drug-safety/drug-situation.ts';
import { codesOf } from '@vardkedjan/care/clinical/drug-safety/rules/allergy.ts';
import type { AllergyForm } from './warning-resources.ts';

export interface Comparable {
  name: string;
  codes: readonly string[];
  isClass: boolean;
}

const most = 8;

/** Classes first: a reaction is seldom to one drug alone. `text` empty: the patient's own drugs. */
export function comparables(
  text: string,
  {
    knowledge,
    catalogue,
    own,
  }: { knowledge: DrugKnowledge; catalogue: readonly Comparable[]; own: readonly Comparable[] },
): Comparable[] {
  const typed = text.trim().toLowerCase();
  if (typed === '') return own.slice(0, most);
  const begins = (word: string) => word.toLowerCase().startsWith(typed) || typed.startsWith(word.toLowerCase());
  const classes = classesIn(knowledge).filter(({ name, words }) => typed.length > 1 && [name, ...words].some(begins));
  const drugs = [...own.filter(({ name }) => name.toLowerCase().startsWith(typed)), ...catalogue];
  const all = [...classes.map(({ name, codes }) => ({ name, codes, isClass: true })), ...drugs];
  return [...new Map(all.map((each) => [each.codes.join(), each])).values()].slice(0, most);
}

/** The class that a drug belongs to, if the knowledge names one. */
export function classOf(codings: readonly Coding[], knowledge: DrugKnowledge): Comparable | undefined {
  const found = classesIn(knowledge).find((each) =>
    codings.every(({ code = '' }) => each.codes.some((one) => code.startsWith(one) && code !== one)),
  );
  return found && { name: found.name, codes: found.codes, isClass: true };
}

/** The codes that are recorded: of the drug that was chosen, or of its whole class. */
export function meantBy(
  { codings = [], isWholeClass }: Pick<AllergyForm, 'codings' | 'isWholeClass'>,
  knowledge: DrugKnowledge,
): readonly Coding[] {
  const group = isWholeClass === true ? classOf(codings, knowledge) : undefined;
  return group === undefined ? codings : codingsOf(group);
}

const classesIn = ({ classWords }: DrugKnowledge) =>
  classWords.flatMap(({ name, words, atc }) => (name === undefined ? [] : [{ name, words, codes: atc }]));

export function codingsOf({ name, codes }: Comparable): Coding[] {
  return codes.map((code) => ({ system: atcSystem, code, display: name }));
}

/** Drugs by substance, each once. */
export function substancesIn(concepts: readonly (CodeableConcept | undefined)[]): Comparable[] {
  const found = concepts.flatMap((concept) => {
    const coding = concept?.coding?.find(({ system, code }) => system === atcSystem && code !== undefined);
    const name = coding?.display ?? concept?.text;
    return coding?.code === undefined || name === undefined ? [] : [{ name, codes: [coding.code], isClass: false }];
  });
  return [...new Map(found.map((each) => [each.codes[0], each])).values()];
}

/** Drugs will be compared with it: it has a code, or words that stand for some. */
export function isComparable(code: AllergyIntolerance['code'], knowledge: DrugKnowledge): boolean {
  return codesOf({ ...(code && { code }) }, knowledge).length > 0;
}
