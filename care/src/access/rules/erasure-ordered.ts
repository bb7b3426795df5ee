// PDL (2008:355) 8 kap. 4 §: nothing is destroyed but what the supervisory authority has decided.
import { answer, type Rule } from '../rule.ts';

export const erasureOrdered: Rule = {
  name: 'erasure-ordered',
  law: 'pdl-8-4',
  find: ({ erasureOrdered: ordered }) => answer('erasureOrdered', ordered, (decided) => decided),
  words: {
    met: {
      sv: 'Inspektionen för vård och omsorg har beslutat att uppgiften ska förstöras.',
      en: 'The Health and Social Care Inspectorate has decided that the entry is destroyed.',
    },
    'not-met': {
      sv: 'Uppgifter förstörs bara efter beslut av Inspektionen för vård och omsorg. Ange beslutets nummer och dag.',
      en: 'Entries are destroyed only by decision of the Health and Social Care Inspectorate. Give its number and day.',
    },
    unknown: {
      sv: 'Det framgår inte om Inspektionen för vård och omsorg har beslutat att uppgiften ska förstöras.',
      en: 'It is not said whether the Health and Social Care Inspectorate has decided that the entry is destroyed.',
    },
  },
};
