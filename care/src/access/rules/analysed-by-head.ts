// PDL (2008:355) 4 kap. 2 §, with HSLF-FS 2016:40, 4 kap. 2–3 §§: the needs and risks that rights rest on are analysed, and signed, by the head of the unit
// (verksamhetschef) that they are given at. Who it is to be stands in no source at hand (docs/open-questions.md).
import { headOfOwnUnit, type Rule } from '../rule.ts';

export const analysedByHead: Rule = {
  name: 'analysed-by-head',
  law: 'pdl-4-2',
  find: headOfOwnUnit,
  words: {
    met: { sv: 'Du är verksamhetschef på vårdenheten.', en: 'You are the head of the care unit.' },
    'not-met': {
      sv: 'Vårdenhetens behovs- och riskanalyser skrivs och signeras av dess verksamhetschef.',
      en: 'The care unit’s needs-and-risk analyses are written and signed by its head.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om du är verksamhetschef på den enhet som analysen gäller.',
      en: 'It could not be established whether you are the head of the unit that the analysis is about.',
    },
  },
};
