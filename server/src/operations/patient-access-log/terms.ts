import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'access-log',
  type: 'Patient',
  levels: ['instance'],
  description: 'Who has been in one record, when, for what purpose and by which findings of the law, the newest first.',
  affectsState: false,
  ofPages: ['_cursor'],
  parameters: [
    goesIn('_count', 'integer', 'How many events a page holds.'),
    comesOut('Bundle', 'A searchset of AuditEvents, made from the access log.'),
  ],
};
