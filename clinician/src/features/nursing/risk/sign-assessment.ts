/** An assessment is written and signed in one go: the answers are on the server first, then that very version is signed, and its score with it. */
import type { Encounter, QuestionnaireResponse, QuestionnaireResponseItem, Reference } from '@medplum/fhirtypes';
import { updateResource } from '@vardkedjan/ui/fhir-client.ts';
import { withTitle } from '@vardkedjan/ui/note/note-title.ts';
import type { RiskTemplate } from '../../../nursing/risk-queries.ts';
import { signAsSeen } from '../../../record/sign-as-seen.ts';
import { canonicalOf } from '../../../unit-templates/template-versions.ts';

export interface Assessment {
  /** Its own id, so that sending again after no answer makes no second. */
  id: string;
  patientId: string;
  form: RiskTemplate;
  answers: ReadonlyMap<string, string>;
  author: NonNullable<QuestionnaireResponse['author']>;
  encounter: Reference<Encounter> | undefined;
}

/** `etag`: of what was saved before, when signing it did not succeed. Tells the version that is saved, then signs it. */
export async function signAssessment(
  { id, patientId, form, answers, author, encounter }: Assessment,
  etag: string | undefined,
  onSaved: (etag: string | undefined) => void,
): Promise<void> {
  const note: QuestionnaireResponse = withTitle(
    {
      resourceType: 'QuestionnaireResponse',
      status: 'in-progress',
      questionnaire: canonicalOf(form),
      subject: { reference: `Patient/${patientId}` },
      ...(encounter && { encounter }),
      authored: new Date().toISOString(),
      author,
      item: itemsOf(form, answers),
    },
    form.title,
  );
  const saved = await updateResource({ ...note, id }, etag, patientId);
  onSaved(saved.etag);
  const { meta } = saved.resource;
  await signAsSeen({ ...note, id, ...(meta && { meta }) }, patientId);
}

/** In the form's order; what has no answer is not there. */
export function itemsOf(
  { item = [] }: Pick<RiskTemplate, 'item'>,
  answers: ReadonlyMap<string, string>,
): QuestionnaireResponseItem[] {
  return item.flatMap(({ linkId, text, type, item: below }): QuestionnaireResponseItem[] => {
    const named = { linkId, ...(text !== undefined && { text }) };
    if (type === 'group') {
      const inside = itemsOf(below ? { item: below } : {}, answers);
      return inside.length === 0 ? [] : [{ ...named, item: inside }];
    }
    const answer = answers.get(linkId) ?? '';
    return answer.trim() === '' ? [] : [{ ...named, answer: [{ valueString: answer }] }];
  });
}
