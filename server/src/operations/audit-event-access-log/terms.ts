import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'access-log',
  type: 'AuditEvent',
  levels: ['type'],
  description:
    'The access log of a patient, of a user, or of what a user has done with a patient, within a period; the newest first. An event for each patient of each act.',
  affectsState: false,
  ofPages: ['_cursor'],
  parameters: [
    goesIn('patient', 'string', 'Whose record: `Patient/[id]` or the id. One of patient and agent must be given.'),
    goesIn('agent', 'string', 'Who: the HSA-id of staff, the id of a resident, the name of a system client.'),
    goesIn('start', 'dateTime', 'Only what was done from then on; a date is a Swedish day.'),
    goesIn('end', 'dateTime', 'Only what was done until then, the whole of it when it is a day.'),
    goesIn('_count', 'integer', 'How many acts a page holds.'),
    comesOut('Bundle', 'A searchset of AuditEvents, made from the access log.'),
  ],
};
