/**
 * A resource that claims profiles conforms to those that are known, or is refused (http://hl7.org/fhir/R4/profiling.html#profile-uses);
 * of those that are not known is told. Whatever claims nothing passes without a look.
 */
import { Failure, type Issue } from '@vardkedjan/fhir/outcome.ts';
import { claimsProfile } from '@vardkedjan/fhir/validation/profile/validate-profiles.ts';
import type { Resource } from '@medplum/fhirtypes';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import type { ProfileCheck } from '../../profiles/profile-check.ts';
import type { Queryable } from '../../queryable.ts';
import { readStored } from '../../read/read.ts';
import { localReference } from '../../references.ts';
import { resourceOf } from '../body.ts';

export interface ConformanceContext {
  database: Queryable;
  visibility: Visibility;
  /** Absent where nothing is asked of claims (the first fill of an empty store). */
  profiles?: ProfileCheck | undefined;
}

interface Changed {
  /** undefined: deleted. */
  resource: Resource | undefined;
  /** Its place among the changes. */
  index: number;
}

/** What is to be told, by the place of the change. Fails with 422 on the first change whose resource does not conform; `change` says which. */
export async function conformance(
  changed: readonly Changed[],
  context: ConformanceContext,
): Promise<Map<number, Issue[]>> {
  const { told, refused } = await claimsOf(changed, context);
  for (const failure of refused.values()) {
    throw failure;
  }
  return told;
}

/** What is to be told of resources that claim profiles, and why some are refused, by the place of the change. */
export async function claimsOf(
  changed: readonly Changed[],
  context: ConformanceContext,
): Promise<{ told: Map<number, Issue[]>; refused: Map<number, Failure> }> {
  const told = new Map<number, Issue[]>();
  const refused = new Map<number, Failure>();
  const { profiles } = context;
  for (const { resource, index } of profiles === undefined ? [] : changed) {
    if (resource === undefined || !claimsProfile(resource as object as Record<string, unknown>)) {
      continue;
    }
    const issues = (await profiles?.claimed(resource, (reference) => read(reference, changed, context))) ?? [];
    if (issues.some(({ severity }) => severity === 'error')) {
      refused.set(
        index,
        new Failure('invalid', 'The resource does not conform to a profile that it claims', {
          status: 422,
          issues,
          change: index,
        }),
      );
    } else if (issues.length > 0) {
      told.set(index, issues);
    }
  }
  return { told, refused };
}

/** As it will be after the unit of work, and as far as the caller may see it. */
async function read(
  reference: string,
  changed: readonly Changed[],
  { database, visibility }: ConformanceContext,
): Promise<unknown> {
  const local = localReference(reference);
  if (local === undefined) {
    return undefined;
  }
  const beside = changed.find(({ resource }) => resource?.resourceType === local.type && resource.id === local.id);
  if (beside !== undefined) {
    return beside.resource;
  }
  const stored = await readStored(database, visibility, local.type, local.id);
  return stored === undefined || stored.deleted ? undefined : resourceOf(stored.body);
}
