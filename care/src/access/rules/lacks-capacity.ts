// Lag (2022:913) 3 kap. 3 §: the patient lacks the capacity to consent, and not only for a while.
import { answer, type Rule } from '../rule.ts';

export const lacksCapacity: Rule = {
  name: 'lacks-capacity',
  law: 'svod-3-3',
  find: (situation) => answer('capacity', situation.capacity, (capacity) => capacity === 'lacks'),
  words: {
    met: {
      sv: 'Patienten saknar, inte bara tillfälligt, förmåga att samtycka.',
      en: 'The patient lacks the capacity to consent, and not only for a while.',
    },
    'not-met': {
      sv: 'Patienten kan samtycka, eller saknar förmågan bara tillfälligt.',
      en: 'The patient can consent, or lacks the capacity only for a while.',
    },
    unknown: {
      sv: 'Det framgår inte om patienten kan samtycka.',
      en: 'It does not say whether the patient can consent.',
    },
  },
};
