// Lag (2022:913) 3 kap. 3 § 1: first it is seen which care providers have data, and of these those are read that are judged to matter for necessary care.
import { allTrue, type Rule } from '../rule.ts';

export const mattersForNecessaryCare: Rule = {
  name: 'matters-for-necessary-care',
  law: 'svod-3-3',
  find: (situation) => allTrue(situation, 'providersShown', 'matters'),
  words: {
    met: {
      sv: 'Du har sett vilka vårdgivare som har uppgifter, och bedömer att dessa kan antas ha betydelse för nödvändig vård.',
      en: 'You have seen which care providers have data, and judge that these can be assumed to matter for necessary care.',
    },
    'not-met': {
      sv: 'Se först vilka vårdgivare som har uppgifter, och välj sedan dem som kan antas ha betydelse för vård som är nödvändig.',
      en: 'First see which care providers have data, and then choose those that can be assumed to matter for necessary care.',
    },
    unknown: {
      sv: 'Det framgår inte om uppgifterna kan antas ha betydelse för nödvändig vård.',
      en: 'It does not say whether the data can be assumed to matter for necessary care.',
    },
  },
};
