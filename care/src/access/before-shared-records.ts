/**
 * What held in place of the rules on shared records before lag (2022:913): PDL (2008:355) 6 kap., whose conditions are not among the sources
 * (docs/open-questions.md). What the own care provider keeps was read as now; whether another's might be read is unknown.
 */
import type { RuleVersion } from './rule.ts';

const own = {
  sv: 'Uppgiften finns hos din egen vårdgivare.',
  en: 'Your own care provider keeps the entry.',
};
const another = {
  sv: 'Det är inte känt vad som krävdes den dagen för att ta del av en annan vårdgivares uppgifter.',
  en: 'It is not known what it took on that day to read another care provider’s data.',
};

export const ownCareProviderOnly: RuleVersion = {
  law: 'pdl-6',
  find({ keptBy }) {
    return { outcome: keptBy === 'own-care-provider' ? 'met' : 'unknown', facts: { keptBy: keptBy ?? null } };
  },
  words: { met: own, 'not-met': another, unknown: another },
};
