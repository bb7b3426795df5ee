// PDL (2008:355) 4 kap. 1 §: who needs the data "for another reason" says the reason, in their own words, before the record opens.
import type { Rule } from '../rule.ts';

export const reasonGiven: Rule = {
  name: 'reason-given',
  law: 'pdl-4-1',
  find({ reason }) {
    if (reason === undefined) return { outcome: 'unknown', facts: { reasonGiven: null } };
    const given = reason.trim() !== '';
    return { outcome: given ? 'met' : 'not-met', facts: { reasonGiven: given } };
  },
  words: {
    met: { sv: 'Skälet är angivet.', en: 'The reason is given.' },
    'not-met': {
      sv: 'Skriv varför du behöver uppgifterna. Skälet sparas i loggen och patienten kan läsa det.',
      en: 'Write why you need the data. The reason is kept in the log, and the patient can read it.',
    },
    unknown: { sv: 'Skälet saknas.', en: 'The reason is missing.' },
  },
};
