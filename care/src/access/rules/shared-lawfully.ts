// Lag (2022:913) 3 kap. 1 § 2, 3 and 6 §§: another care provider's data are reached when the patient consents, is a child who cannot, lacks capacity, or is in danger; by 7 § on
// no other ground. What stands here is that one of these is registered and in force for the caller. What its keeper has handed out to the unit (handed-out.ts) is not
// reached for: that is by PDL (2008:355) 5 kap. 6 §, and takes none of it.
import { ownCareProviderOnly } from '../before-shared-records.ts';
import type { Rule } from '../rule.ts';

export const sharedLawfully: Rule = {
  name: 'shared-lawfully',
  law: 'svod-3-1',
  before: ownCareProviderOnly,
  find({ keptBy, sharedBy }) {
    if (keptBy === 'own-care-provider') return { outcome: 'met', facts: { keptBy } };
    const facts = { keptBy: keptBy ?? null, sharedBy: sharedBy ?? null };
    if (keptBy === undefined || sharedBy === undefined) return { outcome: 'unknown', facts };
    return sharedBy === 'none'
      ? { outcome: 'not-met', facts, step: ['register-consent', 'open-in-emergency'] }
      : { outcome: 'met', facts };
  },
  words: {
    met: {
      sv: 'Uppgiften finns hos din egen vårdgivare eller har lämnats ut till din vårdenhet, eller så samtycker patienten eller lagen medger åtkomst utan samtycke.',
      en: 'Your own care provider keeps the entry, or it has been handed out to your care unit, or the patient consents, or the act permits access without consent.',
    },
    'not-met': {
      sv: 'Uppgiften finns hos en annan vårdgivare och inget samtycke är registrerat.',
      en: 'Another care provider keeps the entry, and no consent is registered.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra vilken vårdgivare som har uppgiften, eller om patienten samtycker.',
      en: 'It could not be established which care provider keeps the entry, or whether the patient consents.',
    },
  },
};
