// PDL (2008:355) 4 kap. 4–5 §§: a block is set and opened by the acts that are for it, never by writing a Consent that says so.
import { answer, type Rule } from '../rule.ts';

export const blockedByBlocking: Rule = {
  name: 'blocked-by-blocking',
  law: 'pdl-4-4',
  find(situation) {
    if (situation.change === 'delete') return { outcome: 'met', facts: { change: 'delete' } };
    return answer('entryBecomes', situation.entryBecomes, (entryBecomes) => entryBecomes !== 'block');
  },
  words: {
    met: { sv: 'Ingen spärr ändras.', en: 'No block is changed.' },
    'not-met': {
      sv: 'En spärr läggs och hävs genom den åtgärd som är till för det, inte genom att ett samtycke sparas.',
      en: 'A block is set and lifted by the act that is for it, not by saving a consent.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om en spärr ändras.',
      en: 'It could not be established whether a block is changed.',
    },
  },
};
