/**
 * A QuestionnaireResponse against its Questionnaire: every item is one of the form's and in its place, required ones are answered, what
 * is not enabled has no answer. Norm: http://hl7.org/fhir/R4/questionnaireresponse.html#link,
 * http://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen.
 */
import { checkAnswer } from './answer.ts';
import { isEnabled } from './enabled.ts';
import { extensionOf, type Json, list, type Tell } from './form.ts';

/** A response under way is incomplete by nature. */
const complete = new Set<unknown>(['completed', 'amended']);

export function checkResponse(questionnaire: Json, response: Json, tell: Tell): void {
  const form = { response, tell, isComplete: complete.has(response['status']) };
  checkItems(list(questionnaire['item']), { items: list(response['item']), path: 'QuestionnaireResponse' }, form);
}

interface Form {
  response: Json;
  tell: Tell;
  isComplete: boolean;
}

interface Level {
  items: readonly Json[];
  path: string;
}

interface Given {
  item: Json;
  path: string;
}

function checkItems(questions: readonly Json[], { items, path }: Level, form: Form): void {
  const { report } = form.tell;
  const known = new Set(questions.map(({ linkId }) => linkId));
  const order = new Map(questions.map(({ linkId }, index) => [linkId, index]));
  let last = -1;
  for (const [index, { linkId }] of items.entries()) {
    if (!known.has(linkId)) report('structure', `${path}.item[${index}]`, 'is no item that the questionnaire has here');
    const place = order.get(linkId) ?? last;
    if (place < last) report('structure', `${path}.item[${index}]`, 'is not in the order of the questionnaire');
    last = Math.max(last, place);
  }
  for (const question of questions) {
    const given = items.flatMap((item, index): Given[] =>
      item['linkId'] === question['linkId'] ? [{ item, path: `${path}.item[${index}]` }] : [],
    );
    checkQuestion(question, given, path, form);
  }
}

function checkQuestion(question: Json, given: readonly Given[], above: string, form: Form): void {
  const { report } = form.tell;
  if (!isEnabled(question, form.response)) {
    for (const { item, path } of given)
      if (list(item['answer']).length + list(item['item']).length > 0)
        report('business-rule', path, 'has an answer though it is not enabled');
    return;
  }
  if (question['required'] === true && form.isComplete && given.length === 0) {
    report('required', above, 'lacks an item that the questionnaire requires');
  }
  checkCounts(question, given, above, form);
  for (const each of given) checkGiven(question, each, form);
}

function checkCounts(
  question: Json,
  given: readonly Given[],
  above: string,
  { tell: { report }, isComplete }: Form,
): void {
  const isGroup = question['type'] === 'group';
  const found = isGroup ? given.length : given.reduce((sum, { item }) => sum + list(item['answer']).length, 0);
  const [, second] = given;
  if (question['repeats'] !== true && (second !== undefined || (found > 1 && !isGroup))) {
    report('structure', second?.path ?? given[0]?.path ?? above, 'is answered more than once, and does not repeat');
  } else if (second !== undefined && !isGroup) {
    report('structure', second.path, 'repeats the item, where it is the answers that repeat');
  }
  const least = extensionOf(question, 'questionnaire-minOccurs');
  const most = extensionOf(question, 'questionnaire-maxOccurs');
  const path = given[0]?.path ?? above;
  if (typeof least === 'number' && found < least && isComplete)
    report('required', path, `needs at least ${least} answers`);
  if (typeof most === 'number' && found > most) report('structure', path, `may have at most ${most} answers`);
}

function checkGiven(question: Json, { item, path }: Given, form: Form): void {
  const { report } = form.tell;
  const answers = list(item['answer']);
  const inside = list(item['item']);
  const { type } = question;
  if (type === 'group' || type === 'display') {
    if (answers.length > 0) report('structure', path, `must have no answer, being a ${type}`);
    if (type === 'display' && inside.length > 0) report('structure', path, 'must have no items, being a display');
    if (type === 'group') {
      if (question['required'] === true && form.isComplete && inside.length === 0)
        report('required', path, 'has no items, though the questionnaire requires the group');
      checkItems(list(question['item']), { items: inside, path }, form);
    }
    return;
  }
  if (inside.length > 0) report('structure', path, 'must have its items under an answer, being a question');
  if (question['required'] === true && form.isComplete && answers.length === 0)
    report('required', path, 'lacks the answer that the questionnaire requires');
  for (const [index, answer] of answers.entries()) {
    const at = `${path}.answer[${index}]`;
    checkAnswer(question, answer, { path: at, answers }, form.tell);
    checkItems(list(question['item']), { items: list(answer['item']), path: at }, form);
  }
}
