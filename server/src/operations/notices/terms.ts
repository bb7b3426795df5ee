import { comesOut, type OperationTerms } from '../operation.ts';

export const noticeReadTerms: OperationTerms = {
  code: 'notice-read',
  type: 'Communication',
  levels: ['instance'],
  description:
    'Said by the residents’ app when the patient has read that something was opened without consent: the Communication says when. Said by anybody else it changes nothing.',
  affectsState: true,
  parameters: [comesOut('Parameters', 'Without parameters: it is noted.')],
};
