// PDL (2008:355) 5 kap. 4 §: another care provider's data are reached directly only where an act says so, and 2022:913 lets them be read, never written. What
// its keeper has handed out (5 kap. 6 §) its receiver answers: how an order is handled is said, in the sender's own handling of it, by the unit that it lies with.
import { answer, type Rule } from '../rule.ts';

export const ownOrLiesHere: Rule = {
  name: 'own-or-lies-here',
  law: 'pdl-5-4',
  find({ keptBy, liesHere }) {
    if (keptBy === 'another-care-provider' && liesHere === true) return { outcome: 'met', facts: { keptBy, liesHere } };
    return answer('keptBy', keptBy, (keeper) => keeper === 'own-care-provider');
  },
  words: {
    met: {
      sv: 'Uppgiften finns hos din egen vårdgivare, eller så ligger beställningen hos din vårdenhet.',
      en: 'Your own care provider keeps the entry, or the order lies with your care unit.',
    },
    'not-met': {
      sv: 'Uppgiften finns hos en annan vårdgivare.',
      en: 'Another care provider keeps the entry.',
    },
    unknown: {
      sv: 'Det framgår inte vilken vårdgivare som har uppgiften.',
      en: 'The entry does not say which care provider keeps it.',
    },
  },
};
