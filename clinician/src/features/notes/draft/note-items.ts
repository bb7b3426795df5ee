/**
 * Between a note's items and the texts one types. What is typed goes into `answer[0].valueString` untouched, or is the answer that the
 * template asks for (typed-answers.ts); everything else
 * that stands in the note (answers of other kinds, words that the template no longer has) is carried along as it is.
 */
import type {
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
} from '@medplum/fhirtypes';
import { codedLineOf } from '@vardkedjan/care/record-keeping/coding/coded-lines.ts';
import { codedOfText, textOfCoded } from './coded-answers.ts';
import type { DraftTexts } from '../../../drafts/draft-store.ts';
import { answerOfText, isTyped, questionsOf, textOfAnswer } from './typed-answers.ts';

/** The text of each item that holds one, and of each answer that the template asks for. */
export function textsOf(note: Pick<QuestionnaireResponse, 'item'>, template?: Questionnaire): DraftTexts {
  const texts: Record<string, string> = {};
  const questions = questionsOf(template);
  const gather = (items: QuestionnaireResponseItem[]) => {
    for (const item of items) {
      const question = questions.get(item.linkId);
      const answer = item.answer?.[0];
      const text = isCoded(question)
        ? textOfCoded(item.answer ?? []) || undefined
        : isTyped(question)
          ? textOfAnswer(answer, question)
          : answer?.valueString;
      if (text !== undefined) texts[item.linkId] = text;
      gather(item.item ?? []);
    }
  };
  gather(note.item ?? []);
  return texts;
}

/** Items by the template's order with `texts` in them, then what only `before` has. */
export function itemsOf(
  template: Questionnaire | undefined,
  texts: DraftTexts,
  before: readonly QuestionnaireResponseItem[] = [],
): QuestionnaireResponseItem[] {
  return build(template?.item ?? [], before, texts);
}

function build(
  wanted: readonly QuestionnaireItem[],
  before: readonly QuestionnaireResponseItem[],
  texts: DraftTexts,
): QuestionnaireResponseItem[] {
  const byTemplate = wanted.flatMap((item) => {
    if (item.type === 'display') return [];
    const earlier = before.find((each) => each.linkId === item.linkId);
    return one(
      { linkId: item.linkId, ...(item.text === undefined ? {} : { text: item.text }) },
      earlier,
      item.item ?? [],
      texts,
      item,
    );
  });
  const known = new Set(wanted.map((item) => item.linkId));
  const carried = before.filter((item) => !known.has(item.linkId)).flatMap((item) => one({}, item, [], texts));
  return [...byTemplate, ...carried];
}

function one(
  named: Partial<QuestionnaireResponseItem>,
  earlier: QuestionnaireResponseItem | undefined,
  wantedBelow: readonly QuestionnaireItem[],
  texts: DraftTexts,
  question?: QuestionnaireItem,
): QuestionnaireResponseItem[] {
  const { answer: earlierAnswer, item: earlierBelow, ...rest } = earlier ?? { linkId: named.linkId ?? '' };
  const head: QuestionnaireResponseItem = { ...rest, ...named };
  const text = texts[head.linkId];
  const answer = isCoded(question)
    ? codedOfText(text ?? '')
    : isTyped(question)
      ? answersTo(question, earlierAnswer ?? [], text)
      : answersWith(earlierAnswer ?? [], text);
  const below = build(wantedBelow, earlierBelow ?? [], texts);
  if (answer.length === 0 && below.length === 0) return [];
  return [{ ...head, ...(answer.length > 0 ? { answer } : {}), ...(below.length > 0 ? { item: below } : {}) }];
}

const isCoded = (question: QuestionnaireItem | undefined): boolean =>
  question !== undefined && codedLineOf(question) !== undefined;

type Answers = NonNullable<QuestionnaireResponseItem['answer']>;

function answersWith(earlier: Answers, text: string | undefined): Answers {
  const [first, ...others] = earlier;
  const isText = !first || first.valueString !== undefined;
  if (!isText) return earlier;
  if (text === undefined) return others;
  return [{ ...first, valueString: text }, ...others];
}

/** What stood there stays as it stood while it says the same, and when what is typed is no answer to the question. */
function answersTo(question: QuestionnaireItem, earlier: Answers, text: string | undefined): Answers {
  const [first, ...others] = earlier;
  const before = first && textOfAnswer(first, question);
  if (first && (before === undefined || before === text)) return earlier;
  if (text === undefined) return others;
  const answer = answerOfText(text, question);
  return answer ? [answer, ...others] : earlier;
}
