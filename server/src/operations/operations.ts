/** The operations that are served. */
import type { Interaction } from '../interactions/interaction.ts';
import { type Operation, routeOf } from './operation.ts';

export const operations: readonly Operation[] = [];

/** The same as interactions, so that they pass the same pipeline. */
export const operationInteractions: readonly Interaction[] = operations.map((operation) => ({
  code: `$${operation.code}`,
  act: operation.act,
  level: operation.instance ? 'instance' : operation.type === undefined ? 'system' : 'type',
  routes: [routeOf(operation)],
  ...(operation.concerns !== undefined && { concerns: operation.concerns }),
  handle: operation.handle,
}));
