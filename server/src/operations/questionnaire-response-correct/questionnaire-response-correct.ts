/** `POST QuestionnaireResponse/[id]/$correct`: PDL (2008:355) 3 kap. 14 §. The rules are care/src/record-keeping/correct-note.ts. */
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { correctNote } from '@vardkedjan/care/record-keeping/correct-note.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Asked } from '../../http/asked.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import { noteSeen, signerOf, versionSeen, writeSigned } from '../note-to-sign.ts';
import type { Operation } from '../operation.ts';
import { bodyParameters } from '../parameters.ts';
import { terms } from './terms.ts';

export const questionnaireResponseCorrect: Operation = {
  terms,
  act: 'correct',
  concerns(asked) {
    versionSeen(asked);
    return [{ act: 'correct', type: 'QuestionnaireResponse', id: asked.id, reason: reasonOf(asked) }];
  },
  async handle(asked) {
    const at = new Date().toISOString();
    const corrected = correctedOf(asked);
    return writeSigned(
      asked,
      correctNote(await noteSeen(asked), corrected, { at, by: signerOf(asked), reason: reasonOf(asked) }),
      at,
    );
  },
};

function reasonOf(asked: Asked): string {
  return bodyParameters(asked, terms).get('reason')?.valueString ?? '';
}

function correctedOf(asked: Asked): QuestionnaireResponse {
  const resource = bodyParameters(asked, terms).get('resource')?.resource;
  if (resource?.resourceType !== 'QuestionnaireResponse') {
    throw new Failure('invalid', '$correct needs the parameter resource: the note as it should read');
  }
  requireValidResource(resource);
  return resource;
}
