import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

export const reportTerms: OperationTerms = {
  code: 'report-risk',
  type: 'Task',
  levels: ['type'],
  description:
    'Reports something that is, was or could have become dangerous for patients to the head of the caller’s unit. That there is a report is seen by all, what it says by few.',
  affectsState: true,
  parameters: [
    goesIn('text', 'string', 'What happened, or could have.', 1),
    goesIn('kind', 'code', 'system, drug, handover, identity, device or other; other when it is left out.'),
    goesIn('address', 'string', 'Path and query of the page that was on the screen.'),
    goesIn('screen', 'string', 'What the page said.'),
    goesIn('patient', 'Reference', 'Whose record it was.'),
    comesOut('Task', 'The report, as all see it.'),
  ],
};

export const readTerms: OperationTerms = {
  code: 'risk-report',
  type: 'Task',
  levels: ['instance'],
  description: 'What a risk report says, to whoever made it and the head of its unit.',
  affectsState: false,
  parameters: [
    comesOut(
      'Parameters',
      '`text`, `by`, `address`, `screen`, `patient`, and for each step of its handling a `step` with `status`, `at`, `by` and `words`.',
    ),
  ],
};

export const handleTerms: OperationTerms = {
  code: 'handle-risk',
  type: 'Task',
  levels: ['instance'],
  description: 'The head of the unit takes a risk report in hand, or closes it and says what was done.',
  affectsState: true,
  parameters: [
    goesIn('status', 'code', 'in-progress or completed.', 1),
    goesIn('words', 'string', 'What was done; needed to close it.'),
    comesOut('Task', 'The report as it stands now.'),
  ],
};
