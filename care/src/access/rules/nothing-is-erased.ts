// PDL (2008:355) 3 kap. 14 §: nothing in the record is erased; only a draft, not yet part of the record, may be thrown away.
import type { Rule } from '../rule.ts';

export const nothingIsErased: Rule = {
  name: 'nothing-is-erased',
  law: 'pdl-3-14',
  find({ change, entry }) {
    const facts = { change: change ?? null, entry: entry ?? null };
    if (change === 'create' || change === 'update') return { outcome: 'met', facts };
    if (change === undefined || entry === undefined) return { outcome: 'unknown', facts };
    if (entry === 'draft') return { outcome: 'met', facts };
    return { outcome: 'not-met', facts, step: entry === 'signed' ? 'correct-note' : 'mark-entered-in-error' };
  },
  words: {
    met: { sv: 'Ingenting i journalen tas bort.', en: 'Nothing in the record is removed.' },
    'not-met': {
      sv: 'Uppgifter i journalen får inte tas bort. Den som är fel markeras som felaktig och finns kvar.',
      en: 'Entries in the record may not be removed. One that is wrong is marked as entered in error and remains.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om uppgiften hör till journalen.',
      en: 'It could not be established whether the entry is part of the record.',
    },
  },
};
