import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'note-dissent',
  type: 'QuestionnaireResponse',
  levels: ['instance'],
  description:
    'Notes at a signed note that the patient holds something in it to be wrong or misleading (PDL 3 kap. 8 §). The note itself stays as it is. Needs If-Match.',
  affectsState: true,
  parameters: [
    goesIn('opinion', 'string', 'What the patient says, in the patient’s words.', 1),
    comesOut('QuestionnaireResponse', 'The note with what the patient says beside it.'),
  ],
};
