// Lag (2022:913) 3 kap. 1 §: the patient consents, or is a child who cannot consent; whether a child can, those who meet the child judge.
import type { Rule } from '../rule.ts';

export const consentOrChild: Rule = {
  name: 'consent-or-child',
  law: 'svod-3-1',
  find({ consent, age, capacity }) {
    const facts = { consent: consent ?? null, age: age ?? null, capacity: capacity ?? null };
    if (consent === 'given')
      return { outcome: capacity === 'has' ? 'met' : capacity === undefined ? 'unknown' : 'not-met', facts };
    if (consent === undefined || age === undefined || capacity === undefined) return { outcome: 'unknown', facts };
    return { outcome: consent === 'cannot-be-had' && age < 18 && capacity !== 'has' ? 'met' : 'not-met', facts };
  },
  words: {
    met: {
      sv: 'Patienten samtycker, eller är ett barn som inte självt kan samtycka.',
      en: 'The patient consents, or is a child who cannot consent.',
    },
    'not-met': {
      sv: 'Patienten samtycker inte. Bara för ett barn som inte självt kan samtycka behövs inget samtycke.',
      en: 'The patient does not consent. Only for a child who cannot consent is none needed.',
    },
    unknown: {
      sv: 'Det framgår inte om patienten samtycker.',
      en: 'It does not say whether the patient consents.',
    },
  },
};
