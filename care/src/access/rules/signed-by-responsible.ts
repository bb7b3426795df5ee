// PDL (2008:355) 3 kap. 10 §: an entry is signed by the one who is responsible for it.
// Whoever signs becomes the entry's author and answers for it (3:4), so it takes an assignment for care at the entry's own unit;
// a medical secretary writes for others and does not sign (docs/open-questions.md).
import type { Rule } from '../rule.ts';

export const signedByResponsible: Rule = {
  name: 'signed-by-responsible',
  law: 'pdl-3-10',
  find({ purpose, profession, unit }) {
    const facts = { purpose: purpose ?? null, profession: profession ?? null, unit: unit ?? null };
    if (purpose === undefined || profession === undefined || unit === undefined) return { outcome: 'unknown', facts };
    const responsible = purpose === 'care' && profession !== 'medical-secretary' && unit === 'own';
    return { outcome: responsible ? 'met' : 'not-met', facts };
  },
  words: {
    met: { sv: 'Du kan ansvara för anteckningen.', en: 'You can be responsible for the note.' },
    'not-met': {
      sv: 'Anteckningen signeras av den som ansvarar för uppgiften: vårdpersonal på den vårdenhet där den skrevs.',
      en: 'The note is signed by the one responsible for it: care staff of the unit where it was written.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra vem som ansvarar för anteckningen.',
      en: 'It could not be established who is responsible for the note.',
    },
  },
};
