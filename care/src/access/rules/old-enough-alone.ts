// Regionernas regler för journalen på nätet: from the 16th birthday a person reads alone; before that nobody does on their own.
// Guardians' access for 0–12 and the clinics' exceptions are not yet rules here, so a child's record is opened by staff only.
import { answer, type Rule } from '../rule.ts';

/** Whole years. The regions' present limit; a changed one is a decision with a date (docs/open-questions.md). */
export const ageOfReadingAlone = 16;

export const oldEnoughAlone: Rule = {
  name: 'old-enough-alone',
  law: 'journal-online-age',
  find: (situation) => answer('age', situation.age, (age) => age >= ageOfReadingAlone),
  words: {
    met: { sv: 'Du har fyllt 16 år.', en: 'You have turned 16.' },
    'not-met': {
      sv: 'Du kan läsa din journal på nätet när du har fyllt 16 år.',
      en: 'You can read your record online once you have turned 16.',
    },
    unknown: { sv: 'Det gick inte att avgöra hur gammal du är.', en: 'It could not be established how old you are.' },
  },
};
