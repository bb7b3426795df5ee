// PDL (2008:355) 5 kap. 5 §: direct access to data about oneself; for a small child those who have custody act, each of them alone.
// Who has custody is told by the population register and by nobody else.
import { answer, type Rule } from '../rule.ts';

export const ownOrChildsRecord: Rule = {
  name: 'own-or-childs-record',
  law: 'pdl-5-5',
  find: (situation) => answer('record', situation.record, (record) => record === 'own' || record === 'childs'),
  words: {
    met: {
      sv: 'Det är din egen journal, eller ett barns som du är vårdnadshavare för.',
      en: 'It is your own record, or that of a child whose guardian you are.',
    },
    'not-met': {
      sv: 'Du kan bara läsa din egen journal och journalen för barn som du är vårdnadshavare för.',
      en: 'You can only read your own record and those of children whose guardian you are.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra vems journal det är eller vem som är vårdnadshavare.',
      en: 'It could not be established whose record it is or who is the guardian.',
    },
  },
};
