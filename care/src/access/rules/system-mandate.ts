// PDL (2008:355) 4 kap. 2 §: a system client, too, has only the rights it was given; it is named, and logged like everyone.
import { answer, type Rule } from '../rule.ts';

export const systemMandate: Rule = {
  name: 'system-mandate',
  law: 'pdl-4-2',
  find: (situation) => answer('mandate', situation.mandate, (mandate) => mandate !== 'none'),
  words: {
    met: { sv: 'Systemet har tilldelats rätten.', en: 'The system has been given the right.' },
    'not-met': { sv: 'Systemet har inte tilldelats rätten.', en: 'The system has not been given the right.' },
    unknown: {
      sv: 'Det gick inte att avgöra vad systemet får göra.',
      en: 'It could not be established what the system may do.',
    },
  },
};
