import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

const who = goesIn('known', 'Reference', 'The Patient that it is.', 1);
const back = comesOut('Patient', 'The one with the reserve number, as it stands now.');

export const linkTerms: OperationTerms = {
  code: 'link',
  type: 'Patient',
  levels: ['instance'],
  description:
    'Says who somebody with a reserve number turned out to be: on both by Patient.link. What is written stays in the record it was written in.',
  affectsState: true,
  parameters: [who, back],
};

export const unlinkTerms: OperationTerms = {
  ...linkTerms,
  code: 'unlink',
  description: 'Takes back that somebody with a reserve number was somebody we know.',
};
