import { seenParameter } from '../note-to-sign.ts';
import { comesOut, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'sign',
  type: 'QuestionnaireResponse',
  levels: ['instance'],
  description:
    'Signs a draft note as it stands in the version that If-Match names, when that is what stood on the screen: author, time, status and signature are set by the server.',
  affectsState: true,
  parameters: [seenParameter, comesOut('QuestionnaireResponse', 'The signed note.')],
};
