/** `POST QuestionnaireResponse/[id]/$sign`: PDL (2008:355) 3 kap. 10 §. The rules are care/src/record-keeping/sign-note.ts. */
import { signNote } from '@vardkedjan/care/record-keeping/sign-note.ts';
import { noteSeen, signerOf, versionSeen, writeSigned } from '../note-to-sign.ts';
import type { Operation } from '../operation.ts';
import { terms } from './terms.ts';

export const questionnaireResponseSign: Operation = {
  terms,
  act: 'sign',
  concerns(asked) {
    versionSeen(asked);
    return [{ act: 'sign', type: 'QuestionnaireResponse', id: asked.id }];
  },
  async handle(asked) {
    const at = new Date().toISOString();
    return writeSigned(asked, signNote(await noteSeen(asked), { author: signerOf(asked), at }), at);
  },
};
