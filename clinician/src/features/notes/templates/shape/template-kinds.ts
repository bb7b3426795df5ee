/**
 * What a search word of a template can be, in the words of those who make templates, and what that is in a Questionnaire
 * (http://hl7.org/fhir/R4/questionnaire.html). What a template has besides is carried along untouched.
 */
import type { Extension, QuestionnaireItem } from '@medplum/fhirtypes';

export const itemKinds = ['text', 'group', 'display'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** undefined: a kind that is not edited here; it is kept as it is. */
export function kindOf({ type }: QuestionnaireItem): ItemKind | undefined {
  return type === 'string' ? 'text' : itemKinds.find((kind) => kind === type);
}

/** Text that is put in with one press: `https://vardkedjan.se/fhir/StructureDefinition/standard-phrase`, any number of them. */
export const phraseUrl = 'https://vardkedjan.se/fhir/StructureDefinition/standard-phrase';

export function phrasesOf({ extension = [] }: QuestionnaireItem): string[] {
  return extension.flatMap(({ url, valueString }) => (url === phraseUrl && valueString ? [valueString] : []));
}

export function withPhrases(
  { extension = [], ...item }: QuestionnaireItem,
  phrases: readonly string[],
): QuestionnaireItem {
  const all: Extension[] = [
    ...extension.filter(({ url }) => url !== phraseUrl),
    ...phrases.map((valueString) => ({ url: phraseUrl, valueString })),
  ];
  return all.length === 0 ? (item as QuestionnaireItem) : { ...item, extension: all };
}
