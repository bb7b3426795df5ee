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
