// Patientsäkerhetslagen (2010:659) 3 kap. 3 §: the care provider investigates what is reported. Who reads a report stands in no source at hand: whoever
// made it, and the head of the unit that it is to (docs/open-questions.md).
import type { Rule } from '../rule.ts';

export const riskReadByFew: Rule = {
  name: 'risk-read-by-few',
  law: 'psl-3-3',
  find({ headOfUnit, unit, reportedBy }) {
    const facts = { headOfUnit: headOfUnit ?? null, unit: unit ?? null, reportedBy: reportedBy ?? null };
    if (reportedBy === 'self') return { outcome: 'met', facts };
    if (headOfUnit === undefined || unit === undefined || reportedBy === undefined)
      return { outcome: 'unknown', facts };
    return headOfUnit && unit === 'own'
      ? { outcome: 'met', facts }
      : { outcome: 'not-met', facts, step: 'choose-assignment' };
  },
  words: {
    met: {
      sv: 'Du har rapporterat risken, eller är verksamhetschef på den enhet som rapporten gäller.',
      en: 'You reported the risk, or are the head of the unit that the report is to.',
    },
    'not-met': {
      sv: 'En riskrapport läses av den som har skrivit den och av verksamhetschefen på enheten.',
      en: 'A risk report is read by whoever made it and by the head of the unit.',
    },
    unknown: {
      sv: 'Det gick inte att avgöra vem som har skrivit riskrapporten eller vilken enhet den gäller.',
      en: 'It could not be established who made the risk report, or which unit it is to.',
    },
  },
};
