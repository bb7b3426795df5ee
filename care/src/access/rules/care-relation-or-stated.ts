// PDL (2008:355) 4 kap. 1 §: inner secrecy; who reads takes part in the care, or needs the data for their work and says why.
import { answer, type Rule } from '../rule.ts';

export const careRelationOrStated: Rule = {
  name: 'care-relation-or-stated',
  law: 'pdl-4-1',
  find: (situation) => answer('relation', situation.relation, (relation) => relation !== 'none', 'state-relation'),
  words: {
    met: { sv: 'Det finns en patientrelation.', en: 'There is a patient relation.' },
    'not-met': {
      sv: 'Varken du eller din vårdenhet har någon patientrelation till personen.',
      en: 'Neither you nor your care unit has a patient relation to this person.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om det finns en patientrelation.',
      en: 'It could not be established whether there is a patient relation.',
    },
  },
};
