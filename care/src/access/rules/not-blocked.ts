// PDL (2008:355) 4 kap. 4 §: what the patient has blocked at one care unit is out of reach for those who work at another of the same provider. Other
// care providers are held back by not-blocked-for-other-providers.
import type { Rule } from '../rule.ts';
import { isAuthorisedToLift } from './authorised-to-lift.ts';

export const notBlocked: Rule = {
  name: 'not-blocked',
  law: 'pdl-4-4',
  find({ block, unit, keptBy, ...caller }) {
    if (keptBy === 'another-care-provider') return { outcome: 'met', facts: { keptBy } };
    const facts = { block: block ?? null, unit: unit ?? null };
    if (unit === 'own' || block === 'none' || block === 'lifted') return { outcome: 'met', facts };
    if (block === undefined) return { outcome: 'unknown', facts };
    return {
      outcome: 'not-met',
      facts,
      step: isAuthorisedToLift(caller) === false ? 'ask-unit-to-lift' : 'lift-block',
    };
  },
  words: {
    met: {
      sv: 'Uppgiften är inte spärrad för din vårdenhet.',
      en: 'The entry is not blocked for your care unit.',
    },
    'not-met': {
      sv: 'Patienten har spärrat uppgiften för andra vårdenheter.',
      en: 'The patient has blocked the entry for other care units.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra om uppgiften är spärrad.',
      en: 'It could not be established whether the entry is blocked.',
    },
  },
};
