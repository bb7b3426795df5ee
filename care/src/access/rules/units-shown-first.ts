// PDL (2008:355) 4 kap. 5 §: without consent it is first shown which units have blocked, and only then is that opened which can be assumed to matter.
import type { Rule } from '../rule.ts';

export const unitsShownFirst: Rule = {
  name: 'units-shown-first',
  law: 'pdl-4-5',
  find({ consent, unitsShown }) {
    const facts = { consent: consent ?? null, unitsShown: unitsShown ?? null };
    if (consent === 'given' || unitsShown === true) return { outcome: 'met', facts };
    return { outcome: unitsShown === undefined ? 'unknown' : 'not-met', facts };
  },
  words: {
    met: {
      sv: 'Patienten samtycker, eller så har du först fått se vilka vårdenheter som har spärrat.',
      en: 'The patient consents, or you have first been shown which care units have blocked.',
    },
    'not-met': {
      sv: 'Ta först reda på vilka vårdenheter som har spärrade uppgifter, och välj sedan dem som kan antas ha betydelse.',
      en: 'First find out which care units have blocked data, and then choose those that can be assumed to matter.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om du har fått se vilka vårdenheter som har spärrat.',
      en: 'It could not be established whether you have been shown which care units have blocked.',
    },
  },
};
