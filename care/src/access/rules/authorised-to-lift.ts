// PDL (2008:355) 4 kap. 5 §: a block is lifted by one who is authorised. Who that is, each care provider decides; until a provider has said so,
// care staff with an assignment for care, and never a medical secretary (docs/open-questions.md).
import type { Rule } from '../rule.ts';
import type { Situation } from '../situation.ts';

export const authorisedToLift: Rule = {
  name: 'authorised-to-lift',
  law: 'pdl-4-5',
  find({ purpose, profession }) {
    const facts = { purpose: purpose ?? null, profession: profession ?? null };
    const authorised = isAuthorisedToLift({ purpose, profession });
    if (authorised === undefined) return { outcome: 'unknown', facts };
    return authorised ? { outcome: 'met', facts } : { outcome: 'not-met', facts, step: 'choose-assignment' };
  },
  words: {
    met: { sv: 'Du är behörig att häva en spärr.', en: 'You are authorised to lift a block.' },
    'not-met': {
      sv: 'En spärr hävs av vårdpersonal med ett uppdrag för vård.',
      en: 'A block is lifted by care staff with an assignment for care.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om du är behörig att häva en spärr.',
      en: 'It could not be established whether you are authorised to lift a block.',
    },
  },
};

export function isAuthorisedToLift({
  purpose,
  profession,
}: Pick<Situation, 'purpose' | 'profession'>): boolean | undefined {
  if (purpose === undefined || profession === undefined) return undefined;
  return purpose === 'care' && profession !== 'medical-secretary';
}
