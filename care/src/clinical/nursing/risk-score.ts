/**
 * What an answered form says of the risk: its points, and what they mean by the form. It is kept as an Observation (http://hl7.org/fhir/R4/observation.html)
 * that names the answers it comes from, made by the unit of work that signs them. A question without an answer gives no score: unknown is not none.
 */
import type { Observation, Questionnaire, QuestionnaireResponse, QuestionnaireResponseItem } from '@medplum/fhirtypes';
import { stockholmDay } from '../../time/stockholm.ts';
import { ucumSystem } from '../vitals/vital-codes.ts';
import {
  type AssessedRisk,
  assessedRisks,
  assessedRiskSystem,
  isAssessedRisk,
  pointsOfOption,
  riskFormOf,
  type RiskScoring,
  scoredQuestions,
} from './risk-form.ts';

export const riskLevelSystem = 'https://vardkedjan.se/fhir/CodeSystem/risk-level';
export const riskLevels = { none: 'Ingen risk', risk: 'Risk', high: 'Hög risk' } as const;
export type RiskLevel = keyof typeof riskLevels;
const againUrl = 'https://vardkedjan.se/fhir/StructureDefinition/next-assessment';
const dayMs = 86_400_000;

export interface RiskScore {
  points: number;
  /** linkIds of the questions that have no answer yet: while there is one there is no level. */
  unanswered: readonly string[];
  level: RiskLevel | undefined;
}

/** `answers`: the chosen text by linkId. undefined: the form gives no score. */
export function riskScore(form: Questionnaire, answers: ReadonlyMap<string, string>): RiskScore | undefined {
  const scoring = riskFormOf(form)?.scoring;
  const questions = scoredQuestions(form.item);
  if (scoring === undefined || questions.length === 0) return undefined;
  const found = questions.map(({ linkId, answerOption = [] }) => {
    const option = answerOption.find(({ valueString }) => valueString === answers.get(linkId));
    return { linkId, points: option && pointsOfOption(option) };
  });
  const unanswered = found.filter(({ points }) => points === undefined).map(({ linkId }) => linkId);
  const points = found.reduce((sum, each) => sum + (each.points ?? 0), 0);
  return { points, unanswered, level: unanswered.length > 0 ? undefined : levelOf(points, scoring) };
}

function levelOf(points: number, { direction, risk, high }: RiskScoring): RiskLevel {
  const reaches = (limit: number) => (direction === 'at-least' ? points >= limit : points <= limit);
  if (high !== undefined && reaches(high)) return 'high';
  return reaches(risk) ? 'risk' : 'none';
}

export function answersIn(items: readonly QuestionnaireResponseItem[] = []): Map<string, string> {
  const found = new Map<string, string>();
  for (const { linkId, answer = [], item } of items) {
    const text = answer[0]?.valueString ?? answer[0]?.valueCoding?.display;
    if (text !== undefined) found.set(linkId, text);
    for (const [link, below] of answersIn([...(item ?? []), ...answer.flatMap((each) => each.item ?? [])]))
      found.set(link, below);
  }
  return found;
}

/** What the score adds to an Observation about its note; undefined: the form gives none. `taken`: FHIR dateTime, when it was assessed. */
export function scoredRisk(
  response: QuestionnaireResponse,
  form: Questionnaire,
  taken: string | undefined,
): (Partial<Observation> & Pick<Observation, 'code'>) | undefined {
  const risk = riskFormOf(form);
  const score = riskScore(form, answersIn(response.item));
  if (risk === undefined || score?.level === undefined) return undefined;
  const text = assessedRisks[risk.kind];
  const due = taken === undefined ? undefined : new Date(Date.parse(taken) + risk.scoring.again * dayMs);
  return {
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }] }],
    code: { coding: [{ system: assessedRiskSystem, code: risk.kind, display: text }], text: `Risk: ${text}` },
    valueQuantity: { value: score.points, unit: 'poäng', system: ucumSystem, code: '{score}' },
    interpretation: [
      {
        coding: [{ system: riskLevelSystem, code: score.level, display: riskLevels[score.level] }],
        text: riskLevels[score.level],
      },
    ],
    ...(form.title !== undefined && { method: { text: form.title } }),
    ...(due && { extension: [{ url: againUrl, valueDate: stockholmDay(due) }] }),
  };
}

/** A risk as it was last assessed. */
export interface RiskNow {
  kind: AssessedRisk;
  level: RiskLevel;
  points: number;
  /** FHIR dateTime. */
  at: string;
  /** Swedish day by which it is to be assessed anew; undefined: nobody has said. */
  dueBy: string | undefined;
  isLate: boolean;
  /** Name of the form. */
  form: string;
  by: string;
  /** Id of the Observation. */
  id: string;
  /** Id of the answers, as they were signed. */
  note: string | undefined;
}

/** The latest of each kind, in the order of `assessedRisks`. What was an error does not count. */
export function risksNow(observations: readonly Observation[], today: string): RiskNow[] {
  const latest = new Map<AssessedRisk, RiskNow>();
  for (const observation of observations) {
    const risk = riskOf(observation, today);
    const before = risk && latest.get(risk.kind);
    if (risk && (before === undefined || Date.parse(before.at) < Date.parse(risk.at))) latest.set(risk.kind, risk);
  }
  return (Object.keys(assessedRisks) as AssessedRisk[]).flatMap((kind) => latest.get(kind) ?? []);
}

function riskOf(observation: Observation, today: string): RiskNow | undefined {
  const { status, code, valueQuantity, effectiveDateTime: at, interpretation, extension } = observation;
  const kind = code.coding?.find(({ system }) => system === assessedRiskSystem)?.code;
  const level = interpretation?.[0]?.coding?.find(({ system }) => system === riskLevelSystem)?.code;
  if (!isAssessedRisk(kind) || level === undefined || !Object.hasOwn(riskLevels, level)) return undefined;
  if (status === 'entered-in-error' || status === 'cancelled') return undefined;
  if (at === undefined || valueQuantity?.value === undefined) return undefined;
  const dueBy = extension?.find(({ url }) => url === againUrl)?.valueDate;
  return {
    kind,
    level: level as RiskLevel,
    points: valueQuantity.value,
    at,
    dueBy,
    isLate: dueBy !== undefined && dueBy < today,
    form: observation.method?.text ?? '',
    by: observation.performer?.[0]?.display ?? '',
    id: observation.id ?? '',
    note: observation.derivedFrom?.[0]?.reference?.split('/').at(-1),
  };
}

/** Those that nobody has assessed. */
export const unassessedRisks = (risks: readonly RiskNow[]): AssessedRisk[] =>
  (Object.keys(assessedRisks) as AssessedRisk[]).filter((kind) => !risks.some((each) => each.kind === kind));
