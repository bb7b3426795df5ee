/**
 * What $meta-add and $meta-delete make of a resource's meta: http://hl7.org/fhir/R4/resource-operation-meta-add.html,
 * http://hl7.org/fhir/R4/resource-operation-meta-delete.html. Codings are told apart by system and code; the rest of meta, the
 * care unit's extension with it, stays.
 */
import type { Coding, Meta, Resource } from '@medplum/fhirtypes';

export function withMeta<T extends Resource>(resource: T, added: Meta): T {
  const { meta = {} } = resource;
  return changed(resource, {
    profile: [...new Set([...(meta.profile ?? []), ...(added.profile ?? [])])],
    tag: joined(meta.tag, added.tag),
    security: joined(meta.security, added.security),
  });
}

export function withoutMeta<T extends Resource>(resource: T, removed: Meta): T {
  const { meta = {} } = resource;
  return changed(resource, {
    profile: (meta.profile ?? []).filter((profile) => removed.profile?.includes(profile) !== true),
    tag: left(meta.tag, removed.tag),
    security: left(meta.security, removed.security),
  });
}

const isSame = (one: Coding, other: Coding): boolean => one.system === other.system && one.code === other.code;

function joined(there: Coding[] = [], added: Coding[] = []): Coding[] {
  return added.reduce((all, one) => (all.some((other) => isSame(one, other)) ? all : [...all, one]), there);
}

function left(there: Coding[] = [], removed: Coding[] = []): Coding[] {
  return there.filter((one) => !removed.some((other) => isSame(one, other)));
}

/** FHIR has no empty lists. */
function changed<T extends Resource>(resource: T, lists: Required<Pick<Meta, 'profile' | 'tag' | 'security'>>): T {
  const { profile: _profile, tag: _tag, security: _security, ...rest } = resource.meta ?? {};
  const some = Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
  return { ...resource, meta: { ...rest, ...some } };
}
