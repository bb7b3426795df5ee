/** What the safety rules know comes from the region's own loading of a release, whole and read row by row, and by no other hand. */
import type { Library } from '@medplum/fhirtypes';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { isDrugKnowledge } from '@vardkedjan/care/clinical/drug-safety/knowledge-release.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { resourceOf } from '../body.ts';
import type { Pending } from '../pending.ts';

/** Who loads it (jobs/drug-knowledge.ts). */
export const knowledgeLoader: Caller = { kind: 'system', id: 'drug-knowledge', name: 'Loads drug knowledge' };

export function keepDrugKnowledge({ current, resource, index }: Pending, caller: Caller): void {
  if (caller === knowledgeLoader) return;
  const before = current?.type === 'Library' && current.body ? resourceOf(current.body) : undefined;
  const isKnowledge = [before, resource].some(
    (each) => each?.resourceType === 'Library' && isDrugKnowledge(each as Library),
  );
  if (isKnowledge)
    throw new Failure(
      'conflict',
      'Drug knowledge is loaded with npm run drug-knowledge, and is not written otherwise.',
      {
        change: index,
      },
    );
}
