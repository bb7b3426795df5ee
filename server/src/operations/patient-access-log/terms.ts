import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'access-log',
  type: 'Patient',
  instance: true,
  method: 'GET',
  description: 'Who has been in one record, when, for what purpose and by which findings of the law, the newest first.',
  affectsState: false,
  parameters: [
    goesIn('_count', 'integer', 'How many events a page holds.'),
    comesOut('Bundle', 'A searchset of AuditEvents, made from the access log.'),
  ],
};
