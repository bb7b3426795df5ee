import type { AssessedRisk } from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import type { RiskLevel } from '@vardkedjan/care/clinical/nursing/risk-score.ts';
import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    high: 'Hög:',
    short: {
      fall: 'fall',
      'pressure-ulcer': 'trycksår',
      malnutrition: 'undernäring',
      'oral-health': 'munhälsa',
    } as Record<AssessedRisk, string>,
    levels: { none: 'Ingen risk', risk: 'Risk', high: 'Hög risk' } as Record<RiskLevel, string>,
  },
  en: {
    high: 'High:',
    short: {
      fall: 'falls',
      'pressure-ulcer': 'pressure ulcer',
      malnutrition: 'malnutrition',
      'oral-health': 'oral health',
    } as Record<AssessedRisk, string>,
    levels: { none: 'No risk', risk: 'Risk', high: 'High risk' } as Record<RiskLevel, string>,
  },
});
