// PDL (2008:355) 4 kap. 3 §: the log is checked systematically, by those whose assignment it is.
import { answer, type Rule } from '../rule.ts';

export const logReviewPurpose: Rule = {
  name: 'log-review-purpose',
  law: 'pdl-4-3',
  find: (situation) => answer('purpose', situation.purpose, (purpose) => purpose === 'log-review', 'choose-assignment'),
  words: {
    met: { sv: 'Uppdraget är loggranskning.', en: 'The assignment is log review.' },
    'not-met': {
      sv: 'Loggen över åtkomst läses bara under ett uppdrag för loggranskning.',
      en: 'The access log is read only under an assignment for log review.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra vilket ändamål uppdraget har.',
      en: 'It could not be established what the assignment is for.',
    },
  },
};
