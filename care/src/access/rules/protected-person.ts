// OSL (2009:400) 22 kap. 1 §: protected personal data are shown only to those who have the person in their care.
import type { Rule } from '../rule.ts';

export const protectedPerson: Rule = {
  name: 'protected-person',
  law: 'osl-22-1',
  find({ protectedPerson, relation }) {
    const facts = { protectedPerson: protectedPerson ?? null, relation: relation ?? null };
    if (protectedPerson === false) return { outcome: 'met', facts };
    if (relation === undefined || protectedPerson === undefined) return { outcome: 'unknown', facts };
    return relation === 'none' ? { outcome: 'not-met', facts, step: 'state-relation' } : { outcome: 'met', facts };
  },
  words: {
    met: {
      sv: 'Personuppgifterna är inte skyddade, eller så finns en patientrelation.',
      en: 'The personal data are not protected, or there is a patient relation.',
    },
    'not-met': {
      sv: 'Personen har skyddade personuppgifter och det finns ingen patientrelation.',
      en: 'The person has protected personal data and there is no patient relation.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om personuppgifterna är skyddade.',
      en: 'It could not be established whether the personal data are protected.',
    },
  },
};
