import { comesOut, goesInOften, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'print',
  type: 'Patient',
  levels: ['instance'],
  description: 'Notes that something of the record is put on paper: said as it is printed.',
  affectsState: true,
  parameters: [
    goesInOften('entry', 'Reference', 'What is printed, where it is single entries.'),
    comesOut('Parameters', 'Without parameters: it is noted.'),
  ],
};
