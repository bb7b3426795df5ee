/** The form of a needs-and-risk analysis: what is asked, as a Questionnaire (http://hl7.org/fhir/R4/questionnaire.html) that ships with the product. */
import type { Questionnaire, QuestionnaireItem } from '@medplum/fhirtypes';
import { type Right, rights, rightWords } from './rights.ts';

export const analysisForm = 'https://vardkedjan.se/fhir/Questionnaire/needs-and-risk-analysis';
export const professionSystem = 'https://vardkedjan.se/fhir/CodeSystem/profession';

/** The parts that are written in words, in the order of the document. */
export const parts = ['tasks', 'needs', 'risk-too-wide', 'risk-too-narrow', 'walls', 'measures'] as const;
export type Part = (typeof parts)[number];

/** linkIds of what is no part: the role, each right with why, and the day of the next review. */
export const roleId = 'role';
export const reviewId = 'next-review';
export const rightId = (right: Right): string => `right-${right}`;
export const givenId = (right: Right): string => `right-${right}-given`;
export const whyId = (right: Right): string => `right-${right}-why`;

export const partWords: Record<Part, { sv: string; en: string }> = {
  tasks: { sv: 'Vad rollen gör på enheten', en: 'What the role does at the unit' },
  needs: { sv: 'Vilka uppgifter rollen behöver, och varför', en: 'What information the role needs, and why' },
  'risk-too-wide': {
    sv: 'Risker för den personliga integriteten om rättigheterna är för vida',
    en: 'Risks for privacy if the rights are too wide',
  },
  'risk-too-narrow': {
    sv: 'Risker för patientsäkerheten om rättigheterna är för snäva',
    en: 'Risks for patient safety if the rights are too narrow',
  },
  walls: {
    sv: 'Uppgifter med en egen gräns: skolhälsovård, försäkringsmedicin, skyddade personuppgifter',
    en: 'Entries with a wall of their own: school health, insurance medicine, protected persons',
  },
  measures: { sv: 'Åtgärder som minskar riskerna', en: 'Measures that lessen the risks' },
};

const text = (part: Part): QuestionnaireItem => ({
  linkId: part,
  text: partWords[part].sv,
  type: 'text',
  required: true,
});

const right = (one: Right): QuestionnaireItem => ({
  linkId: rightId(one),
  text: rightWords[one].sv.name,
  type: 'group',
  required: true,
  item: [
    { linkId: givenId(one), text: 'Ges rätten', type: 'boolean', required: true },
    { linkId: whyId(one), text: 'Varför', type: 'text', required: true },
  ],
});

export const analysisQuestionnaire: Questionnaire & { id: string } = {
  resourceType: 'Questionnaire',
  id: 'needs-and-risk-analysis',
  url: analysisForm,
  name: 'NeedsAndRiskAnalysis',
  title: 'Behovs- och riskanalys',
  status: 'active',
  subjectType: ['Organization'],
  description: 'Vad en roll på en vårdenhet behöver, vilka risker som följer, och vilka rättigheter den får.',
  item: [
    { linkId: roleId, text: 'Roll', type: 'choice', required: true },
    text('tasks'),
    text('needs'),
    ...rights.map(right),
    text('risk-too-wide'),
    text('risk-too-narrow'),
    text('walls'),
    text('measures'),
    { linkId: reviewId, text: 'Följs upp senast', type: 'date' },
  ],
};
