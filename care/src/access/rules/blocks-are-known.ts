// PDL (2008:355) 4 kap. 4 §: a block holds at once, so a record opens only when it is known what is blocked in it. That something is, may be shown.
import { answer, type Rule } from '../rule.ts';

export const blocksAreKnown: Rule = {
  name: 'blocks-are-known',
  law: 'pdl-4-4',
  find: (situation) => answer('block', situation.block, () => true),
  words: {
    met: {
      sv: 'Det är känt om det finns spärrade uppgifter.',
      en: 'It is known whether there are blocked data.',
    },
    'not-met': {
      sv: 'Det är inte känt om det finns spärrade uppgifter.',
      en: 'It is not known whether there are blocked data.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om det finns spärrade uppgifter.',
      en: 'It could not be established whether there are blocked data.',
    },
  },
};
