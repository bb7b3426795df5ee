/** What staff may write of the score of an assessed risk: nothing by itself. It is made of the signed answers, and corrected with them. */
import type { Observation, QuestionnaireResponse, Resource } from '@medplum/fhirtypes';
import { canonicalJson } from '../../record-keeping/note-items.ts';
import { assessedRiskSystem } from './risk-form.ts';

const isRiskScore = (resource: Resource | undefined): resource is Observation =>
  resource?.resourceType === 'Observation' &&
  (resource.code.coding ?? []).some(({ system }) => system === assessedRiskSystem);

/**
 * Why it may not be written so, as a sentence; undefined: it may.
 * @param together what is written in the same unit of work
 */
export function riskScoreFault(
  before: Resource | undefined,
  after: Resource | undefined,
  _practitioner: string,
  together: readonly (Resource | undefined)[],
): string | undefined {
  if (!isRiskScore(before) && !isRiskScore(after)) return undefined;
  if (isRiskScore(after) && isSigned(after, together)) return undefined;
  const isSame = before !== undefined && after !== undefined && contentOf(before) === contentOf(after);
  return isSame ? undefined : 'The score of a risk is made as its answers are signed, and corrected with them.';
}

const isSigned = ({ derivedFrom = [] }: Observation, together: readonly (Resource | undefined)[]): boolean =>
  together.some(
    (one) =>
      one?.resourceType === 'QuestionnaireResponse' &&
      (one as QuestionnaireResponse).status !== 'in-progress' &&
      derivedFrom.some(({ reference }) => reference === `QuestionnaireResponse/${one.id}`),
  );

function contentOf({ meta: _meta, id: _id, ...content }: Resource): string {
  return canonicalJson(content);
}
