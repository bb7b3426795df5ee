/** A risk as it was assessed and signed, with the score that the product makes of it. */
import type { Observation, Questionnaire, QuestionnaireResponse } from '@medplum/fhirtypes';
import { type AssessedRisk, riskKindOf } from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { valuesOfNote } from '@vardkedjan/care/record-keeping/note-values.ts';
import { dateTimeText, type Moment } from '../calendar.ts';
import { riskFormTemplates } from '../notes/risk-forms.ts';
import { displayUrl } from '../systems.ts';
import type { Chart, Contact } from './chart.ts';

const forms = new Map<AssessedRisk | undefined, Questionnaire>(
  [...riskFormTemplates()].map((form) => [riskKindOf(form), form]),
);

/** `chosen`: which option of each question, from 0; the first where it says nothing. */
export function assessRisk(
  chart: Chart,
  contact: Contact,
  [kind, chosen]: readonly [AssessedRisk, readonly number[]],
  moment: Moment,
): Observation | undefined {
  const form = forms.get(kind);
  const authored = dateTimeText(moment);
  const questions = (form?.item ?? []).filter(({ type }) => type === 'choice');
  const note = chart.add<QuestionnaireResponse>(contact.unit, {
    resourceType: 'QuestionnaireResponse',
    questionnaire: form?.url,
    _questionnaire: { extension: [{ url: displayUrl, valueString: form?.title }] },
    status: 'completed',
    subject: chart.subject,
    encounter: contact.reference,
    authored,
    author: contact.staff.reference,
    item: questions.map(({ linkId, text, answerOption = [] }, index) => ({
      linkId,
      text,
      answer: [{ valueString: answerOption[chosen[index] ?? 0]?.valueString }],
    })),
  } as QuestionnaireResponse);
  const [score] = form ? valuesOfNote({ ...note, id: note.id ?? '' }, form, authored) : [];
  return score && chart.add<Observation>(contact.unit, score);
}
