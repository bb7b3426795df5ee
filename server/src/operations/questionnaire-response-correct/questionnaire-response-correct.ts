/** `POST QuestionnaireResponse/[id]/$correct`: PDL (2008:355) 3 kap. 14 §. The rules are care/src/record-keeping/correct-note.ts. */
import type { QuestionnaireResponse, Reference } from '@medplum/fhirtypes';
import { afterCorrection } from '@vardkedjan/care/record-keeping/after-signing/counter-signing.ts';
import { correctNote } from '@vardkedjan/care/record-keeping/correct-note.ts';
import { isRefused } from '@vardkedjan/care/record-keeping/sign-note.ts';
import type { Asked } from '../../http/asked.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import { noteSeen, requireAsSeen, signerOf, versionSeen, writeSigned } from '../note-to-sign.ts';
import { requestChange, requestOf } from '../questionnaire-response-countersign/request-of-note.ts';
import { requireWords } from '../signed-notes/require-words.ts';
import { entriesWith, templateOf } from '../signed-notes/entries-of-note.ts';
import type { Change } from '../../store/record.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { terms } from './terms.ts';

export const questionnaireResponseCorrect: Operation = {
  terms,
  act: 'correct',
  concerns(asked, input) {
    versionSeen(asked);
    return [{ act: 'correct', type: 'QuestionnaireResponse', id: asked.id, reason: reasonOf(input) }];
  },
  async handle(asked, input) {
    const at = new Date().toISOString();
    const current = await noteSeen(asked);
    const by = signerOf(asked);
    const corrected = correctedOf(input);
    const seen = await requireAsSeen(corrected, input);
    const note = correctNote(current, corrected, { at, by, reason: reasonOf(input) });
    const template = await templateOf(asked, current);
    if (template && !isRefused(note)) requireWords(note, template);
    const entries = await entriesWith(asked, note, current, { template, at });
    return writeSigned(asked, note, { at, seen }, [...entries, ...(await waitingAnew(asked, by, at))]);
  },
};

/** What was countersigned, or returned, waits for the colleague again. */
async function waitingAnew(asked: Asked, by: Reference, at: string): Promise<Change[]> {
  const request = await requestOf(asked, asked.id);
  const task = afterCorrection(request?.task, by, at);
  return task === undefined ? [] : [requestChange(task, asked.id, request)];
}

function reasonOf(input: OperationInput): string {
  return input.text('reason') ?? '';
}

function correctedOf(input: OperationInput): QuestionnaireResponse {
  const resource = input.sent('resource') as QuestionnaireResponse;
  requireValidResource(resource);
  return resource;
}
