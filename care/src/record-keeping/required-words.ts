/**
 * The words that a template asks to be filled in (Questionnaire.item.required, http://hl7.org/fhir/R4/questionnaire.html) and that a note leaves
 * empty; blanks alone fill nothing in. What is asked for only under a condition is not asked for here.
 */
import type {
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
} from '@medplum/fhirtypes';
import { isEmpty } from './note-items.ts';

/** As the template calls them, in its order. */
export function missingWords(note: QuestionnaireResponse, template: Questionnaire): string[] {
  return missingIn(template.item ?? [], note.item ?? []);
}

function missingIn(items: readonly QuestionnaireItem[], answered: readonly QuestionnaireResponseItem[]): string[] {
  return items.flatMap((item) => {
    const own = answered.filter(({ linkId }) => linkId === item.linkId);
    if (item.enableWhen !== undefined) return [];
    if (item.required === true && own.every(saysNothing)) return [item.text ?? item.linkId];
    const below = own.flatMap((each) => [
      ...(each.item ?? []),
      ...(each.answer ?? []).flatMap((one) => one.item ?? []),
    ]);
    return missingIn(item.item ?? [], below);
  });
}

const saysNothing = (item: QuestionnaireResponseItem): boolean =>
  isEmpty({ resourceType: 'QuestionnaireResponse', status: 'in-progress', item: [item] });
