import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

const type = 'AuditEvent';
const levels = ['type'] as const;
const agent = goesIn('agent', 'string', 'Who: the HSA-id of staff, the name of a system client.');
const patient = goesIn('patient', 'string', 'Whose record: `Patient/[id]` or the id.');

export const reviewLogTerms: OperationTerms = {
  code: 'review-log',
  type,
  levels,
  description:
    'The log of a patient or a user as its reviewer looks at it: what each user did in each record on each day, with what is odd about it, the odd ones first; twelve months unless said otherwise.',
  affectsState: false,
  parameters: [
    patient,
    goesIn('number', 'string', 'Whose record, by personal identity number or reserve number.'),
    agent,
    goesIn('start', 'dateTime', 'Only what was done from then on; a date is a Swedish day.'),
    goesIn('end', 'dateTime', 'Only what was done until then, the whole of it when it is a day.'),
    goesIn('_count', 'integer', 'How many openings are shown.'),
    goesIn('offset', 'integer', 'How many are passed over before.'),
    comesOut('Parameters', '`total`, `odd` (how many have something odd) and an `opening` each.'),
  ],
};

export const reviewSamplesTerms: OperationTerms = {
  code: 'review-samples',
  type,
  levels,
  description: 'The samples of the own care provider’s log that wait for a decision, or those that have one.',
  affectsState: false,
  parameters: [
    goesIn(
      'status',
      'code',
      '`open` (also when it is to be looked into further), `decided`; open when it is not said.',
    ),
    goesIn('_count', 'integer', 'How many openings are shown.'),
    comesOut('Parameters', '`total`, a `draw` for each day’s sample, and an `opening` each with its decisions.'),
  ],
};

export const reviewDrawTerms: OperationTerms = {
  code: 'review-draw',
  type,
  levels,
  description: 'Draws a sample of a day besides the scheduled ones, at random and of the odd.',
  affectsState: true,
  parameters: [
    goesIn('day', 'date', 'The Swedish day; today when it is not said.'),
    comesOut('Parameters', '`drawn`: how many openings were added to the list.'),
  ],
};

export const reviewDecideTerms: OperationTerms = {
  code: 'review-decide',
  type,
  levels,
  description: 'What was found of an opening: it is kept with who decided and when, and so are earlier decisions.',
  affectsState: true,
  parameters: [
    { ...patient, min: 1 },
    { ...agent, min: 1 },
    goesIn('day', 'date', 'The Swedish day of the opening.', 1),
    goesIn('decision', 'code', '`justified`, `unjustified`, or `ask`: it is looked into further.', 1),
    goesIn('comment', 'string', 'Why.'),
    goesIn('follow-up', 'string', 'What is done about it; needed unless it was justified.'),
    comesOut('Parameters', 'The `opening` with its decisions.'),
  ],
};

export const userUsualTerms: OperationTerms = {
  code: 'user-usual',
  type,
  levels,
  description: 'When a user usually opens records, and how many a day, beside one day.',
  affectsState: false,
  parameters: [
    { ...agent, min: 1 },
    goesIn('day', 'date', 'The Swedish day to hold beside; today when it is not said.'),
    comesOut('Parameters', '`days` that it rests on, parts of them by `hour`, records a day, and that day’s.'),
  ],
};
