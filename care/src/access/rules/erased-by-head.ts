// PDL (2008:355) 8 kap. 4 §: the care provider destroys what the authority has decided; here the head of the unit that keeps it does
// (docs/open-questions.md).
import { headOfOwnUnit, type Rule } from '../rule.ts';

export const erasedByHead: Rule = {
  name: 'erased-by-head',
  law: 'pdl-8-4',
  find: headOfOwnUnit,
  words: {
    met: {
      sv: 'Du är verksamhetschef på den vårdenhet som har uppgiften.',
      en: 'You are the head of the unit that keeps the entry.',
    },
    'not-met': {
      sv: 'Beslutet verkställs av verksamhetschefen på den vårdenhet som har uppgiften.',
      en: 'The decision is carried out by the head of the unit that keeps the entry.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om du är verksamhetschef på den vårdenhet som har uppgiften.',
      en: 'It could not be established whether you are the head of the unit that keeps the entry.',
    },
  },
};
