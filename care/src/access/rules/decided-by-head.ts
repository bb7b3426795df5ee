// Regionernas regler för journalen på nätet: prolonged access of a guardian, early access of a child, and shutting a guardian out are decided
// by the head of the clinic (verksamhetschef), for the clinic's own data.
import { answer, type Rule } from '../rule.ts';

export const decidedByHead: Rule = {
  name: 'decided-by-head',
  law: 'journal-online-age',
  find: (situation) => answer('headOfUnit', situation.headOfUnit, (head) => head, 'choose-assignment'),
  words: {
    met: { sv: 'Du är verksamhetschef på vårdenheten.', en: 'You are the head of the care unit.' },
    'not-met': {
      sv: 'Vårdenhetens verksamhetschef beslutar vem som läser ett barns journal på nätet.',
      en: 'The head of the care unit decides who reads a child’s record online.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om du är verksamhetschef.',
      en: 'It could not be established whether you are the head of the unit.',
    },
  },
};
