// PDL (2008:355) 5 kap. 5 §: direct access is for the person whom the data are about. It ends with the person; survivors ask for copies.
import { answer, type Rule } from '../rule.ts';

export const patientLives: Rule = {
  name: 'patient-lives',
  law: 'pdl-5-5',
  find: (situation) =>
    situation.record === 'another-persons'
      ? { outcome: 'met', facts: { record: 'another-persons' } }
      : answer('deceased', situation.deceased, (deceased) => !deceased),
  words: {
    met: { sv: 'Personen lever.', en: 'The person is alive.' },
    'not-met': {
      sv: 'Den som har avlidit har ingen journal på nätet. Närstående kan begära ut uppgifter hos mottagningen.',
      en: 'The record of somebody who has died is not online. Relatives can ask the clinic for data.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om personen lever.',
      en: 'It could not be established whether the person is alive.',
    },
  },
};
