// Regionernas regler för ombud för barn: where the child's or the guardian's personal data are protected there is no link between them online
// at all; and the head of a clinic shuts out a guardian from whom the child can be assumed to suffer. One answer for both, so that
// a refusal does not tell which: why is for the clinic to say.
import type { Rule } from '../rule.ts';

export const agentLinkStands: Rule = {
  name: 'agent-link-stands',
  law: 'online-agent',
  find({ record, protectedPerson, guardianProtected, guardianShutOut }) {
    const facts = {
      record: record ?? null,
      protectedPerson: protectedPerson ?? null,
      guardianProtected: guardianProtected ?? null,
      guardianShutOut: guardianShutOut ?? null,
    };
    if (record === 'own' || record === 'another-persons') return { outcome: 'met', facts };
    const hindrances = [protectedPerson, guardianProtected, guardianShutOut];
    if (hindrances.includes(true)) return { outcome: 'not-met', facts };
    return { outcome: record === undefined || hindrances.includes(undefined) ? 'unknown' : 'met', facts };
  },
  words: {
    met: { sv: 'Inget hindrar att en vårdnadshavare är ombud.', en: 'Nothing hinders a guardian from acting.' },
    'not-met': {
      sv: 'Journalen kan inte läsas genom ombud på nätet. Vänd dig till mottagningen.',
      en: 'The record cannot be read online on somebody’s behalf. Turn to the clinic.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om något hindrar att en vårdnadshavare är ombud.',
      en: 'It could not be established whether anything hinders a guardian from acting.',
    },
  },
};
