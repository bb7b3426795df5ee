import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

const onPatient = { type: 'Patient', levels: ['instance'], affectsState: true } as const;
const reason = goesIn('reason', 'string', 'Why, in the asker’s or the answerer’s own words.', 1);

export const askUnitTerms: OperationTerms = {
  ...onPatient,
  code: 'ask-unit-to-lift',
  description:
    'Asks the units of the own care provider that have blocked to lift the block for the asker. It does not say which they are. Unanswered in time the request lies with the head of each unit, then with a unit that is staffed around the clock.',
  parameters: [
    goesIn('consent', 'code', 'What the patient says: given, refused or cannot-be-had.', 1),
    goesIn(
      'matters',
      'boolean',
      'When consent cannot be had: whether the data can be assumed to matter for care that the patient imperatively needs.',
    ),
    reason,
    comesOut('Task', 'The request as the asker has it, with the time by which it is to be answered.'),
  ],
};

export const answerTerms: OperationTerms = {
  ...onPatient,
  code: 'lift-for-another',
  description:
    'Answers a request that a block is lifted: it is lifted, for a time, for the one who has asked, a colleague or one at another care provider; or that is declined.',
  parameters: [
    goesIn('request', 'Reference', 'The Task that asks for it.', 1),
    goesIn('declined', 'boolean', 'The block stays; the one who asked is told why.'),
    reason,
    comesOut('Resource', 'The Consent: what is opened to the one who asked. When it is declined, the Task.'),
  ],
};
