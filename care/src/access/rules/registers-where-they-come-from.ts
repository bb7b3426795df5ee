// PDL (2008:355) 4 kap. 2 §: who works where and may do what is told by registers, which are changed where they come from; never by an entry in a
// patient’s record that looks like one of theirs.
import { answer, type Rule } from '../rule.ts';

export const registersWhereTheyComeFrom: Rule = {
  name: 'registers-where-they-come-from',
  law: 'pdl-4-2',
  find({ change, entryBecomes }) {
    if (change === 'delete') return { outcome: 'met', facts: { change } };
    return answer('entryBecomes', entryBecomes, (becomes) => becomes !== 'of-register');
  },
  words: {
    met: { sv: 'Uppgiften hör till journalen.', en: 'The entry belongs to the record.' },
    'not-met': {
      sv: 'Det här kommer från ett register, eller från loggen, och skrivs inte i en patients journal. Det ändras där det kommer ifrån.',
      en: 'This comes from a register, or from the log, and is not written in a patient’s record. It is changed where it comes from.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om uppgiften hör till journalen eller till ett register.',
      en: 'It could not be established whether the entry belongs to the record or to a register.',
    },
  },
};
