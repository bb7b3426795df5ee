// Lag (2022:913) 3 kap. 6 §: there is danger to the patient's life or a serious risk to their health, and consent cannot be had. Who has said no has answered.
import type { Rule } from '../rule.ts';

export const dangerWithoutConsent: Rule = {
  name: 'danger-without-consent',
  law: 'svod-3-6',
  find({ danger, consent }) {
    const facts = { danger: danger ?? null, consent: consent ?? null };
    if (danger === undefined || consent === undefined) return { outcome: 'unknown', facts };
    return { outcome: danger && consent === 'cannot-be-had' ? 'met' : 'not-met', facts };
  },
  words: {
    met: {
      sv: 'Det är fara för patientens liv eller allvarlig risk för hälsan, och samtycke kan inte inhämtas.',
      en: 'There is danger to the patient’s life or a serious risk to their health, and consent cannot be had.',
    },
    'not-met': {
      sv: 'Nödöppning kräver fara för patientens liv eller allvarlig risk för hälsan, och att samtycke inte kan inhämtas.',
      en: 'Opening in an emergency takes danger to the patient’s life or a serious risk to their health, and that consent cannot be had.',
    },
    unknown: {
      sv: 'Det framgår inte om det är fara för patienten, eller om samtycke kan inhämtas.',
      en: 'It does not say whether the patient is in danger, or whether consent can be had.',
    },
  },
};
