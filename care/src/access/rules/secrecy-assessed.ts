// PDL (2008:355) 3 kap. 11 §: what is handed out is noted, which comes after the assessment of whether it may be
// (docs/open-questions.md: the acts on secrecy are not in the sources at hand).
import { answer, type Rule } from '../rule.ts';

export const secrecyAssessed: Rule = {
  name: 'secrecy-assessed',
  law: 'pdl-3-11',
  find: ({ secrecyAssessed: assessed }) => answer('secrecyAssessed', assessed, (done) => done),
  words: {
    met: {
      sv: 'Det är prövat att uppgifterna får lämnas ut till mottagaren.',
      en: 'It has been assessed that the recipient may have the data.',
    },
    'not-met': {
      sv: 'Pröva först om uppgifterna får lämnas ut till mottagaren.',
      en: 'Assess first whether the recipient may have the data.',
    },
    unknown: {
      sv: 'Det framgår inte om det är prövat att uppgifterna får lämnas ut.',
      en: 'It is not said whether it has been assessed that the data may be handed out.',
    },
  },
};
