/**
 * "Who has read my record, and why": the finding that opened the record, in plain words for the patient
 * (PDL 2008:355, 8 kap. 5 §: the patient is told of the access that took place).
 */
import type { Finding } from './finding.ts';
import { type Ground, isGround } from './held-by-filter.ts';
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
  'informed-of-register': {
    sv: 'Ett kvalitetsregister som du har fått information om och inte sagt nej till.',
    en: 'A quality register that you have been told of and not said no to.',
  },
  'system-mandate': { sv: 'Ett system som vården använder.', en: 'A system that care uses.' },
};

/** By what another provider's entries were open, or what the patient has blocked. */
const opened: Record<Ground, Record<Language, string>> = {
  consent: {
    sv: 'Uppgifter hos andra vårdgivare visades, för att du har samtyckt till det.',
    en: 'Data at other care providers were shown, because you have consented to it.',
  },
  child: {
    sv: 'Uppgifter hos andra vårdgivare visades. De gäller ett barn som inte själv kan samtycka.',
    en: 'Data at other care providers were shown. They are about a child who cannot consent.',
  },
  incapacity: {
    sv: 'Uppgifter hos andra vårdgivare visades, för att du då inte kunde samtycka och vården behövde dem.',
    en: 'Data at other care providers were shown, because you could not consent then and care needed them.',
  },
  emergency: {
    sv: 'Uppgifter hos andra vårdgivare visades, för att det var fara för ditt liv eller din hälsa.',
    en: 'Data at other care providers were shown, because your life or health was in danger.',
  },
  lifted: {
    sv: 'Uppgifter hos en annan vårdgivare visades, som den vårdgivaren hade hävt din spärr för.',
    en: 'Data at another care provider were shown, for which that care provider had lifted your block.',
  },
  'handed-out': {
    sv: 'En remiss, beställning eller ett svar visades, som en annan vårdgivare hade skickat dit.',
    en: 'A referral, an order or an answer was shown, which another care provider had sent there.',
  },
  unblocked: {
    sv: 'Uppgifter som du har spärrat visades. De hade öppnats för personen.',
    en: 'Data that you have blocked were shown. They had been opened to the person.',
  },
};

const aRelation: Record<Language, string> = {
  sv: 'De hade en patientrelation till dig.',
  en: 'They had a patient relation to you.',
};

const byAssignment: Record<Language, string> = {
  sv: 'Personen har ett uppdrag i vården. Vem någon är får slås upp också utan patientrelation.',
  en: 'The person has an assignment in care. Who somebody is may be looked up without a patient relation too.',
};

/**
 * Of what was permitted: of one line of the log, or of all that somebody did in a row, the newest first. undefined when the findings do not
 * say, as for a refused attempt.
 */
export function whyRead(findings: readonly Finding[], language: Language): string | undefined {
  const met = findings.filter(({ outcome }) => outcome === 'met');
  const said = new Set(met.flatMap((finding) => openedBy(finding) ?? []));
  const why = [
    whyOpen(met, language, met.length === findings.length),
    ...[...said].map((ground) => opened[ground][language]),
  ];
  const words = why.filter((one) => one !== undefined);
  return words.length === 0 ? undefined : words.join(' ');
}

function whyOpen(met: readonly Finding[], language: Language, isPermitted: boolean): string | undefined {
  for (const { rule, facts } of met) {
    if (rule === 'own-or-childs-record') return whose[facts['record'] === 'childs' ? 'childs' : 'own'][language];
    const isRelation = rule === 'care-relation-or-stated' && facts['relation'] !== undefined;
    const why = isRelation ? reasons[facts['relation'] as RelationOrigin] : others[rule];
    if (why !== undefined) return why[language];
  }
  const has = (wanted: string): boolean => met.some(({ rule }) => rule === wanted);
  if (!isPermitted) return undefined;
  if (has('care-relation-or-stated')) return aRelation[language];
  return has('purpose-permits') ? byAssignment[language] : undefined;
}

/** Of a read of an entry the fact is the entry's; of a whole record, that something in it is. */
function openedBy({ rule, facts: { sharedBy, block } }: Finding): Ground | undefined {
  if (rule === 'shared-lawfully' || rule === 'shared-with-social-care')
    return isGround(sharedBy) ? sharedBy : undefined;
  return (rule === 'not-blocked' || rule === 'blocks-are-known') && block === 'lifted' ? 'unblocked' : undefined;
}
