// Lag (2022:913) 3 kap. 1 § 3 a: only what can be assumed to matter for preventing, investigating or treating disease and injury is reached; who asks says so by the
// purpose of their assignment. Administering care (2 kap. 1 § names it among what may be made available) is no such purpose. What has been handed out to the unit
// (handed-out.ts) is reached by another act.
import { ownCareProviderOnly } from '../before-shared-records.ts';
import { answer, type Rule } from '../rule.ts';

export const forTreatment: Rule = {
  name: 'for-treatment',
  law: 'svod-3-1',
  before: ownCareProviderOnly,
  find({ keptBy, purpose, sharedBy }) {
    if (keptBy === 'own-care-provider') return { outcome: 'met', facts: { keptBy } };
    if (sharedBy === 'handed-out') return { outcome: 'met', facts: { sharedBy } };
    return answer('purpose', purpose, (stated) => stated === 'care', 'choose-assignment');
  },
  words: {
    met: {
      sv: 'Uppgiften finns hos din egen vårdgivare eller har lämnats ut till din vårdenhet, eller så är uppdragets ändamål vård.',
      en: 'Your own care provider keeps the entry, or it has been handed out to your care unit, or the assignment is for care.',
    },
    'not-met': {
      sv: 'Uppgifter hos andra vårdgivare läses bara för att förebygga, utreda eller behandla sjukdom och skada, under ett uppdrag för vård.',
      en: 'Data at other care providers are read only to prevent, investigate or treat disease and injury, under an assignment for care.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra vilket ändamål uppdraget har.',
      en: 'It could not be established what the assignment is for.',
    },
  },
};
