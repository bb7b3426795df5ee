// Lag (2022:913) 3 kap. 1 § 1: another care provider's data are reached about a patient with whom there is a current relation. One that somebody has
// only stated, or that comes of an order that was sent, is not enough (docs/open-questions.md): it arises from care that is given or booked.
// What has been handed out to the unit (handed-out.ts) is reached by another act.
import { ownCareProviderOnly } from '../before-shared-records.ts';
import { answer, type Rule } from '../rule.ts';

export const arisenRelation: Rule = {
  name: 'arisen-relation',
  law: 'svod-3-1',
  before: ownCareProviderOnly,
  find({ keptBy, relation, sharedBy }) {
    if (keptBy === 'own-care-provider') return { outcome: 'met', facts: { keptBy } };
    if (sharedBy === 'handed-out') return { outcome: 'met', facts: { sharedBy } };
    return answer('relation', relation, (origin) => origin !== 'none' && origin !== 'stated' && origin !== 'order');
  },
  words: {
    met: {
      sv: 'Uppgiften finns hos din egen vårdgivare eller har lämnats ut till din vårdenhet, eller så har ni en aktuell patientrelation.',
      en: 'Your own care provider keeps the entry, or it has been handed out to your care unit, or there is a current patient relation.',
    },
    'not-met': {
      sv: 'Uppgifter hos andra vårdgivare kräver en aktuell patientrelation, som en registrerad vårdkontakt eller bokad tid. Att du har angett ett skäl räcker inte.',
      en: 'Data at other care providers take a current patient relation, as a registered contact or a booked visit. A stated reason is not enough.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om ni har en aktuell patientrelation.',
      en: 'It could not be established whether there is a current patient relation.',
    },
  },
};
