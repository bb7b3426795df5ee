/**
 * What a search word of a template can be, in the words of those who make templates, and what that is in a Questionnaire
 * (http://hl7.org/fhir/R4/questionnaire.html). What a template has besides is carried along untouched.
 */
import type { Extension, QuestionnaireItem } from '@medplum/fhirtypes';
import { type Measure, measureItem, measures } from '@vardkedjan/care/record-keeping/measures.ts';
import {
  type CodedLine,
  codedItem,
  codedLineNames,
  codedLineOf,
} from '@vardkedjan/care/record-keeping/coding/coded-lines.ts';
import { extractUrl } from '@vardkedjan/care/record-keeping/note-values.ts';

export const itemKinds = ['text', 'quantity', 'choice', 'date', 'boolean', 'group', 'display'] as const;
/** `measure:<LOINC>`: a value that is among the patient's values once the note is signed. */
export type ItemKind = (typeof itemKinds)[number] | CodedLine | `measure:${string}`;

export const codedKinds: readonly CodedLine[] = codedLineNames;

/** undefined: a kind that is not edited here; it is kept as it is. */
export function kindOf(item: QuestionnaireItem): ItemKind | undefined {
  const measure = measureOf(item);
  if (measure) return `measure:${measure.code}`;
  const line = codedLineOf(item);
  if (line) return line;
  return item.type === 'string' ? 'text' : itemKinds.find((kind) => kind === item.type);
}

/** Whether its answers become one of the patient's values. */
export const isMeasured = ({ code = [], extension = [] }: QuestionnaireItem): boolean =>
  code.length > 0 && extension.some(({ url, valueBoolean }) => url === extractUrl && valueBoolean === true);

/** A heading has rows of its own under it; a blood pressure is one row. */
export const isHeading = (item: QuestionnaireItem): boolean => item.type === 'group' && !isMeasured(item);

const measureOf = (item: QuestionnaireItem): Measure | undefined =>
  isMeasured(item) ? measures.find(({ code }) => item.code?.some((each) => each.code === code)) : undefined;

/** The same row as another kind: its name stays, and what the new kind has no use for goes. */
export function withKind({ linkId, text, required }: QuestionnaireItem, kind: ItemKind): QuestionnaireItem {
  const named = { linkId, ...(text === undefined ? {} : { text }) };
  const asked = required ? { required } : {};
  const measure = measures.find(({ code }) => kind === `measure:${code}`);
  if (measure) return { ...measureItem(linkId, measure, text), ...asked };
  const line = codedKinds.find((each) => each === kind);
  if (line) return { ...codedItem(linkId, line, text || undefined), ...asked };
  // A heading and a help text are not filled in: nothing is asked of them (que-6).
  const isFilledIn = kind !== 'group' && kind !== 'display';
  return { ...named, ...(isFilledIn ? asked : {}), type: kind as QuestionnaireItem['type'] };
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
