// PDL (2008:355) 7 kap. 3 §: before data about somebody are processed in a quality register they are told of it, and that they may oppose it.
import { answer, type Rule } from '../rule.ts';

export const informedOfRegister: Rule = {
  name: 'informed-of-register',
  law: 'pdl-7-3',
  find: ({ informedOfRegister: informed }) => answer('informedOfRegister', informed, (is) => is),
  words: {
    met: {
      sv: 'Patienten har informerats om kvalitetsregistret.',
      en: 'The patient has been told of the quality register.',
    },
    'not-met': {
      sv: 'Patienten har inte informerats om kvalitetsregistret, och om rätten att säga nej till det.',
      en: 'The patient has not been told of the quality register, and of the right to oppose it.',
    },
    unknown: {
      sv: 'Det framgår inte om patienten har informerats om kvalitetsregistret.',
      en: 'It does not say whether the patient has been told of the quality register.',
    },
  },
};
