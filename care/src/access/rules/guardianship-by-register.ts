// Ombud för barn (1177): who is a guardian is told by the population register, and who else reads a child's record is decided by the act
// that is for it; neither is made by saving a resource that says so.
import type { Rule } from '../rule.ts';

export const guardianshipByRegister: Rule = {
  name: 'guardianship-by-register',
  law: 'online-agent',
  find({ change, entry, entryBecomes }) {
    const facts = { change: change ?? null, entry: entry ?? null, entryBecomes: entryBecomes ?? null };
    if (entry === 'guardianship' || entryBecomes === 'guardianship') return { outcome: 'not-met', facts };
    const before = change === 'create' || entry !== undefined;
    const after = change === 'delete' || entryBecomes !== undefined;
    return { outcome: change !== undefined && before && after ? 'met' : 'unknown', facts };
  },
  words: {
    met: { sv: 'Ingen vårdnad och inget ombud ändras.', en: 'No guardianship and no agent is changed.' },
    'not-met': {
      sv: 'Vem som är vårdnadshavare kommer från folkbokföringen och kan inte ändras här. Beslut om barns journal på nätet fattas av verksamhetschefen.',
      en: 'Who is a guardian comes from the population register and cannot be changed here. Decisions on children’s records online are made by the head of the clinic.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om en vårdnad eller ett ombud ändras.',
      en: 'It could not be established whether a guardianship or an agent is changed.',
    },
  },
};
