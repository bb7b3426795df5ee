import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

export const sendTerms: OperationTerms = {
  code: 'send-letter',
  type: 'Patient',
  levels: ['instance'],
  description:
    'Sends a letter to the patient and archives what was sent: a Binary with its printed form, a DocumentReference with that and the text byte for byte, and a Task, of the same id, with its state. To a patient with protected personal data nothing goes by post, and no address is printed.',
  affectsState: true,
  parameters: [
    goesIn('kind', 'code', 'summons, answer, discharge or letter.', 1),
    goesIn('title', 'string', 'What the letter is about, in a line.', 1),
    goesIn('text', 'string', 'The text, as the patient will read it.', 1),
    goesIn(
      'channel',
      'code',
      'online, the resident’s app; or post. When it is left out: online where somebody reads it there, else by post.',
    ),
    goesIn('address', 'string', 'Where it goes by post, in lines, when not to the address of the record.'),
    goesIn('instead-of', 'Reference', 'A letter that did not reach the patient: said to be settled by this one.'),
    goesIn('template', 'canonical', 'The template, with its version, that the letter was begun from.'),
    goesIn('about', 'Reference', 'What it is about: an Appointment, an answer, a note.'),
    comesOut('DocumentReference', 'The letter as it was archived.'),
  ],
};

export const readerTerms: OperationTerms = {
  code: 'letter-reader',
  type: 'Patient',
  levels: ['instance'],
  description:
    'How a letter reaches the patient: whether anybody would read it online, and whether one may go by post.',
  affectsState: false,
  parameters: [
    comesOut(
      'Parameters',
      '`online` and `post`, true or false; `why` nobody reads online: deceased, no-number, no-guardian or age.',
    ),
  ],
};

export const readTerms: OperationTerms = {
  code: 'letter-read',
  type: 'DocumentReference',
  levels: ['instance'],
  description:
    'Said by the residents’ app as a letter is opened: its sender sees that it has been read. Said by anybody else it changes nothing.',
  affectsState: true,
  parameters: [comesOut('Parameters', 'Without parameters: it is noted.')],
};
