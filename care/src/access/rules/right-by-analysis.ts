// PDL (2008:355) 4 kap. 2 §: access rights are limited to what is needed to do the work. What a role at a unit needs is said by the unit's signed
// needs-and-risk analysis (HSLF-FS 2016:40, 4 kap. 2–3 §§), and the role has the rights that it gives and no others. One rule for each right.
import type { Fact } from '../finding.ts';
import { type Right, rightWords } from '../needs-and-risks/rights.ts';
import type { Language, Rule } from '../rule.ts';
import type { Situation } from '../situation.ts';

const made = new Map<Right, Rule>();

/** The same rule for the same right. */
export function rightTo(right: Right): Rule {
  const rule = made.get(right) ?? ruleOf(right);
  made.set(right, rule);
  return rule;
}

function ruleOf(right: Right): Rule {
  return {
    name: 'right-by-analysis',
    law: 'pdl-4-2',
    find(situation) {
      const { analysis, rights } = situation;
      const facts = { right, analysis: analysis ?? null };
      if (analysis === undefined || rights === undefined) return { outcome: 'unknown', facts };
      if (rights.includes(right)) return { outcome: 'met', facts };
      const needed = isNeeded(right, situation);
      if (needed === undefined) return { outcome: 'unknown', facts };
      return needed ? { outcome: 'not-met', facts, step: 'analyse-needs' } : { outcome: 'met', facts };
    },
    words: {
      met: {
        sv: 'Rollen har den rätt som behövs, genom enhetens behovs- och riskanalys.',
        en: 'The role has the right that it takes, by the unit’s needs-and-risk analysis.',
      },
      'not-met': {
        sv: 'Rollen har inte rätt till detta enligt enhetens behovs- och riskanalys.',
        en: 'The role has no right to this by the unit’s needs-and-risk analysis.',
      },
      unknown: {
        sv: 'Det gick inte att avgöra vilka rättigheter rollen har på enheten.',
        en: 'It could not be established which rights the role has at the unit.',
      },
    },
    told: ({ outcome, facts }, language) => (outcome === 'not-met' ? whyNot(facts, language) : undefined),
  };
}

/** Of an entry that the unit itself keeps, reading takes no more than `read`, and of what is handed out to it no right to shared records; undefined: whose it is is not known. */
function isNeeded(right: Right, { unit, keptBy, sharedBy }: Situation): boolean | undefined {
  if (right === 'read-other-units')
    return unit === undefined ? undefined : unit === 'another' || keptBy === 'another-care-provider';
  return right === 'shared' ? keptBy !== 'own-care-provider' && sharedBy !== 'handed-out' : true;
}

function whyNot({ right, analysis }: Record<string, Fact>, language: Language): string {
  if (analysis === 'none')
    return {
      sv: 'Din roll på vårdenheten har inga rättigheter, eftersom det inte finns någon signerad behovs- och riskanalys för den.',
      en: 'Your role at the care unit has no rights, since there is no signed needs-and-risk analysis for it.',
    }[language];
  if (analysis === 'lapsed')
    return {
      sv: 'Din roll på vårdenheten har inga rättigheter, eftersom dess behovs- och riskanalys inte har följts upp i tid.',
      en: 'Your role at the care unit has no rights, since its needs-and-risk analysis has not been reviewed in time.',
    }[language];
  const { to } = rightWords[right as Right][language];
  return {
    sv: `Din roll på vårdenheten har inte rätt att ${to}, enligt enhetens behovs- och riskanalys.`,
    en: `Your role at the care unit has no right to ${to}, by the unit’s needs-and-risk analysis.`,
  }[language];
}
