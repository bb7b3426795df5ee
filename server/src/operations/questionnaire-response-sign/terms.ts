import { comesOut, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'sign',
  type: 'QuestionnaireResponse',
  levels: ['instance'],
  description:
    'Signs a draft note as it stands in the version that If-Match names: author, time, status and signature are set by the server.',
  affectsState: true,
  parameters: [comesOut('QuestionnaireResponse', 'The signed note.')],
};
