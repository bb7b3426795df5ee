// PDL (2008:355) 4 kap. 2 §: access rights follow from the work one is assigned to do, so staff act under an assignment in force.
import { answer, type Rule } from '../rule.ts';

export const signedInWithAssignment: Rule = {
  name: 'signed-in-with-assignment',
  law: 'pdl-4-2',
  find: (situation) =>
    answer('assignment', situation.assignment, (assignment) => assignment === 'in-force', 'choose-assignment'),
  words: {
    met: {
      sv: 'Du arbetar under ett giltigt medarbetaruppdrag.',
      en: 'You work under an assignment that is in force.',
    },
    'not-met': {
      sv: 'Du har inte valt något giltigt medarbetaruppdrag.',
      en: 'You have not chosen an assignment that is in force.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om ditt medarbetaruppdrag gäller.',
      en: 'It could not be established whether your assignment is in force.',
    },
  },
};
