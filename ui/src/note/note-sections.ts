/**
 * A note as it is read: a QuestionnaireResponse (http://hl7.org/fhir/R4/questionnaireresponse.html) as text under its search
 * words, in their order. Text is opaque: it comes out as it was written, to the letter. Answers of other kinds than text, as
 * other systems write them, are shown in words and never left out.
 */
import type {
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
} from '@medplum/fhirtypes';
import { numberText } from '@vardkedjan/fhir/json.ts';
import { formatDate, formatDateTime, formatTime } from '../dates.ts';
import type { Language } from '../language.tsx';

export interface NoteSection {
  linkId: string;
  /** The search word; empty when the note has none. */
  heading: string;
  /** 1 for the outermost words. */
  level: number;
  text: string;
}

export function noteSections(note: QuestionnaireResponse, language: Language = 'sv'): NoteSection[] {
  return sectionsOf(note.item ?? [], 1, language);
}

function sectionsOf(items: QuestionnaireResponseItem[], level: number, language: Language): NoteSection[] {
  return items.flatMap((item) => {
    const text = (item.answer ?? []).map((answer) => answerText(answer, language)).join('\n');
    const below = [...(item.item ?? []), ...(item.answer ?? []).flatMap((answer) => answer.item ?? [])];
    const inner = sectionsOf(below, level + 1, language);
    if (text === '' && inner.length === 0) return [];
    return [{ linkId: item.linkId, heading: item.text ?? '', level, text }, ...inner];
  });
}

export function answerText(answer: QuestionnaireResponseItemAnswer, language: Language): string {
  if (answer.valueString !== undefined) return answer.valueString;
  if (answer.valueBoolean !== undefined)
    return answer.valueBoolean ? (language === 'sv' ? 'Ja' : 'Yes') : language === 'sv' ? 'Nej' : 'No';
  if (answer.valueCoding) return codedText(answer, language);
  if (answer.valueQuantity?.value !== undefined) {
    const { comparator = '', unit = '' } = answer.valueQuantity;
    return `${comparator}${numberText(answer.valueQuantity, 'value').replace('.', ',')} ${unit}`.trim();
  }
  if (answer.valueInteger !== undefined) return String(answer.valueInteger);
  if (answer.valueDecimal !== undefined) return numberText(answer, 'valueDecimal').replace('.', ',');
  if (answer.valueDate) return formatDate(answer.valueDate);
  if (answer.valueDateTime) return formatDateTime(answer.valueDateTime);
  if (answer.valueTime) return formatTime(answer.valueTime) || answer.valueTime.slice(0, 5);
  if (answer.valueReference) return answer.valueReference.display ?? answer.valueReference.reference ?? '';
  return answer.valueUri ?? answer.valueAttachment?.title ?? '';
}

/** Codes that clinicians know by heart stand before their words: ICD-10-SE and KVÅ. */
const knownByCode = ['https://www.icd10.se/', 'urn:oid:1.2.752.116.1.3.2.1.4'];
const onProblemListUrl = 'https://vardkedjan.se/fhir/StructureDefinition/on-problem-list';

function codedText({ valueCoding = {}, extension = [] }: QuestionnaireResponseItemAnswer, language: Language): string {
  const { system = '', code = '', display = code } = valueCoding;
  const words = knownByCode.includes(system) && display !== code ? `${code} ${display}` : display;
  const isOnList = extension.some(({ url, valueBoolean }) => url === onProblemListUrl && valueBoolean === true);
  return isOnList ? `${words} ${language === 'sv' ? '(problemlistan)' : '(problem list)'}` : words;
}
