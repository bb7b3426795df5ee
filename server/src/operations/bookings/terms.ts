import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

export const bookTerms: OperationTerms = {
  code: 'book',
  type: 'ServiceRequest',
  levels: ['instance'],
  description:
    'Books a free time for somebody who is to come: the time is taken by one, whoever else asks for it at the same moment, and the request is booked with it.',
  affectsState: true,
  parameters: [
    goesIn('slot', 'Reference', 'The Slot: free, and to come.', 1),
    comesOut('Appointment', 'What was booked.'),
  ],
};

export const giveUpTerms: OperationTerms = {
  code: 'give-up',
  type: 'Appointment',
  levels: ['instance'],
  description: 'Gives up a time that is booked: the Slot is free again, and the request that it was for waits again.',
  affectsState: true,
  parameters: [comesOut('Appointment', 'The appointment, cancelled.')],
};
