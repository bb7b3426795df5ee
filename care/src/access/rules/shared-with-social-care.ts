// Lag (2022:913) 3 kap. 2 §, 7 §: another provider's entries are open to social care by consent; of a child who cannot consent, those of another social care provider
// are. Danger opens nothing: 5 and 6 §§ are for care providers only.
import type { Rule } from '../rule.ts';

export const sharedWithSocialCare: Rule = {
  name: 'shared-with-social-care',
  law: 'svod-3-2',
  find({ keptBy, sharedBy, keeperKind }) {
    if (keptBy === 'own-care-provider') return { outcome: 'met', facts: { keptBy } };
    const facts = { keptBy: keptBy ?? null, sharedBy: sharedBy ?? null, keeperKind: keeperKind ?? null };
    if (keptBy === undefined || sharedBy === undefined) return { outcome: 'unknown', facts };
    if (sharedBy === 'consent') return { outcome: 'met', facts };
    if (sharedBy !== 'child') return { outcome: 'not-met', facts, step: 'register-consent' };
    if (keeperKind === undefined) return { outcome: 'unknown', facts };
    return keeperKind === 'social-care-provider'
      ? { outcome: 'met', facts }
      : { outcome: 'not-met', facts, step: 'register-consent' };
  },
  words: {
    met: {
      sv: 'Uppgiften finns hos din egen omsorgsgivare, eller så samtycker personen eller lagen medger åtkomst utan samtycke.',
      en: 'Your own social care provider keeps the entry, or the person consents, or the act permits access without consent.',
    },
    'not-met': {
      sv: 'Uppgiften finns hos en annan vårdgivare eller omsorgsgivare och inget samtycke är registrerat.',
      en: 'Another provider keeps the entry, and no consent is registered.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra vem som har uppgiften, eller om personen samtycker.',
      en: 'It could not be established who keeps the entry, or whether the person consents.',
    },
  },
};
