/**
 * A decision in the words of the one it concerns. A refusal is a lawful answer: it says which rule, by which provision, and
 * what the law offers instead. Apps call this to explain, never to permit.
 */
import { rules } from './decide.ts';
import type { Decision, Finding, LawfulStep, Outcome } from './finding.ts';
import { cite, law, wordingOn } from './law.ts';
import type { Language } from './rule.ts';

export interface ExplainedFinding {
  rule: string;
  outcome: Outcome;
  /** One sentence. */
  text: string;
  /** The provision, as it is cited. */
  provision: string;
  /** What the provision demands. */
  demands: string;
  link: string;
}

export interface ExplainedStep {
  step: LawfulStep;
  label: string;
  text: string;
}

export interface Explanation {
  /** One sentence that stands alone: the first rule that refuses. */
  headline: string;
  /** What refuses first, then the rest. */
  findings: ExplainedFinding[];
  steps: ExplainedStep[];
}

const steps: Record<LawfulStep, Record<Language, { label: string; text: string }>> = {
  'state-relation': {
    sv: {
      label: 'Ange patientrelation',
      text: 'Om du deltar i vården av personen, eller behöver uppgifterna för ditt arbete, kan du ange varför. Då öppnas journalen för dig i 24 timmar.',
    },
    en: {
      label: 'State a patient relation',
      text: 'If you take part in this person’s care, or need the data for your work, you can say why. The record is then open to you for 24 hours.',
    },
  },
  'choose-assignment': {
    sv: { label: 'Byt uppdrag', text: 'Välj ett medarbetaruppdrag som omfattar det du ska göra.' },
    en: { label: 'Change assignment', text: 'Choose an assignment that covers what you are about to do.' },
  },
  'sign-in': {
    sv: { label: 'Logga in', text: 'Logga in för att fortsätta.' },
    en: { label: 'Sign in', text: 'Sign in to continue.' },
  },
  'sign-note': {
    sv: { label: 'Signera', text: 'Spara anteckningen som utkast och signera den.' },
    en: { label: 'Sign', text: 'Save the note as a draft and sign it.' },
  },
  'correct-note': {
    sv: {
      label: 'Rätta anteckningen',
      text: 'Gör en rättelse. Den tidigare texten finns kvar och visas tillsammans med rättelsen.',
    },
    en: { label: 'Correct the note', text: 'Make a correction. The earlier text remains and is shown with it.' },
  },
  'lift-block': {
    sv: {
      label: 'Öppna spärrade uppgifter',
      text: 'Om patienten samtycker, eller inte kan samtycka och uppgifterna kan antas ha betydelse för vård som patienten oundgängligen behöver, kan spärren hävas för dig under en begränsad tid.',
    },
    en: {
      label: 'Open blocked data',
      text: 'If the patient consents, or cannot consent and the data can be assumed to matter for care that the patient imperatively needs, the block can be lifted for you for a limited time.',
    },
  },
  'register-consent': {
    sv: {
      label: 'Registrera samtycke',
      text: 'Om patienten samtycker till sammanhållen dokumentation kan du registrera det. Då visas det som andra vårdgivare har och som inte är spärrat.',
    },
    en: {
      label: 'Register consent',
      text: 'If the patient consents to shared records you can register it. What other care providers have, and is not blocked, is then shown.',
    },
  },
  'open-in-emergency': {
    sv: {
      label: 'Nödöppning',
      text: 'Vid fara för patientens liv eller allvarlig risk för hälsan, när samtycke inte kan inhämtas, kan du öppna andra vårdgivares ospärrade uppgifter under en begränsad tid. Det granskas alltid.',
    },
    en: {
      label: 'Open in an emergency',
      text: 'When there is danger to the patient’s life or a serious risk to their health, and consent cannot be had, you can open other care providers’ unblocked data for a limited time. It is always reviewed.',
    },
  },
  'ask-to-lift': {
    sv: {
      label: 'Begär att spärren hävs',
      text: 'Vid fara för patientens liv eller allvarlig risk för hälsan kan du se vilka vårdgivare som har spärrat och begära att de häver spärren.',
    },
    en: {
      label: 'Ask that the block is lifted',
      text: 'When there is danger to the patient’s life or a serious risk to their health you can see which care providers have blocked, and ask them to lift the block.',
    },
  },
  'ask-unit-to-lift': {
    sv: {
      label: 'Be enheten häva spärren',
      text: 'Om patienten samtycker, eller inte kan samtycka och oundgängligen behöver vården, kan du be den som är behörig att häva spärren för dig.',
    },
    en: {
      label: 'Ask the unit to lift the block',
      text: 'If the patient consents, or cannot consent and imperatively needs the care, you can ask one who is authorised to lift the block for you.',
    },
  },
  'analyse-needs': {
    sv: {
      label: 'Behovs- och riskanalys',
      text: 'Vad en roll får göra bestäms av vårdenhetens behovs- och riskanalys, som verksamhetschefen signerar under Behörigheter. Behöver du rätten för ditt arbete, vänd dig dit.',
    },
    en: {
      label: 'Needs-and-risk analysis',
      text: 'What a role may do is decided by the care unit’s needs-and-risk analysis, which the head of the unit signs under Access rights. If you need the right for your work, turn to them.',
    },
  },
  'mark-entered-in-error': {
    sv: { label: 'Markera som felaktig', text: 'Markera uppgiften som felaktig i stället för att ta bort den.' },
    en: { label: 'Mark as entered in error', text: 'Mark the entry as entered in error instead of removing it.' },
  },
};

const permitted: Record<Language, string> = { sv: 'Åtkomsten är tillåten.', en: 'Access is permitted.' };

export function explain(decision: Decision, language: Language): Explanation {
  const refusing = decision.findings.filter(({ outcome }) => outcome !== 'met');
  const meeting = decision.findings.filter(({ outcome }) => outcome === 'met');
  const findings = [...refusing, ...meeting].map((finding) => explainFinding(finding, language, decision.day));
  const first = findings[0];
  return {
    headline: decision.permitted || first === undefined ? permitted[language] : `${first.text} (${first.provision})`,
    findings,
    steps: decision.steps.map((step) => ({ step, ...steps[step][language] })),
  };
}

/** `day`: of the act, YYYY-MM-DD in Sweden. What was found then is told by the rule and the provision as they were then. */
export function explainFinding(finding: Finding, language: Language, day: string): ExplainedFinding {
  const provision = law[finding.law];
  const wording = wordingOn(provision, day);
  return {
    rule: finding.rule,
    outcome: finding.outcome,
    text: wording === undefined ? lawNotKnown[language] : textOf(finding, language),
    provision: cite(finding.law),
    demands: (wording ?? provision.wordings[0]).demands[language],
    link: provision.link,
  };
}

const lawNotKnown: Record<Language, string> = {
  sv: 'Det är inte känt vilken lag som gällde den dagen.',
  en: 'It is not known which law held on that day.',
};

/** A rule that has been retired since the finding was logged is still cited by its provision. */
function textOf(finding: Finding, language: Language): string {
  const { rule: name, law: by, outcome } = finding;
  const rule = rules.get(name);
  const version = rule?.before?.law === by ? rule.before : rule;
  return version?.told?.(finding, language) ?? version?.words[outcome][language] ?? cite(by);
}
