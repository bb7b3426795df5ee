// PDL (2008:355) 4 kap. 5 §: a block is lifted if (1) the patient consents, or (2) consent cannot be had and the data can be assumed to matter for
// care that the patient imperatively needs. A patient who says no has answered: then neither is so.
import type { Rule } from '../rule.ts';

export const groundToLift: Rule = {
  name: 'ground-to-lift',
  law: 'pdl-4-5',
  find({ consent, matters }) {
    const facts = { consent: consent ?? null, matters: matters ?? null };
    if (consent === 'given') return { outcome: 'met', facts };
    if (consent === undefined || (consent === 'cannot-be-had' && matters === undefined))
      return { outcome: 'unknown', facts };
    return { outcome: consent === 'cannot-be-had' && matters ? 'met' : 'not-met', facts };
  },
  words: {
    met: {
      sv: 'Patienten samtycker, eller kan inte samtycka och behöver oundgängligen vården.',
      en: 'The patient consents, or cannot consent and imperatively needs the care.',
    },
    'not-met': {
      sv: 'En spärr hävs bara om patienten samtycker, eller inte kan samtycka och uppgifterna kan antas ha betydelse för vård som patienten oundgängligen behöver.',
      en: 'A block is lifted only if the patient consents, or cannot consent and the data can be assumed to matter for care that the patient imperatively needs.',
    },
    unknown: {
      sv: 'Det framgår inte om patienten samtycker.',
      en: 'It does not say whether the patient consents.',
    },
  },
};
