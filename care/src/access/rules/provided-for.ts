// PDL (2008:355) 4 kap. 2 §: rights are given, not assumed; what decide.ts has no row for, nobody has the right to do.
import type { Rule } from '../rule.ts';

export const providedFor: Rule = {
  name: 'provided-for',
  law: 'pdl-4-2',
  find: ({ caller, matter }) => ({ outcome: 'not-met', facts: { caller, matter } }),
  words: {
    met: { sv: 'Åtgärden är tilldelad.', en: 'The act has been provided for.' },
    'not-met': { sv: 'Ingen behörighet är tilldelad för detta.', en: 'No right has been given to do this.' },
    unknown: { sv: 'Det gick inte att avgöra behörigheten.', en: 'The right could not be established.' },
  },
};
