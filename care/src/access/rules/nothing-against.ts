// Lag (2022:913) 3 kap. 3 § 2–3: the patient's attitude has been clarified as far as possible, and there is no reason to assume that they would have objected.
import { answer, type Rule } from '../rule.ts';

export const nothingAgainst: Rule = {
  name: 'nothing-against',
  law: 'svod-3-3',
  find: (situation) => answer('attitude', situation.attitude, (attitude) => attitude === 'nothing-against'),
  words: {
    met: {
      sv: 'Patientens inställning är klarlagd så långt som möjligt, och inget talar för att hen hade motsatt sig det.',
      en: 'The patient’s attitude is clarified as far as possible, and nothing suggests that they would have objected.',
    },
    'not-met': {
      sv: 'Patientens inställning är inte klarlagd, eller så hade hen motsatt sig det.',
      en: 'The patient’s attitude is not clarified, or they would have objected.',
    },
    unknown: {
      sv: 'Det framgår inte vad patienten skulle ha velat.',
      en: 'It does not say what the patient would have wanted.',
    },
  },
};
