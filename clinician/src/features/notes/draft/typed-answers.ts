/**
 * Answers that are no free text (numbers with units, dates, yes and no, one of several) as the text that is typed, and back: what stands in a
 * draft is text to the one who writes, and what is stored is the answer of the kind that the template asks for. A text that is none is no
 * answer: it is told beside the field and is not stored.
 */
import type { Questionnaire, QuestionnaireItem, QuestionnaireResponseItemAnswer } from '@medplum/fhirtypes';
import { unitOptionUrl, unlikelyAnswers } from '@vardkedjan/care/record-keeping/measures.ts';
import { numberText } from '@vardkedjan/fhir/json.ts';

type Answer = QuestionnaireResponseItemAnswer;

const typed = new Set(['quantity', 'date', 'boolean', 'choice']);

/** A choice is written here when the template itself says from what. */
export const isTyped = (question: QuestionnaireItem | undefined): question is QuestionnaireItem =>
  question !== undefined && typed.has(question.type) && (question.type !== 'choice' || optionsOf(question).length > 0);

/** The only unit that the question has. */
export function unitOf({ extension = [] }: QuestionnaireItem): { display?: string; system?: string; code?: string } {
  return extension.find(({ url }) => url === unitOptionUrl)?.valueCoding ?? {};
}

export function withUnit(
  { extension = [], ...item }: QuestionnaireItem,
  unit: { display?: string; system?: string; code?: string },
): QuestionnaireItem {
  const others = extension.filter(({ url }) => url !== unitOptionUrl);
  const all = unit.display ? [...others, { url: unitOptionUrl, valueCoding: unit }] : others;
  return all.length === 0 ? (item as QuestionnaireItem) : { ...item, extension: all };
}

/** What may be chosen, as it is shown. */
export function optionsOf({ answerOption = [] }: QuestionnaireItem): string[] {
  return answerOption.flatMap((option) => textOfOption(option) ?? []);
}

const textOfOption = ({ valueString, valueCoding }: Pick<Answer, 'valueString' | 'valueCoding'>): string | undefined =>
  valueString ?? valueCoding?.display ?? valueCoding?.code;

/** undefined: an answer of another kind, which is left as it is. */
export function textOfAnswer(answer: Answer | undefined, question: QuestionnaireItem): string | undefined {
  switch (question.type) {
    case 'quantity':
      return answer?.valueQuantity?.value === undefined
        ? undefined
        : numberText(answer.valueQuantity, 'value').replace('.', ',');
    case 'date':
      return answer?.valueDate;
    case 'boolean':
      return answer?.valueBoolean === undefined ? undefined : String(answer.valueBoolean);
    default: {
      const text = answer && textOfOption(answer);
      return text !== undefined && optionsOf(question).includes(text) ? text : undefined;
    }
  }
}

/** undefined: the text is no such answer. */
export function answerOfText(text: string, question: QuestionnaireItem): Answer | undefined {
  switch (question.type) {
    case 'quantity':
      return quantityOf(text, question);
    case 'date':
      return isDay(text) ? { valueDate: text } : undefined;
    case 'boolean':
      return text === 'true' || text === 'false' ? { valueBoolean: text === 'true' } : undefined;
    default: {
      const option = (question.answerOption ?? []).find((each) => textOfOption(each) === text);
      if (option?.valueCoding) return { valueCoding: option.valueCoding };
      return option?.valueString === undefined ? undefined : { valueString: option.valueString };
    }
  }
}

function quantityOf(text: string, question: QuestionnaireItem): Answer | undefined {
  if (!/^-?\d{1,9}(,\d{1,6})?$/.test(text)) return undefined;
  const { display, system, code } = unitOf(question);
  return {
    valueQuantity: {
      value: Number(text.replace(',', '.')),
      ...(display ? { unit: display } : {}),
      ...(system ? { system } : {}),
      ...(code ? { code } : {}),
    },
  };
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** What is typed as the text that is stored: a point is a comma, the unit may follow, a day may be written without lines. undefined: it cannot be understood. */
export function understood(typedText: string, question: QuestionnaireItem): string | undefined {
  const text = typedText.trim();
  if (text === '') return '';
  const said =
    question.type === 'date'
      ? text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
      : withoutUnit(text, question).replace('.', ',');
  const answer = answerOfText(question.type === 'choice' ? typedText : said, question);
  return answer && textOfAnswer(answer, question);
}

/** The unit that stands beside the field may be typed too. */
function withoutUnit(text: string, question: QuestionnaireItem): string {
  const { display } = unitOf(question);
  return display && text.endsWith(display) ? text.slice(0, -display.length).trimEnd() : text;
}

/** What is measured outside of what is usually seen, as it is said: `Systoliskt 1384 mmHg`. To be asked about, never to be changed. */
export function unlikelySaid(template: Questionnaire | undefined, texts: Readonly<Record<string, string>>): string {
  const valueOf = (linkId: string) => {
    const text = texts[linkId];
    return text === undefined ? undefined : Number(text.replace(',', '.'));
  };
  const measured = [...questionsOf(template).values()].filter(({ type }) => type === 'quantity');
  return unlikelyAnswers(measured, valueOf)
    .map((question) => `${question.text ?? ''} ${texts[question.linkId]} ${unitOf(question).display ?? ''}`.trim())
    .join(', ');
}

/** The questions of a template by linkId. */
export function questionsOf(template: Questionnaire | undefined): ReadonlyMap<string, QuestionnaireItem> {
  const found = new Map<string, QuestionnaireItem>();
  const gather = (items: readonly QuestionnaireItem[]) => {
    for (const item of items) {
      found.set(item.linkId, item);
      gather(item.item ?? []);
    }
  };
  gather(template?.item ?? []);
  return found;
}
