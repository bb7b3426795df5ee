// Lag (2022:913) 3 kap. 6 §: guided by which care providers have data, it is judged that these can be assumed to matter for care that the patient imperatively needs.
import { allTrue, type Rule } from '../rule.ts';

export const mattersInEmergency: Rule = {
  name: 'matters-in-emergency',
  law: 'svod-3-6',
  find: (situation) => allTrue(situation, 'providersShown', 'matters'),
  words: {
    met: {
      sv: 'Du har sett vilka vårdgivare som har uppgifter, och bedömer att dessa kan antas ha betydelse för vård som patienten oundgängligen behöver.',
      en: 'You have seen which care providers have data, and judge that these can be assumed to matter for care that the patient imperatively needs.',
    },
    'not-met': {
      sv: 'Se först vilka vårdgivare som har uppgifter, och välj sedan dem som kan antas ha betydelse för vård som patienten oundgängligen behöver.',
      en: 'First see which care providers have data, and then choose those that can be assumed to matter for care that the patient imperatively needs.',
    },
    unknown: {
      sv: 'Det framgår inte om uppgifterna kan antas ha betydelse för vård som patienten oundgängligen behöver.',
      en: 'It does not say whether the data can be assumed to matter for care that the patient imperatively needs.',
    },
  },
};
