/**
 * One entry as it stands in a file, and what it becomes: a resource with an id of its own, so that the same file twice loads
 * nothing new. An entry's id is the resource's, or that of its fullUrl, or made from what it says.
 */
import { createHash } from 'node:crypto';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { isResourceType } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { BundleEntry, Identifier, Resource } from '@medplum/fhirtypes';
import { isId } from '../../store/ids.ts';
import { criteriaOf } from '../../store/references.ts';
import type { Identified } from '../../store/write/load/load.ts';

export interface Entry {
  resource: Identified;
  fullUrl: string | undefined;
  /** Criteria of an If-None-Exist: whoever meets them is meant instead. */
  ifNoneExist: string | undefined;
}

/** Fails with what is wrong with it, without values. */
export function entryOf(text: string, isBundle: boolean): Entry {
  const value = parseJson(text);
  const entry = (isBundle ? value : { resource: value }) as BundleEntry;
  const { fullUrl, request } = entry;
  const method = request?.method ?? 'POST';
  if (method !== 'POST' && method !== 'PUT') {
    throw new Failure('not-supported', `An import takes resources; this entry is a ${method}.`);
  }
  const resource: unknown = entry.resource;
  if (typeof resource !== 'object' || resource === null || Array.isArray(resource)) {
    throw new Failure('invalid', 'The entry holds no resource.');
  }
  const type: unknown = 'resourceType' in resource ? resource.resourceType : undefined;
  if (!isResourceType(type)) {
    const name = typeof type === 'string' && /^\w{1,64}$/.test(type) ? type : 'nothing that can be read';
    throw new Failure('not-supported', `FHIR R4 has no resource type ${name}.`);
  }
  if (type === 'Parameters') {
    throw new Failure('not-supported', 'Parameters are not stored.');
  }
  return {
    resource: { ...(resource as Resource), id: idOf(resource as Resource, fullUrl, text) } as Identified,
    fullUrl,
    ifNoneExist: request?.ifNoneExist,
  };
}

function idOf(resource: Resource, fullUrl: string | undefined, text: string): string {
  if (resource.id !== undefined) {
    return resource.id;
  }
  const named =
    fullUrl === undefined ? undefined : /^(?:urn:uuid:|https?:.*\/)([A-Za-z0-9\-.]{1,64})$/.exec(fullUrl)?.[1];
  return named !== undefined && isId(named)
    ? named
    : `import-${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
}

export function nameOf({ resourceType, id }: Identified): string {
  return `${resourceType}/${id}`;
}

/** Finds, among resources of one transaction, the only one that a reference by identifier means (`Practitioner?identifier=system|value`). */
export function identifiedAs(resources: readonly Identified[]): (criteria: string) => string | undefined {
  return (criteria) => {
    const [type, query = ''] = criteriaOf(criteria) ?? [];
    const [[parameter, text = ''] = [], ...more] = new URLSearchParams(query);
    const [system, value] = text.split('|');
    if (parameter !== 'identifier' || value === undefined || more.length > 0) {
      return undefined;
    }
    const found = resources.filter((resource) => {
      const { identifier = [] } = resource as { identifier?: Identifier | Identifier[] };
      return (
        resource.resourceType === type &&
        [identifier].flat().some((one) => (one.system ?? '') === system && one.value === value)
      );
    });
    return found.length === 1 && found[0] ? nameOf(found[0]) : undefined;
  };
}
