/**
 * What a note's signing or correction writes beside the note, in the same unit of work: its values (values-of-note.ts) and what is coded in
 * it (codes-of-note.ts). A note whose template is not here has none.
 */
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import type { Refused } from '@vardkedjan/care/record-keeping/record-keeping-fault.ts';
import { isRefused } from '@vardkedjan/care/record-keeping/sign-note.ts';
import type { Asked } from '../../http/asked.ts';
import type { Change } from '../../store/record.ts';
import { codesWith } from './codes-of-note.ts';
import { questionnaireOf } from '../questionnaire-of.ts';
import { valuesWith } from './values-of-note.ts';

/** `note`: as it will be signed; `begun`: as it was before; `at`: the instant of the signing. */
export async function entriesWith(
  asked: Asked,
  note: QuestionnaireResponse | Refused,
  begun: QuestionnaireResponse,
  at: string,
): Promise<Change[]> {
  if (isRefused(note) || note.questionnaire === undefined) return [];
  const template = await questionnaireOf(asked, note.questionnaire);
  if (template === undefined) return [];
  return [
    ...(await valuesWith(asked, note, begun, template)),
    ...(await codesWith(asked, note, begun, { template, at })),
  ];
}
