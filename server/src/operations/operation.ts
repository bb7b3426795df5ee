/**
 * An operation (http://hl7.org/fhir/R4/operations.html) as data: its routes, its OperationDefinition, its place in the
 * CapabilityStatement and the check of what it is called with are read from it. Each has a folder of its own, and can be deleted
 * with it and one line in operations.ts.
 */
import type { OperationDefinition, OperationDefinitionParameter } from '@medplum/fhirtypes';
import type { Answer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import type { Concern } from '../http/concern.ts';
import type { Interaction, Route } from '../interactions/interaction.ts';
import type { OperationInput } from './input.ts';

export type Level = 'system' | 'type' | 'instance';

export interface OperationTerms {
  /** Without the dollar sign. */
  code: string;
  /** The type it is called on; `Resource`: every type. */
  type: string;
  /** Where it is called: `Patient/$chart` is the type's, `Patient/[id]/$chart` an instance's. */
  levels: readonly Level[];
  /** Called on a version of an instance, too. */
  versions?: true;
  /** Canonical URL of the standard's own definition; left out when the operation is ours. */
  standard?: string;
  /** What it does, in a sentence. */
  description: string;
  /** It is called by POST only: http://hl7.org/fhir/R4/operations.html#request */
  affectsState: boolean;
  /** Parameters of all searches that its pages take besides its own. */
  ofPages?: readonly string[];
  parameters: readonly OperationDefinitionParameter[];
}

export interface Operation extends Pick<Interaction, 'act'> {
  terms: OperationTerms;
  /** What is done to whose data: decided before `handle` is called. */
  concerns?(asked: Asked, input: OperationInput): Concern[] | Promise<Concern[]>;
  handle(asked: Asked, input: OperationInput): Promise<Answer>;
}

export function routesOf({ code, type, levels, versions, affectsState }: OperationTerms): Route[] {
  const typed = type === 'Resource' ? '/:type' : `/${type}`;
  const places = { system: '', type: typed, instance: `${typed}/:id` };
  const paths = levels.map((level) => places[level]);
  if (versions === true) paths.push(`${places.instance}/_history/:version`);
  const methods = affectsState ? (['POST'] as const) : (['GET', 'POST'] as const);
  return paths.flatMap((path) => methods.map((method) => ({ method, path: `${path}/$${code}` })));
}

/** Id of its definition: `Patient-chart`. */
export function definitionId({ type, code }: OperationTerms): string {
  return `${type}-${code}`;
}

/** Where the canonical URLs of our operations begin. */
export const ownOperations = 'https://vardkedjan.se/fhir/OperationDefinition';

/**
 * Each has a definition of ours, also when the standard has one: "if it only supports a subset, it must define its own custom
 * OperationDefinition with a base" (http://hl7.org/fhir/R4/capabilitystatement-definitions.html#CapabilityStatement.rest.resource.operation.definition).
 */
export function canonicalOf(terms: OperationTerms): string {
  return `${ownOperations}/${definitionId(terms)}`;
}

export function operationDefinition(terms: OperationTerms): OperationDefinition & { id: string } {
  const { code, type, levels, standard, description, affectsState, parameters } = terms;
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
    ...(standard !== undefined && { base: standard }),
    resource: [type as NonNullable<OperationDefinition['resource']>[number]],
    system: levels.includes('system'),
    type: levels.includes('type'),
    instance: levels.includes('instance'),
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

export function goesInOften(name: string, type: string, documentation: string): OperationDefinitionParameter {
  return { ...goesIn(name, type, documentation), max: '*' };
}

/** What comes back. */
export function comesOut(type: string, documentation: string): OperationDefinitionParameter {
  return { ...goesIn('return', type, documentation, 1), use: 'out' };
}
