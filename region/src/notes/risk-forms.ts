/**
 * Forms for assessing risks. The questions, points and limits are written for this region and validated by nobody: published instruments belong to
 * their publishers, and a unit that may use one makes a form of it (docs/open-questions.md 220). Undernourishment asks for the
 * three signs of the national guide (https://kunskapsguiden.se/omraden-och-teman/aldre/undernaring-hos-aldre-personer/bedomning-och-utredning-av-risk-for-undernaring/).
 */
import type { Questionnaire, QuestionnaireItem } from '@medplum/fhirtypes';
import {
  type AssessedRisk,
  optionWithPoints,
  type RiskScoring,
  withRisk,
} from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { questionnaireUrl, unitKindSystem } from '../systems.ts';
import type { UnitKind } from '../units/unit.ts';
import { unitKinds } from '../units/value-lists.ts';

type Options = Readonly<Record<string, number>>;

interface Form {
  title: string;
  questions: Readonly<Record<string, readonly [text: string, options: Options]>>;
  scoring: RiskScoring;
}

const overall = (points: number) =>
  ['Din samlade bedömning', { 'Ingen ökad risk': 0, 'Ökad risk': points }] as const satisfies readonly [
    string,
    Options,
  ];

export const riskForms: Readonly<Record<AssessedRisk, Form>> = {
  fall: {
    title: 'Risk för fall',
    questions: {
      fallen: ['Har fallit det senaste halvåret', { Nej: 0, 'Ja, en gång': 1, 'Ja, flera gånger': 2 }],
      walking: [
        'Går och förflyttar sig',
        { 'Säkert på egen hand': 0, 'Säkert med hjälpmedel': 1, 'Ostadigt, eller med hjälp av någon': 2 },
      ],
      senses: ['Syn och hörsel', { 'Ser och hör tillräckligt': 0, 'Nedsatt trots hjälpmedel': 1 }],
      orientation: ['Känner till sin förmåga', { Ja: 0, 'Glömmer, eller tar sig för mer än hen klarar': 2 }],
      drugs: ['Läkemedel som ger yrsel, trötthet eller blodtrycksfall', { Nej: 0, Ja: 1 }],
      overall: overall(3),
    },
    scoring: { direction: 'at-least', risk: 3, high: 6, again: 7 },
  },
  'pressure-ulcer': {
    title: 'Risk för trycksår',
    questions: {
      moving: ['Ändrar läge i säng och stol', { Själv: 0, 'Med hjälp ibland': 1, 'Inte själv': 3 }],
      skin: [
        'Huden över utsatta ställen',
        { Hel: 0, 'Torr, tunn eller skör': 1, 'Rodnad som inte bleknar, eller sår': 3 },
      ],
      moisture: ['Fukt mot huden', { Sällan: 0, Ofta: 1 }],
      eating: ['Äter och dricker', { 'Som vanligt': 0, 'Mindre än vanligt': 1 }],
      sensation: ['Känner tryck och säger till', { Ja: 0, Nej: 1 }],
      overall: overall(3),
    },
    scoring: { direction: 'at-least', risk: 3, high: 6, again: 7 },
  },
  malnutrition: {
    title: 'Risk för undernäring',
    questions: {
      weight: ['Ofrivillig viktförlust', { Nej: 0, Ja: 1 }],
      eating: ['Ätsvårigheter', { Nej: 0, Ja: 1 }],
      thin: ['Undervikt: BMI under 20, eller under 22 från 70 års ålder', { Nej: 0, Ja: 1 }],
    },
    scoring: { direction: 'at-least', risk: 1, high: 2, again: 7 },
  },
  'oral-health': {
    title: 'Risk för ohälsa i munnen',
    questions: {
      pain: ['Ont i munnen, eller svårt att tugga eller svälja', { Nej: 0, Ja: 1 }],
      mucosa: [
        'Läppar, slemhinnor och tandkött',
        { 'Hela och fuktiga': 0, 'Torra, röda eller svullna': 1, 'Sår eller blödning': 2 },
      ],
      teeth: ['Tänder och proteser', { 'Rena och hela': 0, 'Beläggningar eller skador': 1 }],
      care: ['Sköter munnen', { Själv: 0, 'Med hjälp': 1 }],
      overall: overall(2),
    },
    scoring: { direction: 'at-least', risk: 2, high: 4, again: 30 },
  },
};

const at: readonly UnitKind[] = ['ward', 'home-care', 'health-centre'];

export function* riskFormTemplates(): Generator<Questionnaire> {
  for (const [kind, { title, questions, scoring }] of Object.entries(riskForms) as [AssessedRisk, Form][])
    yield withRisk<Questionnaire>(
      {
        resourceType: 'Questionnaire',
        id: `risk-${kind}`,
        url: `${questionnaireUrl}/risk-${kind}`,
        name:
          'Risk' +
          kind
            .split('-')
            .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
            .join(''),
        title,
        status: 'active',
        subjectType: ['Patient'],
        useContext: at.map((unit) => ({
          code: { system: 'http://terminology.hl7.org/CodeSystem/usage-context-type', code: 'venue' },
          valueCodeableConcept: { coding: [{ system: unitKindSystem, code: unit, display: unitKinds[unit] }] },
        })),
        item: [...Object.entries(questions).map(questionOf), { linkId: 'more', text: 'Kommentar', type: 'text' }],
      },
      { kind, scoring },
    );
}

const questionOf = ([linkId, [text, options]]: [string, readonly [string, Options]]): QuestionnaireItem => ({
  linkId,
  text,
  type: 'choice',
  required: true,
  answerOption: Object.entries(options).map(([answer, points]) => optionWithPoints(answer, points)),
});
