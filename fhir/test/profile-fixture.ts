/** For tests of profiles: small definitions in memory, and what is said of a resource that is checked against them. */
import assert from 'node:assert/strict';
import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';
import { loadEngine } from '../src/fhirpath/engine.ts';
import type { Issue } from '../src/outcome.ts';
import { r4Profile } from '../src/r4/profiles.ts';
import type { Json } from '../src/validation/profile/item.ts';
import { Knowledge, type Source } from '../src/validation/profile/knowledge.ts';
import { type ProfileRequest, validateProfiles } from '../src/validation/profile/validate-profiles.ts';

export const url = 'http://example.org/profile';

export interface World {
  definitions?: StructureDefinition[];
  /** By value set: its codes. */
  valueSets?: Record<string, string[]>;
  resources?: Record<string, Json>;
  request?: ProfileRequest;
}

export function profile(
  type: string,
  element: Partial<ElementDefinition>[],
  more: Partial<StructureDefinition> = {},
): StructureDefinition {
  return {
    resourceType: 'StructureDefinition',
    url,
    name: 'Test',
    status: 'active',
    kind: 'resource',
    abstract: false,
    type,
    baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`,
    derivation: 'constraint',
    differential: { element: element as ElementDefinition[] },
    ...more,
  } as StructureDefinition;
}

function source({ definitions = [], valueSets = {}, resources = {} }: World): Source {
  return {
    definition: async (canonical) => definitions.find((each) => each.url === canonical) ?? r4Profile(canonical),
    inValueSet: async (valueSet, { code }) => valueSets[valueSet]?.includes(code),
    resource: async (reference) => resources[reference],
    questionnaire: async () => undefined,
    engine: loadEngine,
  };
}

export async function issues(resource: Json, world: World = {}): Promise<Issue[]> {
  return validateProfiles(resource, { profiles: [url], ...world.request }, new Knowledge(), source(world));
}

export async function errors(resource: Json, world: World = {}): Promise<string[]> {
  const found = await issues(resource, world);
  return found
    .filter(({ severity }) => severity === 'error')
    .map(({ diagnostics = '' }) => diagnostics.replace(` (profile ${url})`, ''));
}

/** The right ones have no errors, each wrong one exactly those told. */
export async function check(
  definitions: StructureDefinition[],
  right: Json[],
  wrong: [Json, ...string[]][],
  world: World = {},
): Promise<void> {
  for (const resource of right)
    assert.deepEqual(await errors(resource, { ...world, definitions }), [], JSON.stringify(resource));
  for (const [resource, ...says] of wrong)
    assert.deepEqual(await errors(resource, { ...world, definitions }), says, JSON.stringify(resource));
}

export const patient = (more: Json): Json => ({ resourceType: 'Patient', ...more });
export const observation = (more: Json): Json => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  ...more,
});
