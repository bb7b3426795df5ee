/**
 * R4's own profiles and extensions (vital signs, SimpleQuantity, birthPlace, …) by canonical URL, with what validation reads: their
 * differentials without texts for people. Base types are not here: validation knows them from the element tables.
 */
import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';
import type { Definitions } from './definitions.ts';

const kept = [
  'id',
  'path',
  'sliceName',
  'slicing',
  'min',
  'max',
  'contentReference',
  'type',
  'maxLength',
  'condition',
  'constraint',
  'binding',
  'isModifier',
] as const satisfies (keyof ElementDefinition)[]; // prettier-ignore

export function profileTable({ profiles }: Definitions): Record<string, unknown> {
  return Object.fromEntries(
    profiles.map((profile) => [profile.url ?? '', slim(profile)]).sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1)),
  );
}

function slim({
  url,
  version,
  name,
  status,
  kind,
  abstract,
  context,
  contextInvariant,
  type,
  baseDefinition,
  derivation,
  differential,
}: StructureDefinition) {
  return {
    resourceType: 'StructureDefinition',
    url,
    version,
    name,
    status,
    kind,
    abstract,
    context,
    contextInvariant,
    type,
    baseDefinition,
    derivation,
    differential: { element: (differential?.element ?? []).map(slimElement) },
  };
}

function slimElement(element: ElementDefinition): object {
  const slimmed: Record<string, unknown> = {};
  const all = element as unknown as Record<string, unknown>;
  for (const name of kept) if (all[name] !== undefined) slimmed[name] = all[name];
  for (const name in all) if (/^(?:fixed|pattern|minValue|maxValue)[A-Z]/.test(name)) slimmed[name] = all[name];
  slimmed['constraint'] = element.constraint?.map(({ key, severity, human, expression }) => ({
    key,
    severity,
    human,
    expression,
  }));
  return slimmed;
}
