import { comesOut, goesIn, goesInOften, type OperationTerms } from '../operation.ts';

export const delegateTerms: OperationTerms = {
  code: 'delegate',
  type: 'Basic',
  levels: ['type'],
  description:
    'Delegates the giving of named drugs at the unit of the assignment to somebody who works there and has no authority of their own to give them, for a year at most.',
  affectsState: true,
  parameters: [
    goesIn('to', 'Reference', 'The Practitioner who may give.', 1),
    goesIn('from', 'date', 'The first day, today or later.', 1),
    goesIn('until', 'date', 'The last day.', 1),
    goesInOften('drug', 'Coding', 'ATC code, or the beginning of one, with the name in display.'),
    comesOut('Basic', 'The delegation.'),
  ],
};

export const withdrawTerms: OperationTerms = {
  code: 'withdraw-delegation',
  type: 'Basic',
  levels: ['instance'],
  description:
    'Withdraws a delegation of the unit of the assignment: it gives nothing from now on. Whoever may delegate there does it, or the head of the unit.',
  affectsState: true,
  parameters: [
    goesIn('reason', 'string', 'Why.', 1),
    comesOut('Basic', 'The delegation, which says when and by whom it was withdrawn; why is read by few.'),
  ],
};

export const reasonTerms: OperationTerms = {
  code: 'withdrawal-reason',
  type: 'Basic',
  levels: ['instance'],
  description:
    'Why a delegation was withdrawn, to whoever had it, gave it or withdrew it, and to the head of its unit.',
  affectsState: false,
  parameters: [comesOut('Parameters', '`reason`.')],
};
