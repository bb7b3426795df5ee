/**
 * A form by which the risk of a harm is assessed: a Questionnaire (http://hl7.org/fhir/R4/questionnaire.html) that says in its code which risk, in
 * its options how many points each answer gives (http://hl7.org/fhir/R4/extension-ordinalvalue.html), and in an extension where the risk begins and
 * when it is to be assessed anew. A unit adapts it as it does a note template (record-keeping/unit-template.ts). Which form is the right one, and
 * whether a published instrument may be used, is for the unit to know: docs/open-questions.md 220.
 */
import type { Extension, Questionnaire, QuestionnaireItem, QuestionnaireItemAnswerOption } from '@medplum/fhirtypes';

export const assessedRiskSystem = 'https://vardkedjan.se/fhir/CodeSystem/assessed-risk';

/** Harms that Swedish wards assess the risk of, in the words of the record. */
export const assessedRisks = {
  fall: 'Fall',
  'pressure-ulcer': 'Trycksår',
  malnutrition: 'Undernäring',
  'oral-health': 'Ohälsa i munnen',
} as const;
export type AssessedRisk = keyof typeof assessedRisks;

const ordinalUrl = 'http://hl7.org/fhir/StructureDefinition/ordinalValue';
const scoringUrl = 'https://vardkedjan.se/fhir/StructureDefinition/risk-scoring';

export interface RiskScoring {
  /** In some instruments many points are a risk, in others few are. */
  direction: 'at-least' | 'at-most';
  /** Points at which there is a risk. */
  risk: number;
  /** Points at which it is high; absent: the form does not tell. */
  high?: number;
  /** Days until it is to be assessed anew at the latest. */
  again: number;
}

export interface RiskForm {
  kind: AssessedRisk;
  scoring: RiskScoring;
}

export const isAssessedRisk = (code: string | undefined): code is AssessedRisk =>
  code !== undefined && Object.hasOwn(assessedRisks, code);

/** undefined: it assesses none. */
export function riskKindOf({ code = [] }: Questionnaire): AssessedRisk | undefined {
  return code.map(({ system, code: own }) => (system === assessedRiskSystem ? own : undefined)).find(isAssessedRisk);
}

/** undefined: it is no such form, or does not say where the risk begins: then it gives no score. */
export function riskFormOf(questionnaire: Questionnaire): RiskForm | undefined {
  const kind = riskKindOf(questionnaire);
  const parts = questionnaire.extension?.find(({ url }) => url === scoringUrl)?.extension ?? [];
  const number = (url: string) => {
    const part = parts.find((each) => each.url === url);
    return part?.valueDecimal ?? part?.valuePositiveInt;
  };
  const direction = parts.find(({ url }) => url === 'direction')?.valueCode;
  const [risk, high, again] = [number('risk'), number('high'), number('again')];
  if (kind === undefined || risk === undefined || again === undefined) return undefined;
  if (direction !== 'at-least' && direction !== 'at-most') return undefined;
  return { kind, scoring: { direction, risk, again, ...(high !== undefined && { high }) } };
}

/** The form as one that assesses this risk; undefined: none any more. What else it says stays. */
export function withRisk<T extends Questionnaire>(questionnaire: T, form: RiskForm | undefined): T {
  const { code = [], extension = [], ...rest } = questionnaire;
  const codes = code.filter(({ system }) => system !== assessedRiskSystem);
  const extensions = extension.filter(({ url }) => url !== scoringUrl);
  if (form !== undefined) {
    codes.push({ system: assessedRiskSystem, code: form.kind, display: assessedRisks[form.kind] });
    extensions.push(scoringExtension(form.scoring));
  }
  return {
    ...rest,
    ...(codes.length > 0 && { code: codes }),
    ...(extensions.length > 0 && { extension: extensions }),
  } as T;
}

const scoringExtension = ({ direction, risk, high, again }: RiskScoring): Extension => ({
  url: scoringUrl,
  extension: [
    { url: 'direction', valueCode: direction },
    { url: 'risk', valueDecimal: risk },
    ...(high === undefined ? [] : [{ url: 'high', valueDecimal: high }]),
    { url: 'again', valuePositiveInt: again },
  ],
});

/** undefined: the option gives no points. */
export const pointsOfOption = ({ extension = [] }: QuestionnaireItemAnswerOption): number | undefined =>
  extension.find(({ url }) => url === ordinalUrl)?.valueDecimal;

export function optionWithPoints(text: string, points: number | undefined): QuestionnaireItemAnswerOption {
  const extension = points === undefined ? {} : { extension: [{ url: ordinalUrl, valueDecimal: points }] };
  return { ...extension, valueString: text };
}

/** The questions whose answers give points, wherever they stand in the form. */
export function scoredQuestions(items: readonly QuestionnaireItem[] = []): QuestionnaireItem[] {
  return items.flatMap((item) => [
    ...((item.answerOption ?? []).some((option) => pointsOfOption(option) !== undefined) ? [item] : []),
    ...scoredQuestions(item.item),
  ]);
}

/** What hinders that a form of this kind is used. */
export type RiskFormFault = 'no-points' | 'unmarked-option' | 'not-required' | 'no-days' | 'high-before-risk';

export function riskFormFaults(questionnaire: Questionnaire): RiskFormFault[] {
  const form = riskFormOf(questionnaire);
  if (form === undefined) return [];
  const scored = scoredQuestions(questionnaire.item);
  const { direction, risk, high, again } = form.scoring;
  const isBefore = high !== undefined && (direction === 'at-least' ? high < risk : high > risk);
  return [
    ...(scored.length === 0 ? (['no-points'] as const) : []),
    ...(scored.some(({ answerOption = [] }) => answerOption.some((each) => pointsOfOption(each) === undefined))
      ? (['unmarked-option'] as const)
      : []),
    ...(scored.some(({ required }) => required !== true) ? (['not-required'] as const) : []),
    ...(Number.isInteger(again) && again > 0 ? [] : (['no-days'] as const)),
    ...(isBefore ? (['high-before-risk'] as const) : []),
  ];
}
