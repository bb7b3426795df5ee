// Patientsäkerhetslagen (2010:659) 3 kap. 3 §: the care provider investigates what is reported; here the head of the unit that the report is to does
// (docs/open-questions.md).
import { headOfOwnUnit, type Rule } from '../rule.ts';

export const riskHandledByHead: Rule = {
  name: 'risk-handled-by-head',
  law: 'psl-3-3',
  find: headOfOwnUnit,
  words: {
    met: { sv: 'Du är verksamhetschef på enheten.', en: 'You are the head of the unit.' },
    'not-met': {
      sv: 'En riskrapport tas om hand av verksamhetschefen på enheten.',
      en: 'A risk report is taken in hand by the head of the unit.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om du är verksamhetschef på enheten.',
      en: 'It could not be established whether you are the head of the unit.',
    },
  },
};
