import { seenParameter } from '../note-to-sign.ts';
import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'correct',
  type: 'QuestionnaireResponse',
  levels: ['instance'],
  description:
    'Corrects a signed note: a new version, signed anew, with the reason; earlier versions stay in its history. Needs If-Match.',
  affectsState: true,
  parameters: [
    goesIn('reason', 'string', 'Why it is corrected.', 1),
    goesIn('resource', 'QuestionnaireResponse', 'The note as it should read; only its items are taken.', 1),
    seenParameter,
    comesOut('QuestionnaireResponse', 'The corrected note.'),
  ],
};
