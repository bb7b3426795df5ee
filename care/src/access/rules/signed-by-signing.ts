// PDL (2008:355) 3 kap. 10 §: an entry becomes signed by signing it, never by being written with a status that says so.
import type { Rule } from '../rule.ts';

export const signedBySigning: Rule = {
  name: 'signed-by-signing',
  law: 'pdl-3-10',
  find({ change, entryBecomes }) {
    const facts = { change: change ?? null, entryBecomes: entryBecomes ?? null };
    if (change === 'delete') return { outcome: 'met', facts };
    if (entryBecomes === undefined) return { outcome: 'unknown', facts };
    return entryBecomes === 'signed' ? { outcome: 'not-met', facts, step: 'sign-note' } : { outcome: 'met', facts };
  },
  words: {
    met: { sv: 'Anteckningen sparas som utkast.', en: 'The note is saved as a draft.' },
    'not-met': {
      sv: 'En anteckning blir signerad genom att den signeras, inte genom att den sparas som färdig.',
      en: 'A note becomes signed by being signed, not by being saved as complete.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om anteckningen är ett utkast.',
      en: 'It could not be established whether the note is a draft.',
    },
  },
};
