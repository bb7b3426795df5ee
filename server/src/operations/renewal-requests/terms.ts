import { comesOut, goesIn, goesInOften, type OperationTerms } from '../operation.ts';

export const askTerms: OperationTerms = {
  code: 'ask-renewal',
  type: 'Patient',
  levels: ['instance'],
  description:
    'A resident, or a guardian, asks that prescriptions be renewed: a Task for each, which waits at the unit whose order it is. What waits already is not asked for again.',
  affectsState: true,
  parameters: [
    { ...goesInOften('order', 'Reference', 'A MedicationRequest of the patient’s that is in force.'), min: 1 },
    goesIn('words', 'string', 'What the resident wants to say with it.'),
    comesOut('Bundle', 'The requests, as Tasks.'),
  ],
};
