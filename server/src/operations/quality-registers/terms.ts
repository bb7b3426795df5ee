import { comesOut, goesIn, goesInOften, type OperationTerms } from '../operation.ts';

const onPatient = { type: 'Patient', levels: ['instance'] } as const;
const byRegister = { type: 'Organization', levels: ['type'] } as const;

export const showTerms: OperationTerms = {
  ...onPatient,
  code: 'quality-registers',
  description:
    'Which quality registers there are, and of each whether the patient has been informed of it, or opposes it.',
  affectsState: false,
  parameters: [
    comesOut(
      'Parameters',
      'For each a `register` with `organization`, `informed`, `opposes`, `since` when (if it is opposed) and `erased` when (if it has reported that what it had is erased).',
    ),
  ],
};

export const chooseTerms: OperationTerms = {
  ...onPatient,
  code: 'choose-quality-registers',
  description:
    'What the patient says of quality registers: that they oppose one, or all, which also asks that what is there is erased; that they no longer do; or, by staff, that they have been informed.',
  affectsState: true,
  parameters: [
    goesInOften('register', 'Reference', 'The Organization that the register is; none: all registers.'),
    goesIn('choice', 'code', 'opposes, does-not-oppose or informed.', 1),
    goesIn('reason', 'string', 'Staff say how they know: when the patient said it, and to whom.'),
    comesOut('Parameters', 'As $quality-registers.'),
  ],
};

export const toEraseTerms: OperationTerms = {
  ...byRegister,
  code: 'data-to-erase',
  description:
    'A quality register asks whose data it shall erase: those who oppose it, had been informed of it, and of whom it has not reported that it has erased.',
  affectsState: false,
  parameters: [
    comesOut('Parameters', 'For each an `erase` with the `patient`, the `opposition` (Consent) and `since` when.'),
  ],
};

export const erasedTerms: OperationTerms = {
  ...byRegister,
  code: 'data-erased',
  description: 'A quality register reports that it has erased what it had of those who oppose it.',
  affectsState: true,
  parameters: [
    { ...goesInOften('opposition', 'Reference', 'The Consent, as $data-to-erase names it.'), min: 1 },
    comesOut('Parameters', 'As $data-to-erase.'),
  ],
};
