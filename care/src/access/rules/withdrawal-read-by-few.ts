// PDL (2008:355) 4 kap. 2 §: access is limited to what the work needs. The paragraph is about data of patients; who may read why a colleague’s delegation was
// withdrawn stands in no source at hand: those whom it is between, and the head of the unit (docs/open-questions.md 267).
import type { Rule } from '../rule.ts';

export const withdrawalReadByFew: Rule = {
  name: 'withdrawal-read-by-few',
  law: 'pdl-4-2',
  find({ headOfUnit, unit, delegation }) {
    const facts = { headOfUnit: headOfUnit ?? null, unit: unit ?? null, delegation: delegation ?? null };
    if (delegation === 'own') return { outcome: 'met', facts };
    if (headOfUnit === undefined || unit === undefined || delegation === undefined)
      return { outcome: 'unknown', facts };
    return headOfUnit && unit === 'own'
      ? { outcome: 'met', facts }
      : { outcome: 'not-met', facts, step: 'choose-assignment' };
  },
  words: {
    met: {
      sv: 'Delegeringen är till eller från dig, du har återkallat den, eller du är verksamhetschef på enheten.',
      en: 'The delegation is to or from you, you withdrew it, or you are the head of the unit.',
    },
    'not-met': {
      sv: 'Varför en delegering är återkallad läses av den som hade den, den som gav eller återkallade den, och av verksamhetschefen på enheten.',
      en: 'Why a delegation was withdrawn is read by whoever had it, whoever gave or withdrew it, and by the head of the unit.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra vem delegeringen gäller eller vilken enhet den hör till.',
      en: 'It could not be established whose the delegation is, or which unit it belongs to.',
    },
  },
};
