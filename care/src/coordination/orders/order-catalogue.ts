/**
 * What can be ordered, as a CodeSystem of the region (http://hl7.org/fhir/R4/codesystem.html): each thing with its names in clinicians'
 * words as designations, its kind, and of a set what it consists of, as properties. Searched here, so that typing waits for nobody.
 */
import type { CodeSystem, CodeSystemConcept } from '@medplum/fhirtypes';
import type { OrderKind } from './order-of.ts';

export interface Orderable {
  code: string;
  display: string;
  kind: OrderKind;
  /** What it is besides, such as the modality of an examination. */
  group: string;
  /** Codes that a set stands for. */
  members: readonly string[];
  /** What its sample is taken in; undefined: it is no test, or the catalogue does not say. */
  container?: Container;
  /** Whether it is to be said from where on the body the sample is. */
  asksSite: boolean;
  words: string;
}

/** What a sample is taken in: a tube by its additive and the colour of its cap, a cup. */
export interface Container {
  code: string;
  display: string;
}

export function orderablesOf(catalogue: CodeSystem): Orderable[] {
  return (catalogue.concept ?? []).map((concept) => ({
    code: concept.code,
    display: concept.display ?? concept.code,
    kind: propertyOf(concept, 'kind')[0] as OrderKind,
    group: propertyOf(concept, 'group')[0] ?? '',
    members: propertyOf(concept, 'member'),
    asksSite: propertyOf(concept, 'site')[0] === 'asked',
    ...containerOf(concept),
    words: folded([concept.display, ...(concept.designation ?? []).map(({ value }) => value)].join(' ')),
  }));
}

function containerOf({ property = [] }: CodeSystemConcept): Pick<Orderable, 'container'> {
  const { code, display } = property.find(({ code }) => code === 'container')?.valueCoding ?? {};
  return code === undefined ? {} : { container: { code, display: display ?? code } };
}

const propertyOf = ({ property = [] }: CodeSystemConcept, wanted: string): string[] =>
  property.filter(({ code }) => code === wanted).map(({ valueCode, valueString }) => valueCode ?? valueString ?? '');

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Those of which some word begins with each word asked for; one whose name begins so comes first, and a set before its parts. */
export function matching(all: readonly Orderable[], kind: OrderKind, asked: string): Orderable[] {
  const words = folded(asked)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  if (words.length === 0) return [];
  const found = all.filter((one) => one.kind === kind && words.every((word) => hasWord(one.words, word)));
  return found.toSorted(
    (a, b) =>
      Number(hasWord(folded(b.display), words[0] ?? '')) - Number(hasWord(folded(a.display), words[0] ?? '')) ||
      b.members.length - a.members.length ||
      a.display.length - b.display.length ||
      a.display.localeCompare(b.display, 'sv'),
  );
}

const hasWord = (text: string, word: string): boolean =>
  text.startsWith(word) || new RegExp(`[^\\p{L}\\p{N}]${word}`, 'u').test(text);

/** The things themselves: a set is what it consists of, each once. */
export function unfolded(chosen: readonly Orderable[], all: readonly Orderable[]): Orderable[] {
  const byCode = new Map(all.map((one) => [one.code, one]));
  const found = new Map<string, Orderable>();
  for (const one of chosen)
    for (const part of one.members.length === 0 ? [one] : one.members.flatMap((code) => byCode.get(code) ?? []))
      found.set(part.code, part);
  return [...found.values()];
}
