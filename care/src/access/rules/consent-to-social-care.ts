// Lag (2022:913) 3 kap. 2 § 3: the person consents. Of a child who cannot, only what other social care providers have is free of consent.
import type { Rule } from '../rule.ts';

export const consentToSocialCare: Rule = {
  name: 'consent-to-social-care',
  law: 'svod-3-2',
  find({ consent, age, capacity, ofSocialCareOnly }) {
    const facts = { consent: consent ?? null, age: age ?? null, capacity: capacity ?? null };
    if (consent === undefined || capacity === undefined) return { outcome: 'unknown', facts };
    if (consent === 'given') return { outcome: capacity === 'has' ? 'met' : 'not-met', facts };
    if (consent === 'refused' || capacity === 'has') return { outcome: 'not-met', facts };
    if (age === undefined || ofSocialCareOnly === undefined) return { outcome: 'unknown', facts };
    return { outcome: age < 18 && ofSocialCareOnly ? 'met' : 'not-met', facts: { ...facts, ofSocialCareOnly } };
  },
  words: {
    met: {
      sv: 'Personen samtycker, eller är ett barn som inte självt kan samtycka till uppgifter från en annan omsorgsgivare.',
      en: 'The person consents, or is a child who cannot consent to another social care provider’s data.',
    },
    'not-met': {
      sv: 'Personen samtycker inte. Bara för ett barn som inte självt kan samtycka, och bara till andra omsorgsgivares uppgifter, behövs inget samtycke.',
      en: 'The person does not consent. Only for a child who cannot, and only for other social care providers’ data, is none needed.',
    },
    unknown: {
      sv: 'Det framgår inte om personen samtycker.',
      en: 'It does not say whether the person consents.',
    },
  },
};
