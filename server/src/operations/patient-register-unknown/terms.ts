import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'register-unknown',
  type: 'Patient',
  levels: ['type'],
  description:
    'Gives a person whose identity nobody knows yet a reserve number and a contact with the caller’s unit, so that all can be written and ordered at once.',
  affectsState: true,
  parameters: [
    goesIn('sex', 'code', 'female, male or unknown, as it appears; unknown when it is left out.'),
    goesIn('birthYear', 'integer', 'Year of birth as far as it can be judged.'),
    goesIn(
      'circumstances',
      'string',
      'What is known: where the person was found, what they look like and have on them.',
    ),
    comesOut('Patient', 'The person, with the number that was drawn.'),
  ],
};
