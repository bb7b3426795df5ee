// Lag (2022:913) 2 kap. 5 § and 3 kap. 5 §: there is danger to the patient's life or a serious risk to their health, and the patient cannot ask that the block is lifted.
import type { Rule } from '../rule.ts';

export const dangerAndCannotAsk: Rule = {
  name: 'danger-and-cannot-ask',
  law: 'svod-2-5',
  find({ danger, canAskToLift }) {
    const facts = { danger: danger ?? null, canAskToLift: canAskToLift ?? null };
    if (danger === undefined || canAskToLift === undefined) return { outcome: 'unknown', facts };
    return { outcome: danger && !canAskToLift ? 'met' : 'not-met', facts };
  },
  words: {
    met: {
      sv: 'Det är fara för patientens liv eller allvarlig risk för hälsan, och patienten kan inte begära att spärren hävs.',
      en: 'There is danger to the patient’s life or a serious risk to their health, and the patient cannot ask that the block is lifted.',
    },
    'not-met': {
      sv: 'Vilka vårdgivare som har spärrat visas bara vid fara för patientens liv eller allvarlig risk för hälsan, när patienten själv inte kan begära att spärren hävs.',
      en: 'Which care providers have blocked is shown only in danger to the patient’s life or a serious risk to their health, when the patient cannot ask that the block is lifted.',
    },
    unknown: {
      sv: 'Det framgår inte om det är fara för patienten, eller om hen kan begära att spärren hävs.',
      en: 'It does not say whether the patient is in danger, or can ask that the block is lifted.',
    },
  },
};
