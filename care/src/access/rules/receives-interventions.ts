// Lag (2022:913) 3 kap. 2 § 1: a social care provider reads about one who gets its interventions or is investigated for them. That is registered; what somebody
// has only stated, or an order that was sent, is not enough.
import { answer, type Rule } from '../rule.ts';

export const receivesInterventions: Rule = {
  name: 'receives-interventions',
  law: 'svod-3-2',
  find: ({ relation }) =>
    answer('relation', relation, (origin) => origin !== 'none' && origin !== 'stated' && origin !== 'order'),
  words: {
    met: {
      sv: 'Personen får insatser av din enhet, eller utreds för det.',
      en: 'The person gets interventions from your unit, or is investigated for them.',
    },
    'not-met': {
      sv: 'Personen får inga insatser av din enhet och utreds inte för det.',
      en: 'The person gets no interventions from your unit, and is not investigated for any.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om personen får insatser av din enhet.',
      en: 'It could not be established whether the person gets interventions from your unit.',
    },
  },
};
