/** Notes for tests: the kind of text that other systems have broken (F1). */
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import type { Random } from './random.ts';

const words = [
  'ingen',
  'inga',
  'ej',
  'utan',
  'negativ',
  'Ingen känd överkänslighet',
  'åäö ÅÄÖ',
  'CRP <5',
  'P-glukos >7,0',
  'a & b',
  '|',
  '^',
  '~',
  '\\',
  '\t',
  '\n',
  '\r\n',
  '  ',
  '"citat"',
  '½',
  '–',
  '≥',
  'µg',
  '37,5 °C',
  'e\u0301',
  'é',
  '🩺',
  '\u00a0',
  '\ufeff',
  '&amp;',
  '<br/>',
  '{}',
  'null',
];

export function randomText(random: Random, most = 12): string {
  return Array.from({ length: random.below(most) }, () => random.pick(words)).join(random.pick([' ', '', '\n']));
}

export const searchWords = ['kontaktorsak', 'anamnes', 'status', 'bedomning', 'atgard'];

export function noteOf(
  texts: Record<string, string>,
  rest: Partial<QuestionnaireResponse> = {},
): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    status: 'in-progress',
    questionnaire: 'https://vardkedjan.se/fhir/Questionnaire/besok',
    subject: { reference: 'Patient/1' },
    item: Object.entries(texts).map(([linkId, text]) => ({ linkId, text: linkId, answer: [{ valueString: text }] })),
    ...rest,
  };
}

export function randomNote(random: Random): QuestionnaireResponse {
  return noteOf(Object.fromEntries(searchWords.map((word) => [word, randomText(random)])));
}

export function textUnder(note: QuestionnaireResponse, linkId: string): string | undefined {
  return note.item?.find((item) => item.linkId === linkId)?.answer?.[0]?.valueString;
}
