// Lag (2022:913) 2 kap. 4 §: that there are unblocked data may be seen, not who has them; that, only where the patient lacks capacity and not just for a while (3 kap. 3 §), or
// there is danger and consent cannot be had (3 kap. 6 §).
import type { Rule } from '../rule.ts';

export const groundToSeeProviders: Rule = {
  name: 'ground-to-see-providers',
  law: 'svod-2-4',
  find({ danger, consent, capacity }) {
    const facts = { danger: danger ?? null, consent: consent ?? null, capacity: capacity ?? null };
    if (capacity === 'lacks' || (danger === true && consent === 'cannot-be-had')) return { outcome: 'met', facts };
    const unknown = capacity === undefined || danger === undefined || (danger && consent === undefined);
    return { outcome: unknown ? 'unknown' : 'not-met', facts };
  },
  words: {
    met: {
      sv: 'Patienten saknar inte bara tillfälligt förmåga att samtycka, eller så råder fara och samtycke kan inte inhämtas.',
      en: 'The patient lacks the capacity to consent, not only for a while, or there is danger and consent cannot be had.',
    },
    'not-met': {
      sv: 'Vilka andra vårdgivare som har uppgifter visas bara när patienten inte kan samtycka: varaktigt, eller vid fara för liv eller hälsa.',
      en: 'Which other care providers have data is shown only when the patient cannot consent: lastingly, or in danger to life or health.',
    },
    unknown: {
      sv: 'Det framgår inte varför patienten inte kan samtycka.',
      en: 'It does not say why the patient cannot consent.',
    },
  },
};
