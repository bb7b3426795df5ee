// Regionernas regler för journalen på nätet: from a certain birthday (16) a person reads alone; before that a child reads only what a
// clinic keeps whose head has decided so, after an assessment of the child's maturity.
import type { Rule } from '../rule.ts';

export const oldEnoughAlone: Rule = {
  name: 'old-enough-alone',
  law: 'journal-online-age',
  find({ record, age, aloneFrom, clinicDecision }) {
    const facts = {
      record: record ?? null,
      age: age ?? null,
      aloneFrom: aloneFrom ?? null,
      clinicDecision: clinicDecision ?? null,
    };
    if (record === 'childs' || record === 'another-persons') return { outcome: 'met', facts };
    if (record === undefined || age === undefined || aloneFrom === undefined) return { outcome: 'unknown', facts };
    if (age >= aloneFrom || clinicDecision === true) return { outcome: 'met', facts };
    return { outcome: clinicDecision === undefined ? 'unknown' : 'not-met', facts };
  },
  words: {
    met: {
      sv: 'Du är gammal nog att läsa själv, eller så har mottagningens chef beslutat att du får.',
      en: 'You are old enough to read on your own, or the head of the clinic has decided that you may.',
    },
    'not-met': {
      sv: 'Du är inte gammal nog för att läsa din journal på nätet. Du kan fråga din mottagning.',
      en: 'You are not old enough to read your record online. You can ask your clinic.',
    },
    unknown: { sv: 'Det gick inte att avgöra hur gammal du är.', en: 'It could not be established how old you are.' },
  },
};
