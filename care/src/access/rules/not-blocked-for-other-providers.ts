// Lag (2022:913) 2 kap. 3 §: what the patient has blocked at a care provider is out of reach for every other care provider, until
// it lifts the block for one that has asked it to (3 kap. 5 §). It does not take back what has been handed out (handed-out.ts).
import { ownCareProviderOnly } from '../before-shared-records.ts';
import type { Rule } from '../rule.ts';

export const notBlockedForOtherProviders: Rule = {
  name: 'not-blocked-for-other-providers',
  law: 'svod-2-3',
  before: ownCareProviderOnly,
  find({ keptBy, blockedForOtherProviders, sharedBy }) {
    const facts = { keptBy: keptBy ?? null, blockedForOtherProviders: blockedForOtherProviders ?? null };
    if (keptBy === 'own-care-provider' || blockedForOtherProviders === false) return { outcome: 'met', facts };
    if (keptBy === undefined || blockedForOtherProviders === undefined) return { outcome: 'unknown', facts };
    if (sharedBy === 'lifted' || sharedBy === 'handed-out') return { outcome: 'met', facts: { ...facts, sharedBy } };
    return { outcome: 'not-met', facts, step: 'ask-to-lift' };
  },
  words: {
    met: {
      sv: 'Uppgiften är inte spärrad för din vårdgivare, eller har lämnats ut till din vårdenhet.',
      en: 'The entry is not blocked for your care provider, or has been handed out to your care unit.',
    },
    'not-met': {
      sv: 'Patienten har spärrat uppgiften för andra vårdgivare.',
      en: 'The patient has blocked the entry for other care providers.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om uppgiften är spärrad för din vårdgivare.',
      en: 'It could not be established whether the entry is blocked for your care provider.',
    },
  },
};
