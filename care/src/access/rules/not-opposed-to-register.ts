// PDL (2008:355) 7 kap. 2 §: nobody's data are processed in a quality register that they oppose.
import { answer, type Rule } from '../rule.ts';

export const notOpposedToRegister: Rule = {
  name: 'not-opposed-to-register',
  law: 'pdl-7-2',
  find: ({ opposesRegister }) => answer('opposesRegister', opposesRegister, (opposes) => !opposes),
  words: {
    met: {
      sv: 'Patienten har inte motsatt sig kvalitetsregistret.',
      en: 'The patient has not opposed the quality register.',
    },
    'not-met': {
      sv: 'Patienten har motsatt sig att uppgifter lämnas till kvalitetsregistret.',
      en: 'The patient has opposed that data go to the quality register.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om patienten har motsatt sig kvalitetsregistret.',
      en: 'It could not be established whether the patient has opposed the quality register.',
    },
  },
};
