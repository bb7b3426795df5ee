import { comesOut, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'children',
  type: 'Patient',
  levels: ['instance'],
  description:
    'The children whose guardian the resident is by the population register, and how much of each one’s record the resident reads online.',
  affectsState: false,
  parameters: [
    comesOut(
      'Parameters',
      'A parameter `child` for each, with the parts `patient`, `open` (whole, clinics: what some clinics keep, closed), `age`, `guardianUntil` and `aloneFrom` (ages in years).',
    ),
  ],
};
