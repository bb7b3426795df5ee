/**
 * "Who has read my record, and why": the finding that opened the record, in plain words for the patient
 * (PDL 2008:355, 8 kap. 5 §: the patient is told of the access that took place).
 */
import type { Finding } from './finding.ts';
import type { Language } from './rule.ts';
import type { RelationOrigin } from './situation.ts';

const reasons: Record<RelationOrigin, Record<Language, string>> = {
  encounter: {
    sv: 'Du har eller har nyligen haft en vårdkontakt där.',
    en: 'You have, or recently had, a care contact there.',
  },
  appointment: { sv: 'Du har en bokad tid där.', en: 'You have an appointment there.' },
  'episode-of-care': { sv: 'Du är listad eller inskriven där.', en: 'You are listed or enrolled there.' },
  'care-team': { sv: 'De ingår i ditt vårdteam.', en: 'They are part of your care team.' },
  order: {
    sv: 'De har fått en beställning eller remiss om dig.',
    en: 'They have been sent an order or a referral about you.',
  },
  stated: {
    sv: 'Personen angav själv varför uppgifterna behövdes.',
    en: 'The person stated why the data were needed.',
  },
  registering: { sv: 'Du registrerades då.', en: 'You were being registered.' },
};

const whose: Record<'own' | 'childs', Record<Language, string>> = {
  own: { sv: 'Du själv.', en: 'Yourself.' },
  childs: { sv: 'Vårdnadshavare, enligt folkbokföringen.', en: 'A guardian, by the population register.' },
};

const others: Record<string, Record<Language, string>> = {
  'own-record': { sv: 'Du själv.', en: 'Yourself.' },
  'danger-without-consent': {
    sv: 'Det var fara för ditt liv eller din hälsa, och du kunde inte tillfrågas.',
    en: 'Your life or health was in danger, and you could not be asked.',
  },
  'receives-interventions': {
    sv: 'Du får insatser från omsorgen där, eller utreds för det.',
    en: 'You get interventions from social care there, or are investigated for them.',
  },
  'log-review-purpose': { sv: 'Granskning av vem som har läst.', en: 'Review of who has read.' },
  'system-mandate': { sv: 'Ett system som vården använder.', en: 'A system that care uses.' },
};

/** undefined when the findings do not say, as for a refused attempt. */
export function whyRead(findings: readonly Finding[], language: Language): string | undefined {
  for (const { rule, outcome, facts } of findings) {
    if (outcome !== 'met') continue;
    if (rule === 'own-or-childs-record') return whose[facts['record'] === 'childs' ? 'childs' : 'own'][language];
    if (rule === 'care-relation-or-stated') return reasons[facts['relation'] as RelationOrigin]?.[language];
    const other = others[rule];
    if (other !== undefined) return other[language];
  }
  return undefined;
}
