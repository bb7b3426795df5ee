import { comesOut, goesIn, goesInOften, type OperationTerms } from '../operation.ts';

const onPatient = { type: 'Patient', levels: ['instance'] } as const;
const consent = goesIn('consent', 'code', 'What the patient says: given, refused or cannot-be-had.');
const capacity = goesIn('capacity', 'code', 'Whether the patient can consent: has, lacks-for-now or lacks.');
const danger = goesIn(
  'danger',
  'boolean',
  'Whether there is danger to the patient’s life or a serious risk to their health.',
);
const canAskToLift = goesIn('canAskToLift', 'boolean', 'Whether the patient can ask that a block is lifted.');
const matters = goesIn(
  'matters',
  'boolean',
  'Whether the data of those that are named can be assumed to matter for the care.',
);
const reason = goesIn('reason', 'string', 'Why the data are needed, in the asker’s own words.', 1);
const of = { ...goesInOften('of', 'Reference', 'The care providers whose entries it is about.'), min: 1 };

export const sharedTerms: OperationTerms = {
  ...onPatient,
  code: 'shared-records',
  description:
    'Whether other care providers have unblocked entries about the patient, and what of it is open to the asker for now. It does not say who has them; that there is nothing and that all is blocked look the same.',
  affectsState: false,
  parameters: [
    comesOut(
      'Parameters',
      '`exists`; for each thing that opens them an `open` with `ground`, `until`, `to`, `registeredBy` and, where it is for some care providers only, an `of` for each.',
    ),
  ],
};

export const registerTerms: OperationTerms = {
  ...onPatient,
  code: 'register-consent',
  description:
    'Registers that the patient consents to shared records, or is a child who cannot consent. Other care providers’ unblocked entries are then open to those it is given to.',
  affectsState: true,
  parameters: [
    { ...consent, min: 1 },
    { ...capacity, min: 1 },
    goesIn(
      'informed',
      'boolean',
      'Whether the patient has been told what shared records are, and that they may be opposed.',
      1,
    ),
    goesIn(
      'to',
      'Reference',
      'Whom it is given to: the asker’s care unit, or the whole care provider. The care unit when nothing is said.',
    ),
    { ...of, min: 0, documentation: 'Of which care providers; all when none is named.' },
    goesIn('until', 'date', 'The last day that it holds; at most a year ahead, which it is when nothing is said.'),
    comesOut('Consent', 'What was registered.'),
  ],
};

export const withdrawTerms: OperationTerms = {
  ...onPatient,
  code: 'withdraw-consent',
  description:
    'The consent to shared records holds no more, at once. Staff withdraw what was given to their own care unit or care provider; the patient the one that is named, or all.',
  affectsState: true,
  parameters: [
    goesIn('consent', 'Reference', 'The Consent that is withdrawn; all when it is left out.'),
    comesOut('Parameters', 'An empty one.'),
  ],
};

export const providersTerms: OperationTerms = {
  ...onPatient,
  code: 'shared-providers',
  description:
    'The first step of opening without consent: which other care providers have unblocked entries, where the patient lacks capacity or is in danger and cannot be asked.',
  affectsState: true,
  parameters: [consent, capacity, danger, reason, comesOut('Parameters', 'A `provider` for each.')],
};

export const incapacityTerms: OperationTerms = {
  ...onPatient,
  code: 'open-without-capacity',
  description:
    'Opens the entries of the care providers that are named to the asker’s care unit, for a patient who lacks the capacity to consent, and not only for a while.',
  affectsState: true,
  parameters: [
    of,
    capacity,
    goesIn(
      'attitude',
      'code',
      'What is known of the patient’s attitude: nothing-against, would-object or not-clarified.',
    ),
    matters,
    reason,
    comesOut('Consent', 'What was registered.'),
  ],
};

export const emergencyTerms: OperationTerms = {
  ...onPatient,
  code: 'emergency',
  description:
    'Opens the unblocked entries of the care providers that are named to the asker, for a time, when there is danger and consent cannot be had. The head of the unit and the patient are told, and it is always reviewed.',
  affectsState: true,
  parameters: [of, consent, danger, matters, reason, comesOut('Consent', 'The opening.')],
};

export const endTerms: OperationTerms = {
  ...onPatient,
  code: 'end-emergency',
  description:
    'Ends, at once, what has been opened to the asker in an emergency or through another care provider’s block.',
  affectsState: true,
  parameters: [comesOut('Parameters', 'An empty one.')],
};

export const blockingTerms: OperationTerms = {
  ...onPatient,
  code: 'blocking-providers',
  description: 'The first step of asking for blocked data in danger: which other care providers have blocked.',
  affectsState: true,
  parameters: [danger, canAskToLift, reason, comesOut('Parameters', 'A `provider` for each.')],
};

export const askTerms: OperationTerms = {
  ...onPatient,
  code: 'ask-to-lift',
  description: 'Asks the care provider that is named to lift its block for the asker.',
  affectsState: true,
  parameters: [
    { ...of, max: '1' },
    danger,
    canAskToLift,
    matters,
    reason,
    comesOut('Task', 'The request, with the time by which it is to be answered.'),
  ],
};
