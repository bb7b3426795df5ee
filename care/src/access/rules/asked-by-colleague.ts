// PDL (2008:355) 4 kap. 5 §: the block is lifted by one who is authorised; for a colleague who is not, that colleague has asked, and the request says on which ground.
import { answer, type Rule } from '../rule.ts';

export const askedByColleague: Rule = {
  name: 'asked-by-colleague',
  law: 'pdl-4-5',
  find: (situation) => answer('asked', situation.asked, (asked) => asked),
  words: {
    met: {
      sv: 'En kollega hos vårdgivaren har begärt att spärren hävs.',
      en: 'A colleague at the care provider has asked that the block is lifted.',
    },
    'not-met': {
      sv: 'Ingen kollega har begärt att spärren hävs, eller så är begäran redan besvarad.',
      en: 'No colleague has asked that the block is lifted, or the request has been answered.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om någon har begärt att spärren hävs.',
      en: 'It could not be established whether anybody has asked that the block is lifted.',
    },
  },
};
