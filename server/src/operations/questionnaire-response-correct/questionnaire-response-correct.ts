/** `POST QuestionnaireResponse/[id]/$correct`: PDL (2008:355) 3 kap. 14 §. The rules are care/src/record-keeping/correct-note.ts. */
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { correctNote } from '@vardkedjan/care/record-keeping/correct-note.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import { noteSeen, signerOf, versionSeen, writeSigned } from '../note-to-sign.ts';
import { entriesWith, templateOf } from '../signed-notes/entries-of-note.ts';
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
    const note = correctNote(current, correctedOf(input), { at, by: signerOf(asked), reason: reasonOf(input) });
    const template = await templateOf(asked, current);
    return writeSigned(asked, note, at, await entriesWith(asked, note, current, { template, at }));
  },
};

function reasonOf(input: OperationInput): string {
  return input.text('reason') ?? '';
}

function correctedOf(input: OperationInput): QuestionnaireResponse {
  const resource = input.sent('resource') as QuestionnaireResponse;
  requireValidResource(resource);
  return resource;
}
