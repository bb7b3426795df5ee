import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'state-relation',
  type: 'Patient',
  levels: ['type'],
  description:
    'Says why one needs a record: opens it to the one who asks, for 24 hours, with the reason kept in the access log.',
  affectsState: true,
  parameters: [
    goesIn('patient', 'Reference', 'Whose record; or an identifier.'),
    goesIn('identifier', 'Identifier', 'Personal identity number or reserve number of the patient.'),
    goesIn('reason', 'string', 'Why the record is needed, in the asker’s own words.', 1),
    comesOut('CareTeam', 'The stated relation.'),
  ],
};
