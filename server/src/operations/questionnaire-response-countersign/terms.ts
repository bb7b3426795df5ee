import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

const onNote = { type: 'QuestionnaireResponse', levels: ['instance'], affectsState: true } as const;

export const askTerms: OperationTerms = {
  ...onNote,
  code: 'ask-to-countersign',
  description:
    'Asks a colleague to countersign a signed note, or another one than was asked. Needs If-Match with the version that is to be countersigned.',
  parameters: [
    goesIn('of', 'Reference', 'The Practitioner who is asked; never the note’s author.', 1),
    comesOut('Task', 'The request, one for each note.'),
  ],
};

export const countersignTerms: OperationTerms = {
  ...onNote,
  code: 'countersign',
  description: 'The colleague who is asked countersigns the note in the version that If-Match names.',
  parameters: [comesOut('QuestionnaireResponse', 'The note with both signatures.')],
};

export const returnTerms: OperationTerms = {
  ...onNote,
  code: 'return-uncountersigned',
  description:
    'The colleague who is asked returns the note to who asked, instead of countersigning it. Needs If-Match.',
  parameters: [
    goesIn('reason', 'string', 'What is to be put right.', 1),
    comesOut('Task', 'The request, returned with its reason.'),
  ],
};
