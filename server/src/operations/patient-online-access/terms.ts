import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'online-access',
  type: 'Patient',
  levels: ['instance'],
  description:
    'The head of a clinic decides who reads a child’s record online: the child early, or a guardian for longer, of what the clinic keeps; or that a guardian does not at all.',
  affectsState: true,
  parameters: [
    goesIn('decision', 'code', 'child-reads, guardian-reads, guardian-shut-out or withdrawn.', 1),
    goesIn('guardian', 'Identifier', 'Personal identity number of the guardian whom it is about.'),
    goesIn('withdraws', 'Reference', 'The decision (Consent) that is withdrawn.'),
    goesIn('until', 'date', 'Last day; without it until further notice.'),
    goesIn('reason', 'string', 'Why: what has been agreed with the child, or assessed.', 1),
    comesOut('Consent', 'The decision.'),
  ],
};

export const showTerms: OperationTerms = {
  code: 'online-decisions',
  type: 'Patient',
  levels: ['instance'],
  description:
    'What the asker’s own care unit has decided about who reads a child’s record online, of what holds still.',
  affectsState: false,
  parameters: [
    comesOut(
      'Parameters',
      'For each a `decision` with the `consent`, the `decision` (as $online-access has it), the `guardian` whom it is about, `since` and `until`.',
    ),
  ],
};
