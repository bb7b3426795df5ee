// PDL (2008:355) 4 kap. 3 §: the checking is systematic, so that nobody checks themselves: another reviewer decides about a reviewer's own opening
// (docs/open-questions.md).
import { answer, type Rule } from '../rule.ts';

export const notOwnOpening: Rule = {
  name: 'not-own-opening',
  law: 'pdl-4-3',
  find: ({ openingBy }) => answer('openingBy', openingBy, (by) => by !== 'self'),
  words: {
    met: { sv: 'Det är inte du själv som har läst.', en: 'It is not you yourself who has read.' },
    'not-met': {
      sv: 'Det är du själv som har läst. En annan loggranskare avgör om det var befogat.',
      en: 'It is you yourself who has read. Another reviewer decides whether it was justified.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra vem som har läst.',
      en: 'It could not be established who has read.',
    },
  },
};
