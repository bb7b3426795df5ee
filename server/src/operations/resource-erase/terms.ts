import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'erase',
  type: 'Resource',
  levels: ['instance'],
  description:
    'Destroys an entry of a record and all its versions, on the decision of the Health and Social Care Inspectorate (IVO). What is left is its id, and when its versions were made. It cannot be undone.',
  affectsState: true,
  parameters: [
    goesIn('decision', 'string', 'The number of the authority’s decision.', 1),
    goesIn('decided', 'date', 'The day of the decision.', 1),
    goesIn('reason', 'string', 'What was decided, for the log.', 1),
    comesOut('Parameters', '`versions`: how many versions had something in them.'),
  ],
};
