/**
 * References inside a resource (https://hl7.org/fhir/R4/references.html#literal): found by their form, an object with a
 * text `reference`, wherever they stand, extensions and contained resources included.
 */
import { isResourceType } from '@vardkedjan/fhir/r4/resource-types.ts';

export interface LocalReference {
  type: string;
  id: string;
}

/** The version that a reference names; NaN when it is none of ours. */
export function versionOf(reference: string): number | undefined {
  if (!reference.includes('/_history/')) return undefined;
  const [, version] = reference.split('/_history/');
  return version === undefined ? undefined : /^[1-9]\d{0,8}$/.test(version) ? Number(version) : Number.NaN;
}

export interface ReferenceElement {
  reference: string;
}

/** Calls `found` for each reference in document order. */
export function eachReference(value: object, found: (element: ReferenceElement) => void): void {
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) {
      if (typeof item === 'object' && item !== null) {
        eachReference(item, found);
      }
    }
    return;
  }
  for (const key in value) {
    const child = (value as Record<string, unknown>)[key];
    if (typeof child === 'object' && child !== null) {
      eachReference(child, found);
    } else if (key === 'reference' && typeof child === 'string') {
      found(value as ReferenceElement);
    }
  }
}

/**
 * What a resource says that it has to do with, by names of this server (`Type/id`): what it refers to, and of a Bundle the Patients in it,
 * who are those here that have their ids.
 */
export function namesIn(resource: object): Set<string> {
  const names = new Set<string>();
  eachReference(resource, ({ reference }) => {
    const target = localReference(reference);
    if (target !== undefined) names.add(`${target.type}/${target.id}`);
  });
  for (const id of peopleIn(resource)) names.add(`Patient/${id}`);
  return names;
}

/** Ids of the Patients that stand in a Bundle. */
export function peopleIn(resource: object): string[] {
  const { resourceType, entry } = resource as { resourceType?: string; entry?: unknown };
  if (resourceType !== 'Bundle' || !Array.isArray(entry)) return [];
  return (entry as { resource?: { resourceType?: string; id?: string } }[]).flatMap((each) =>
    each.resource?.resourceType === 'Patient' ? (each.resource.id ?? []) : [],
  );
}

/** A reference that has been looked at; `local` leads to a resource of this server. */
export interface FoundReference {
  element: ReferenceElement;
  local: LocalReference | undefined;
}

export function referencesOf(resource: object): FoundReference[] {
  const found: FoundReference[] = [];
  eachReference(resource, (element) => found.push({ element, local: localReference(element.reference) }));
  return found;
}

const local = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** A literal reference to a resource of this server; undefined for what stands elsewhere (absolute, urn:, contained). */
export function localReference(reference: string): LocalReference | undefined {
  const match = local.exec(reference);
  return match?.[1] !== undefined && match[2] !== undefined && isResourceType(match[1])
    ? { type: match[1], id: match[2] }
    : undefined;
}

/** Neither local nor of a form that points elsewhere: a reference that can lead nowhere. */
export function isMalformed(reference: string): boolean {
  return !/^(?:#|[a-z][a-z0-9+.-]*:)/i.test(reference) && localReference(reference) === undefined;
}

/** FHIRPath of an element within the resource, for the issue that names it: `Observation.performer[0]`. */
export function pathOf(resource: { resourceType: string }, element: object): string {
  return find(resource, element, resource.resourceType) ?? resource.resourceType;
}

function find(value: object, wanted: object, path: string): string | undefined {
  if (value === wanted) {
    return path;
  }
  for (const [key, child] of Object.entries(value) as [string, unknown][]) {
    if (typeof child === 'object' && child !== null) {
      const found = find(child, wanted, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}

/** A reference by criteria: `Patient?identifier=…` (https://hl7.org/fhir/R4/http.html#trules). */
export function criteriaOf(reference: string): [type: string, query: string] | undefined {
  const mark = reference.indexOf('?');
  const type = reference.slice(0, mark);
  return mark > 0 && isResourceType(type) ? [type, reference.slice(mark + 1)] : undefined;
}
