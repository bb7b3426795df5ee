// Lag (2022:913) 3 kap. 5 §: guided by which care providers have blocked, it is judged that what is blocked can be assumed to matter for care that the patient imperatively needs.
import { allTrue, type Rule } from '../rule.ts';

export const mattersBehindBlock: Rule = {
  name: 'matters-behind-block',
  law: 'svod-3-5',
  find: (situation) => allTrue(situation, 'providersShown', 'matters'),
  words: {
    met: {
      sv: 'Du har sett vilka vårdgivare som har spärrat, och bedömer att uppgifterna kan antas ha betydelse för vård som patienten oundgängligen behöver.',
      en: 'You have seen which care providers have blocked, and judge that the data can be assumed to matter for care that the patient imperatively needs.',
    },
    'not-met': {
      sv: 'Se först vilka vårdgivare som har spärrat, och be sedan dem vars uppgifter kan antas ha betydelse för vård som patienten oundgängligen behöver.',
      en: 'First see which care providers have blocked, and then ask those whose data can be assumed to matter for care that the patient imperatively needs.',
    },
    unknown: {
      sv: 'Det framgår inte om de spärrade uppgifterna kan antas ha betydelse.',
      en: 'It does not say whether the blocked data can be assumed to matter.',
    },
  },
};
