/**
 * An operation (http://hl7.org/fhir/R4/operations.html) as data: its route, its OperationDefinition and its place in the
 * CapabilityStatement are read from it. Each has a folder of its own, and can be deleted with it and one line in operations.ts.
 */
import type { OperationDefinition, OperationDefinitionParameter } from '@medplum/fhirtypes';
import type { Interaction, Route } from '../interactions/interaction.ts';

export interface OperationTerms {
  /** Without the dollar sign. */
  code: string;
  /** The type it is called on; `Resource`: every type. */
  type: string;
  /** Whether it is called on one resource, as in Patient/[id]/$chart. */
  instance: boolean;
  method: 'GET' | 'POST';
  /** Further routes that lead to the same. */
  also?: readonly Route[];
  /** Canonical URL of the standard's own definition; left out when the operation is ours. */
  standard?: string;
  /** What it does, in a sentence. */
  description: string;
  affectsState: boolean;
  parameters: readonly OperationDefinitionParameter[];
}

export interface Operation extends Pick<Interaction, 'act' | 'concerns' | 'handle'> {
  terms: OperationTerms;
}

export function routeOf({ type, instance, method, code }: OperationTerms): Route {
  return { method, path: `/${type === 'Resource' ? ':type' : type}${instance ? '/:id' : ''}/$${code}` };
}

/** Id of our own definition: `Patient-chart`. */
export function definitionId({ type, code }: OperationTerms): string {
  return `${type}-${code}`;
}

export function canonicalOf(terms: OperationTerms): string {
  return terms.standard ?? `https://vardkedjan.se/fhir/OperationDefinition/${definitionId(terms)}`;
}

export function operationDefinition(terms: OperationTerms): OperationDefinition {
  const { code, type, instance, description, affectsState, parameters } = terms;
  const name = `${type}-${code}`.replaceAll(/(^|-)(\w)/g, (_whole, _dash, letter: string) => letter.toUpperCase());
  return {
    resourceType: 'OperationDefinition',
    id: definitionId(terms),
    url: canonicalOf(terms),
    name,
    status: 'active',
    kind: 'operation',
    description,
    affectsState,
    code,
    resource: [type as NonNullable<OperationDefinition['resource']>[number]],
    system: false,
    type: !instance,
    instance,
    parameter: [...parameters],
  };
}

/** Shorthand for a parameter that goes in. */
export function goesIn(name: string, type: string, documentation: string, min = 0): OperationDefinitionParameter {
  return {
    name,
    use: 'in',
    min,
    max: '1',
    documentation,
    type: type as NonNullable<OperationDefinitionParameter['type']>,
  };
}

/** What comes back. */
export function comesOut(type: string, documentation: string): OperationDefinitionParameter {
  return {
    name: 'return',
    use: 'out',
    min: 1,
    max: '1',
    documentation,
    type: type as NonNullable<OperationDefinitionParameter['type']>,
  };
}
