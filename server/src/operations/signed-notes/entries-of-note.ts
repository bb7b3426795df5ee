/**
 * What a note's signing or correction writes beside the note, in the same unit of work: its values (values-of-note.ts) and what is coded in
 * it (codes-of-note.ts). A note whose template is not here has none.
 */
import type { Questionnaire, QuestionnaireResponse } from '@medplum/fhirtypes';
import type { Refused } from '@vardkedjan/care/record-keeping/record-keeping-fault.ts';
import { isRefused } from '@vardkedjan/care/record-keeping/sign-note.ts';
import type { Asked } from '../../http/asked.ts';
import type { Change } from '../../store/record.ts';
import { codesWith } from './codes-of-note.ts';
import { questionnaireOf } from '../questionnaire-of.ts';
import { valuesWith } from './values-of-note.ts';

/** What the note was written by; undefined: it is not here. */
export async function templateOf(
  asked: Asked,
  { questionnaire }: QuestionnaireResponse,
): Promise<Questionnaire | undefined> {
  return questionnaire === undefined ? undefined : questionnaireOf(asked, questionnaire);
}

export interface Signing {
  template: Questionnaire | undefined;
  /** The instant of the signing. */
  at: string;
}

/** `note`: as it will be signed; `begun`: as it was before. */
export async function entriesWith(
  asked: Asked,
  note: QuestionnaireResponse | Refused,
  begun: QuestionnaireResponse,
  { template, at }: Signing,
): Promise<Change[]> {
  if (isRefused(note) || template === undefined) return [];
  return [
    ...(await valuesWith(asked, note, begun, template)),
    ...(await codesWith(asked, note, begun, { template, at })),
  ];
}
