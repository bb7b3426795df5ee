import { comesOut, goesIn, goesInOften, type OperationTerms } from '../operation.ts';

const onPatient = { type: 'Patient', levels: ['instance'] } as const;
const ground = [
  goesIn('consent', 'code', 'What the patient says: given, refused or cannot-be-had.', 1),
  goesIn(
    'matters',
    'boolean',
    'When consent cannot be had: whether the data can be assumed to matter for care that the patient imperatively needs.',
  ),
];
const reason = goesIn('reason', 'string', 'Why the data are needed, in the asker’s own words.', 1);

export const showTerms: OperationTerms = {
  ...onPatient,
  code: 'blocks',
  description:
    'Whether the patient has blocked other care units for the asker, and what is open to the asker for now. It does not say which units are blocked.',
  affectsState: false,
  parameters: [comesOut('Parameters', '`blocked`; for each unit that is open now an `open` with `unit` and `until`.')],
};

export const unitsTerms: OperationTerms = {
  ...onPatient,
  code: 'blocking-units',
  description: 'The first step of opening blocked data: which units have blocked.',
  affectsState: true,
  parameters: [...ground, reason, comesOut('Parameters', 'A `unit` for each.')],
};

export const blockTerms: OperationTerms = {
  ...onPatient,
  code: 'block',
  description:
    'Blocks, at once, what a care unit keeps for the other units of its care provider, or what a care provider keeps for others. What was opened through an earlier block is closed.',
  affectsState: true,
  parameters: [
    goesIn('of', 'Reference', 'The Organization whose entries are blocked: a care unit, or a care provider.', 1),
    goesIn('requestedBy', 'code', 'Staff say who asks for it: patient or guardian.'),
    comesOut('Consent', 'The block.'),
  ],
};

export const liftTerms: OperationTerms = {
  ...onPatient,
  code: 'lift-block',
  description:
    'The patient withdraws a block. Staff open what is blocked at the units they name, for themselves and for a time.',
  affectsState: true,
  parameters: [
    { ...goesInOften('of', 'Reference', 'The Organization whose entries are blocked.'), min: 1 },
    ...ground.map((parameter) => ({ ...parameter, min: 0 })),
    { ...reason, min: 0 },
    comesOut('Consent', 'The block as it is now, or the opening.'),
  ],
};

export const endTerms: OperationTerms = {
  ...onPatient,
  code: 'end-opening',
  description:
    'Ends at once, and before its time, all that has been opened to the asker of what the patient has blocked.',
  affectsState: true,
  parameters: [comesOut('Parameters', 'A `unit` for each that is closed again.')],
};
