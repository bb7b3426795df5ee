// PDL (2008:355) 5 kap. 4 §: another care provider's data are reached directly only where an act says so.
// 2022:913 lets them be read (shared-lawfully.ts), never written, signed, corrected or blocked.
import { answer, type Rule } from '../rule.ts';

export const sameCareProvider: Rule = {
  name: 'same-care-provider',
  law: 'pdl-5-4',
  find: (situation) => answer('keptBy', situation.keptBy, (keptBy) => keptBy === 'own-care-provider'),
  words: {
    met: { sv: 'Uppgiften finns hos din egen vårdgivare.', en: 'Your own care provider keeps the entry.' },
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
