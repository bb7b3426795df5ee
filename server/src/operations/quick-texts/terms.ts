import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

const of = goesIn('of', 'code', '`own`, or `unit` for those of the unit of the assignment.', 1);

export const readTerms: OperationTerms = {
  code: 'quick-texts',
  type: 'Basic',
  levels: ['type'],
  description: 'The quick texts of whoever asks, or of the unit. ETag says their version, 0 while there are none.',
  affectsState: false,
  parameters: [of, comesOut('Basic', 'Short words and the texts that they stand for.')],
};

export const keepTerms: OperationTerms = {
  code: 'keep-quick-texts',
  type: 'Basic',
  levels: ['type'],
  description:
    'Keeps the quick texts as they are sent, in place of those of the version that If-Match names; the unit’s are kept by its head.',
  affectsState: true,
  parameters: [
    of,
    {
      name: 'quick-text',
      use: 'in',
      min: 0,
      max: '*',
      documentation: 'A short word and its text.',
      part: [
        { name: 'word', use: 'in', min: 1, max: '1', type: 'code', documentation: 'Small letters and digits.' },
        { name: 'text', use: 'in', min: 1, max: '1', type: 'string', documentation: 'As it is to be put in.' },
      ],
    },
    comesOut('Basic', 'The quick texts as they are kept.'),
  ],
};
