// PDL (2008:355) 7 kap. 2 §: what a patient says of quality registers is noted by the act that is for it, never by writing a Consent that says so.
import { answer, type Rule } from '../rule.ts';

export const registersByChoosing: Rule = {
  name: 'registers-by-choosing',
  law: 'pdl-7-2',
  find({ change, entryBecomes }) {
    if (change === 'delete') return { outcome: 'met', facts: { change } };
    return answer('entryBecomes', entryBecomes, (becomes) => becomes !== 'register-choice');
  },
  words: {
    met: { sv: 'Inget val om kvalitetsregister ändras.', en: 'No choice about quality registers is changed.' },
    'not-met': {
      sv: 'Patientens val om kvalitetsregister sparas genom den åtgärd som är till för det, inte genom att ett samtycke sparas.',
      en: 'The patient’s choice about quality registers is noted by the act that is for it, not by saving a consent.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om patientens val om kvalitetsregister ändras.',
      en: 'It could not be established whether the patient’s choice about quality registers is changed.',
    },
  },
};
