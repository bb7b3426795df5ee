// OSL (2009:400) 22 kap. 1 §: the population register sets and lifts the protection of personal data; care staff do not lift it.
import type { Rule } from '../rule.ts';

export const protectionIsKept: Rule = {
  name: 'protection-is-kept',
  law: 'osl-22-1',
  find({ change, protectedPerson, protectionBecomes }) {
    const facts = {
      change: change ?? null,
      protectedPerson: protectedPerson ?? null,
      protectionBecomes: protectionBecomes ?? null,
    };
    if (change === 'create' || change === 'delete' || protectedPerson === false || protectionBecomes === true) {
      return { outcome: 'met', facts };
    }
    return { outcome: protectedPerson === undefined || protectionBecomes === undefined ? 'unknown' : 'not-met', facts };
  },
  words: {
    met: { sv: 'Skyddet av personuppgifterna ändras inte.', en: 'The protection of the personal data stays.' },
    'not-met': {
      sv: 'Skyddet av personuppgifterna hävs av folkbokföringen, inte här.',
      en: 'The protection of the personal data is lifted by the population register, not here.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om skyddet av personuppgifterna ändras.',
      en: 'It could not be established whether the protection of the personal data changes.',
    },
  },
};
