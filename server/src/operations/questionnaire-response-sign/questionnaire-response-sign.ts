/** `POST QuestionnaireResponse/[id]/$sign`: PDL (2008:355) 3 kap. 10 §. The rules are care/src/record-keeping/sign-note.ts. */
import { isAnalysis } from '@vardkedjan/care/access/needs-and-risks/analysis.ts';
import { signNote } from '@vardkedjan/care/record-keeping/sign-note.ts';
import { noteSeen, requireAsSeen, signerOf, versionSeen, writeSigned } from '../note-to-sign.ts';
import { entriesWith, templateOf } from '../signed-notes/entries-of-note.ts';
import type { Operation } from '../operation.ts';
import { requireWhole } from './require-whole.ts';
import { requireWords } from '../signed-notes/require-words.ts';
import { terms } from './terms.ts';

export const questionnaireResponseSign: Operation = {
  terms,
  act: 'sign',
  concerns(asked) {
    versionSeen(asked);
    return [{ act: 'sign', type: 'QuestionnaireResponse', id: asked.id }];
  },
  async handle(asked, input) {
    const at = new Date().toISOString();
    const draft = await noteSeen(asked);
    const seen = await requireAsSeen(draft, input);
    const template = await templateOf(asked, draft);
    if (isAnalysis(draft)) requireWhole(draft, at);
    else if (template) requireWords(draft, template);
    const note = signNote(draft, { author: signerOf(asked), at });
    return writeSigned(asked, note, { at, seen }, await entriesWith(asked, note, draft, { template, at }));
  },
};
