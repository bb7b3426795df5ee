// PDL (2008:355) 5 kap. 5 §: a person may be given direct access to data about themselves, and to the log.
import { answer, type Rule } from '../rule.ts';

export const ownRecord: Rule = {
  name: 'own-record',
  law: 'pdl-5-5',
  find: (situation) => answer('record', situation.record, (record) => record === 'own'),
  words: {
    met: { sv: 'Det är din egen journal.', en: 'It is your own record.' },
    'not-met': { sv: 'Du kan bara läsa din egen journal.', en: 'You can only read your own record.' },
    unknown: {
      sv: 'Det gick inte att avgöra vems journal det är.',
      en: 'It could not be established whose record it is.',
    },
  },
};
