/**
 * An operation (http://hl7.org/fhir/R4/operations.html) as data: its route, its OperationDefinition and its place in the
 * CapabilityStatement are read from it. Each has a folder of its own, and can be deleted with it and one line in operations.ts.
 */
import type { OperationDefinitionParameter } from '@medplum/fhirtypes';
import type { Interaction, Route } from '../interactions/interaction.ts';

export interface OperationTerms {
  /** Without the dollar sign. */
  code: string;
  /** The type it is called on; none: the system. */
  type?: string;
  /** Whether it is called on one resource, as in Patient/[id]/$chart. */
  instance: boolean;
  method: 'GET' | 'POST';
  /** Canonical URL: the standard's own where it has one. */
  definition: string;
  /** What it does, in a sentence. */
  description: string;
  affectsState: boolean;
  parameters: readonly OperationDefinitionParameter[];
}

export interface Operation extends OperationTerms, Pick<Interaction, 'act' | 'concerns' | 'handle'> {}

export function routeOf({ type, instance, method, code }: OperationTerms): Route {
  return { method, path: `${type === undefined ? '' : `/${type}`}${instance ? '/:id' : ''}/$${code}` };
}
