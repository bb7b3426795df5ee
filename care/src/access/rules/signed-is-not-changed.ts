// PDL (2008:355) 3 kap. 14 §: a signed entry stands; a correction says when it was made and by whom.
import type { Rule } from '../rule.ts';

export const signedIsNotChanged: Rule = {
  name: 'signed-is-not-changed',
  law: 'pdl-3-14',
  find({ change, entry }) {
    const facts = { change: change ?? null, entry: entry ?? null };
    if (change === 'create') return { outcome: 'met', facts };
    if (change === undefined || entry === undefined) return { outcome: 'unknown', facts };
    return entry === 'signed' ? { outcome: 'not-met', facts, step: 'correct-note' } : { outcome: 'met', facts };
  },
  words: {
    met: { sv: 'Anteckningen är inte signerad.', en: 'The note is not signed.' },
    'not-met': {
      sv: 'Anteckningen är signerad och kan inte skrivas över. Den kan rättas, och det tidigare innehållet finns kvar.',
      en: 'The note is signed and cannot be overwritten. It can be corrected, and what it said before remains.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om anteckningen är signerad.',
      en: 'It could not be established whether the note is signed.',
    },
  },
};
