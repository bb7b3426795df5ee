import { comesOut, goesIn, goesInOften, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'hand-out',
  type: 'Patient',
  levels: ['instance'],
  description: 'Notes in the record who has been given a copy of what is in it, and when.',
  affectsState: true,
  parameters: [
    goesIn('recipient', 'string', 'Who got it: name, and authority or relation to the patient.', 1),
    { ...goesInOften('entry', 'Reference', 'What was handed out.'), min: 1 },
    goesIn('assessed', 'boolean', 'It has been assessed that the recipient may have it.', 1),
    goesIn('reason', 'string', 'On whose request, and for what.', 1),
    comesOut('Communication', 'What was noted.'),
  ],
};
