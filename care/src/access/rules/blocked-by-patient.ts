// PDL (2008:355) 4 kap. 4 § (and 2022:913, 2 kap. 3 §): the patient blocks; a guardian has no right to block a child's data.
import { answer, type Rule } from '../rule.ts';

export const blockedByPatient: Rule = {
  name: 'blocked-by-patient',
  law: 'pdl-4-4',
  find: (situation) => answer('requestedBy', situation.requestedBy, (requestedBy) => requestedBy === 'patient'),
  words: {
    met: { sv: 'Patienten begär det själv.', en: 'The patient asks for it.' },
    'not-met': {
      sv: 'Bara patienten kan spärra sina uppgifter. En vårdnadshavare får inte spärra ett barns uppgifter.',
      en: 'Only the patient can block their data. A guardian may not block a child’s data.',
    },
    unknown: {
      sv: 'Det framgår inte vem som begär spärren.',
      en: 'It does not say who asks for the block.',
    },
  },
};
