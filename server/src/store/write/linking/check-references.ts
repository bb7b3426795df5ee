/** What would leave a reference to nothing is refused, with each reference that does. */
import { Failure, type Issue } from '@vardkedjan/fhir/outcome.ts';
import { isMalformed, type LocalReference, pathOf } from '../../references.ts';
import type { Draft } from '../rows/build-row.ts';
import type { Targets } from './targets.ts';

interface Coming {
  /** Whether something that is not there yet is on its way (loads). */
  isComing?: (name: string) => boolean;
}

export function checkReferences(drafts: Iterable<Draft>, targets: Targets, context: Coming): void {
  const issues: Issue[] = [];
  for (const { resource, references, current, isOwnWork = false } of drafts) {
    // A kept Bundle is a document of its own: its entries refer to each other (https://hl7.org/fhir/R4/bundle.html#references).
    if (resource.resourceType === 'Bundle') continue;
    for (const { element, local } of references) {
      const isKept = (): boolean => isOwnWork || current?.body?.includes(`"reference":"${element.reference}"`) === true;
      const problem = local
        ? leadsNowhere(local, { targets, isKept }, context)
        : isMalformed(element.reference)
          ? 'is no literal reference'
          : undefined;
      if (problem !== undefined && issues.length < 20) {
        const path = pathOf(resource, element);
        issues.push({
          severity: 'error',
          code: 'not-found',
          diagnostics: `${path}.reference ${problem}.`,
          expression: [path],
        });
      }
    }
  }
  if (issues.length > 0) {
    throw new Failure('invalid', 'The resource refers to something that does not exist.', { status: 422, issues });
  }
}

/** What the caller may not see is as if it did not exist, unless the resource referred to it before, or the server itself writes it (`isKept`). */
function leadsNowhere(
  reference: LocalReference,
  { targets, isKept }: { targets: Targets; isKept: () => boolean },
  { isComing }: Coming,
): string | undefined {
  const target = targets.get(reference);
  if (target === undefined || (target.visible === false && !isKept())) {
    return isComing?.(`${reference.type}/${reference.id}`)
      ? undefined
      : `leads to ${reference.type}/${reference.id}, which does not exist`;
  }
  return target.deleted ? `leads to ${reference.type}/${reference.id}, which was deleted` : undefined;
}
