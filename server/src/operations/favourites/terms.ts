import { comesOut, goesIn, goesInOften, type OperationTerms } from '../operation.ts';

export const readTerms: OperationTerms = {
  code: 'favourites',
  type: 'Basic',
  levels: ['type'],
  description:
    'What whoever asks often orders, or the unit of the assignment: sums by code, without anything of a patient.',
  affectsState: false,
  parameters: [
    goesIn('of', 'code', '`own`, or `unit` for what the unit of the assignment orders.', 1),
    comesOut('Basic', 'Codes, how often each was ordered, and the last day.'),
  ],
};

export const pinTerms: OperationTerms = {
  code: 'pin-favourite',
  type: 'Basic',
  levels: ['type'],
  description:
    'Pins something to order again among one’s own favourites, or, by its head, the unit’s; or takes it away. A drug with its dose.',
  affectsState: true,
  parameters: [
    goesIn('of', 'code', '`own`, or `unit` for the unit of the assignment.', 1),
    goesIn('kind', 'code', '`test`: a code of the order catalogue. `drug`: the id of a MedicationKnowledge.', 1),
    goesIn('code', 'code', 'What is ordered.', 1),
    goesIn('dose', 'string', 'Of a drug, as it is typed: `1x3`. All of it is understood, or it is refused.'),
    goesIn('pinned', 'boolean', 'false: it is taken away.', 1),
    comesOut('Basic', 'What is pinned and often ordered, now.'),
  ],
};

export const countTerms: OperationTerms = {
  code: 'count-ordered',
  type: 'Basic',
  levels: ['type'],
  description:
    'Counts what was ordered among what whoever orders, and the unit, often orders. What is in no catalogue is not counted.',
  affectsState: true,
  parameters: [
    goesIn('kind', 'code', '`test`: codes of the order catalogue. `drug`: ids of MedicationKnowledge.', 1),
    goesInOften('code', 'code', 'What was ordered.'),
    comesOut('Basic', 'What whoever asks often orders, now.'),
  ],
};
