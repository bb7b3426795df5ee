// Lag (2022:913) 2 kap. 2 §: first the patient is told what shared documentation is, and that it may be opposed; consent to what one has not been told of is none.
import { answer, type Rule } from '../rule.ts';

export const informedFirst: Rule = {
  name: 'informed-first',
  law: 'svod-2-2',
  find: (situation) => answer('informed', situation.informed, (informed) => informed),
  words: {
    met: {
      sv: 'Patienten har fått information.',
      en: 'The patient has been informed.',
    },
    'not-met': {
      sv: 'Informera först om vad sammanhållen dokumentation är, och om att patienten får säga nej.',
      en: 'First tell what shared documentation is, and that the patient may say no.',
    },
    unknown: {
      sv: 'Det framgår inte om patienten har fått information.',
      en: 'It does not say whether the patient has been informed.',
    },
  },
};
