// PDL (2008:355) 2 kap. 4 §: the purposes are a closed list; single records are opened for care and its administration (1 and 2).
import { answer, type Rule } from '../rule.ts';

export const purposePermits: Rule = {
  name: 'purpose-permits',
  law: 'pdl-2-4',
  find: (situation) =>
    answer(
      'purpose',
      situation.purpose,
      (purpose) => purpose === 'care' || purpose === 'care-administration',
      'choose-assignment',
    ),
  words: {
    met: {
      sv: 'Uppdragets ändamål är vård eller administration av vård.',
      en: 'The assignment is for care or its administration.',
    },
    'not-met': {
      sv: 'Uppdragets ändamål ger inte rätt att öppna eller ändra patientuppgifter.',
      en: 'The assignment’s purpose gives no right to open or change patient data.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra vilket ändamål uppdraget har.',
      en: 'It could not be established what the assignment is for.',
    },
  },
};
