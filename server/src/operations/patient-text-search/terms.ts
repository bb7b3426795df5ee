import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'text-search',
  type: 'Patient',
  levels: ['instance'],
  description: 'Words in all the text of one record, by Swedish word stems, the newest first.',
  affectsState: false,
  ofPages: ['_cursor'],
  parameters: [
    goesIn('text', 'string', 'The words; "phrases", -not and or as people write them.', 1),
    goesIn('_count', 'integer', 'How many hits a page holds.'),
    comesOut('Bundle', 'A searchset.'),
  ],
};
