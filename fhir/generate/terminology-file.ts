/**
 * R4's own code systems, value sets and concept maps, a line each: what terminology operations need of them, without narrative and
 * publication details. The line begins with type, URL, version and (of a code system) the value set of all
 * its codes, so that it is found without being parsed.
 */
import type { CodeSystemConcept, Resource } from '@medplum/fhirtypes';
import type { Definitions } from './definitions.ts';

const kept: Record<string, readonly string[]> = {
  CodeSystem: [
    'valueSet',
    'name',
    'title',
    'status',
    'caseSensitive',
    'hierarchyMeaning',
    'compositional',
    'versionNeeded',
    'content',
    'supplements',
    'filter',
    'property',
    'concept',
  ],
  ValueSet: ['name', 'title', 'status', 'compose'],
  ConceptMap: ['name', 'title', 'status', 'sourceUri', 'sourceCanonical', 'targetUri', 'targetCanonical', 'group'],
}; // prettier-ignore

export function terminologyFile({ codeSystems, valueSets, conceptMaps }: Definitions): string {
  const all: Resource[] = [...codeSystems.values(), ...valueSets.values(), ...conceptMaps.values()];
  return all.map((resource) => `${JSON.stringify(slim(resource))}\n`).join('');
}

function slim(resource: Resource): Record<string, unknown> {
  const given = resource as unknown as Record<string, unknown>;
  const found: Record<string, unknown> = {
    resourceType: resource.resourceType,
    url: given['url'],
    version: given['version'],
  };
  for (const name of kept[resource.resourceType] ?? []) {
    if (given[name] !== undefined) found[name] = withoutExtensions(given[name]);
  }
  return found;
}

/** Comments of editors on single concepts, and how narrative is to be made, change no answer. */
function withoutExtensions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutExtensions);
  if (typeof value !== 'object' || value === null) return value;
  const { extension: _, ...rest } = value as CodeSystemConcept & Record<string, unknown>;
  return Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, withoutExtensions(one)]));
}
