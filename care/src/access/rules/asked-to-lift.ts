// Lag (2022:913) 3 kap. 5 §: a care provider lifts its block for another that has asked it to, guided by the danger; the request says who asked and why.
import { answer, type Rule } from '../rule.ts';

export const askedToLift: Rule = {
  name: 'asked-to-lift',
  law: 'svod-3-5',
  find: (situation) => answer('asked', situation.asked, (asked) => asked),
  words: {
    met: {
      sv: 'En annan vårdgivare har begärt att spärren hävs.',
      en: 'Another care provider has asked that the block is lifted.',
    },
    'not-met': {
      sv: 'Ingen annan vårdgivare har begärt att spärren hävs, eller så är begäran redan besvarad.',
      en: 'No other care provider has asked that the block is lifted, or the request has been answered.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om någon har begärt att spärren hävs.',
      en: 'It could not be established whether anybody has asked that the block is lifted.',
    },
  },
};
