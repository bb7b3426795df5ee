/** Why a note cannot be signed, corrected or merged: a closed set, each with its provision and its words. */
import type { Language } from '../access/rule.ts';

export type RecordKeepingFault =
  | 'not-a-draft'
  | 'not-signed'
  | 'no-patient'
  | 'empty'
  | 'no-reason'
  | 'another-patient'
  | 'another-template'
  | 'nothing-corrected'
  | 'not-as-seen';

export interface Refused {
  refused: RecordKeepingFault;
}

interface Fault {
  /** As the law is cited; PDL is Patientdatalagen (2008:355). */
  provision: string;
  text: Record<Language, string>;
}

export const recordKeepingFaults: Record<RecordKeepingFault, Fault> = {
  'not-a-draft': {
    provision: 'PDL 3 kap. 10 §',
    text: { sv: 'Anteckningen är redan signerad.', en: 'The note is already signed.' },
  },
  'not-signed': {
    provision: 'PDL 3 kap. 14 §',
    text: {
      sv: 'Anteckningen är ett utkast. Ändra i utkastet i stället för att rätta det.',
      en: 'The note is a draft. Change the draft instead of correcting it.',
    },
  },
  'no-patient': {
    provision: 'PDL 3 kap. 1 och 6 §§',
    text: {
      sv: 'Anteckningen säger inte vilken patient den gäller.',
      en: 'The note does not say which patient it is about.',
    },
  },
  empty: {
    provision: 'PDL 3 kap. 6 §',
    text: { sv: 'Anteckningen är tom.', en: 'The note is empty.' },
  },
  'no-reason': {
    provision: 'PDL 3 kap. 14 §',
    text: { sv: 'Ange varför anteckningen rättas.', en: 'Say why the note is corrected.' },
  },
  'another-patient': {
    provision: 'PDL 3 kap. 1 §',
    text: {
      sv: 'Rättelsen gäller en annan patient än anteckningen.',
      en: 'The correction is about another patient than the note.',
    },
  },
  'another-template': {
    provision: 'PDL 3 kap. 14 §',
    text: {
      sv: 'Rättelsen följer en annan mall än anteckningen.',
      en: 'The correction follows another template than the note.',
    },
  },
  'nothing-corrected': {
    provision: 'PDL 3 kap. 14 §',
    text: { sv: 'Rättelsen ändrar ingenting.', en: 'The correction changes nothing.' },
  },
  'not-as-seen': {
    provision: 'PDL 3 kap. 10 §',
    text: {
      sv: 'Det som är sparat är inte det som stod på skärmen. Läs igenom anteckningen som den är sparad, och signera sedan.',
      en: 'What is saved is not what stood on the screen. Read the note as it is saved, and then sign.',
    },
  },
};
