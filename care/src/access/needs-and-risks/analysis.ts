/**
 * A needs-and-risk analysis: what one role at one care unit needs, which risks follow, and the rights that come of it. PDL (2008:355) 4 kap. 2 §;
 * the analysis itself is HSLF-FS 2016:40, 4 kap. 2–3 §§ (docs/open-questions.md). It is a QuestionnaireResponse whose subject is the unit; each
 * analysis is a resource of its own, and the one signed last is in force.
 */
import type {
  Coding,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
  Resource,
} from '@medplum/fhirtypes';
import { analysisForm, givenId, type Part, parts, professionSystem, reviewId, rightId, roleId, whyId } from './form.ts';
import { type Right, rights, standing } from './rights.ts';
import { nextReview } from './review.ts';

export interface Analysis {
  /** `Organization/…`. */
  unit: string;
  unitName: string;
  /** The profession's code; '' while nobody has said. */
  role: string;
  roleName: string;
  words: Record<Part, string>;
  /** What is said of each right; `given` undefined: nothing yet. */
  said: Record<Right, { given: boolean | undefined; why: string }>;
  /** As the analysis says itself. */
  review: string | undefined;
}

export interface SignedAnalysis {
  unit: string;
  role: string;
  rights: Right[];
  /** FHIR dateTime. */
  signed: string;
  /** By whom; the practitioner's name with title. */
  by: string;
  /** YYYY-MM-DD: the last day on which it is in time. */
  reviewBy: string;
}

export function isAnalysis(resource: Resource): resource is QuestionnaireResponse {
  return resource.resourceType === 'QuestionnaireResponse' && resource.questionnaire?.split('|')[0] === analysisForm;
}

export function analysisOf(response: QuestionnaireResponse): Analysis {
  const answers = new Map<string, QuestionnaireResponseItemAnswer>();
  collect(response.item ?? [], answers);
  const role = answers.get(roleId)?.valueCoding;
  const written = (linkId: string): string => answers.get(linkId)?.valueString ?? '';
  return {
    unit: response.subject?.reference ?? '',
    unitName: response.subject?.display ?? '',
    role: role?.system === professionSystem ? (role.code ?? '') : '',
    roleName: role?.display ?? role?.code ?? '',
    words: Object.fromEntries(parts.map((part) => [part, written(part)])) as Analysis['words'],
    said: Object.fromEntries(
      rights.map((right) => [right, { given: answers.get(givenId(right))?.valueBoolean, why: written(whyId(right)) }]),
    ) as Analysis['said'],
    review: answers.get(reviewId)?.valueDate,
  };
}

/** What an analysis gives; undefined: it is none, not signed, or does not say whom it is for. Unsaid is not given. */
export function signedAnalysisOf(resource: Resource): SignedAnalysis | undefined {
  if (!isAnalysis(resource) || (resource.status !== 'completed' && resource.status !== 'amended')) return undefined;
  const { authored, author } = resource;
  const { unit, role, said, review } = analysisOf(resource);
  if (!/^Organization\/[^/]+$/.test(unit) || role === '' || authored === undefined) return undefined;
  if (author?.reference?.startsWith('Practitioner/') !== true) return undefined;
  return {
    unit,
    role,
    rights: rightsSaid(said),
    signed: authored,
    by: author.display ?? '',
    reviewBy: nextReview(authored, review),
  };
}

/** The rights that are given, without those whose ground is not. */
export function rightsSaid(said: Analysis['said']): Right[] {
  return standing(new Set(rights.filter((right) => said[right].given === true)));
}

/** The answers as a form has them, without what is blank. */
export function analysisItems({ role, roleName, words, said, review }: Analysis): QuestionnaireResponseItem[] {
  const answered = (
    linkId: string,
    answer: QuestionnaireResponseItemAnswer | undefined,
  ): QuestionnaireResponseItem[] => (answer === undefined ? [] : [{ linkId, answer: [answer] }]);
  const text = (linkId: string, value: string) =>
    answered(linkId, value.trim() === '' ? undefined : { valueString: value });
  const coding: Coding = { system: professionSystem, code: role, display: roleName };
  const ofRight = (right: Right): QuestionnaireResponseItem[] => {
    const { given, why } = said[right];
    const item = [
      ...answered(givenId(right), given === undefined ? undefined : { valueBoolean: given }),
      ...text(whyId(right), why),
    ];
    return item.length === 0 ? [] : [{ linkId: rightId(right), item }];
  };
  return [
    ...answered(roleId, role === '' ? undefined : { valueCoding: coding }),
    ...text('tasks', words.tasks),
    ...text('needs', words.needs),
    ...rights.flatMap(ofRight),
    ...text('risk-too-wide', words['risk-too-wide']),
    ...text('risk-too-narrow', words['risk-too-narrow']),
    ...text('walls', words.walls),
    ...text('measures', words.measures),
    ...answered(reviewId, review === undefined ? undefined : { valueDate: review }),
  ];
}

function collect(
  items: readonly QuestionnaireResponseItem[],
  into: Map<string, QuestionnaireResponseItemAnswer>,
): void {
  for (const { linkId, answer, item } of items) {
    const [first] = answer ?? [];
    if (first !== undefined && !into.has(linkId)) into.set(linkId, first);
    collect(item ?? [], into);
  }
}
