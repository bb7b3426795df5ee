/** enableWhen and enableBehavior: http://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen */
import { orderDates } from '../../fhirpath/values.ts';
import { isSameAnswer, type Json, list, valueOf } from './form.ts';

export function isEnabled({ enableWhen, enableBehavior }: Json, response: Json): boolean {
  const conditions = list(enableWhen);
  if (conditions.length === 0) return true;
  const met = (condition: Json): boolean => isMet(condition, answersTo(condition['question'], response));
  return enableBehavior === 'any' ? conditions.some(met) : conditions.every(met);
}

/** All answers to the question, wherever it stands in the response. */
function answersTo(linkId: unknown, holder: Json): unknown[] {
  return list(holder['item']).flatMap((item) => {
    const answers = list(item['answer']);
    const own = item['linkId'] === linkId ? answers.map(valueOf) : [];
    return [...own, ...answersTo(linkId, item), ...answers.flatMap((answer) => answersTo(linkId, answer))];
  });
}

function isMet(condition: Json, answers: readonly unknown[]): boolean {
  const wanted = valueOf(condition);
  switch (condition['operator']) {
    case 'exists':
      return answers.length > 0 === (wanted === true);
    case '=':
      return answers.some((answer) => isSameAnswer(answer, wanted));
    case '!=':
      return answers.some((answer) => !isSameAnswer(answer, wanted));
    case '>':
      return answers.some((answer) => (order(answer, wanted) ?? 0) > 0);
    case '<':
      return answers.some((answer) => (order(answer, wanted) ?? 0) < 0);
    case '>=':
      return answers.some((answer) => (order(answer, wanted) ?? -1) >= 0);
    case '<=':
      return answers.some((answer) => (order(answer, wanted) ?? 1) <= 0);
    default:
      return true;
  }
}

function order(one: unknown, other: unknown): number | undefined {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'string' && typeof other === 'string') return orderDates(one, other);
  const [first, second] = [(one as Json | undefined)?.['value'], (other as Json | undefined)?.['value']];
  return typeof first === 'number' && typeof second === 'number' ? first - second : undefined;
}
