/** What the terminology operations' definitions have in common. */
import type { OperationDefinitionParameter } from '@medplum/fhirtypes';
import type { Route } from '../../interactions/interaction.ts';
import { goesIn } from '../operation.ts';

/** GET and POST, on the type and, where it has one, on an instance; the first of them (GET on the type) is the operation's own. */
export function alsoAt(type: string, code: string, instance: boolean): Route[] {
  const post: Route = { method: 'POST', path: `/${type}/$${code}` };
  const onInstance = `/${type}/:id/$${code}`;
  return instance ? [post, { method: 'GET', path: onInstance }, { method: 'POST', path: onInstance }] : [post];
}

export function goesInOften(name: string, type: string, documentation: string): OperationDefinitionParameter {
  return { ...goesIn(name, type, documentation), max: '*' };
}

/** A named result. */
export function result(
  name: string,
  type: string,
  documentation: string,
  min = 0,
  max = '1',
): OperationDefinitionParameter {
  return { ...goesIn(name, type, documentation, min), use: 'out', max };
}

/** A part of a result. */
export function partOf(name: string, type: string | undefined, min = 0, max = '1'): OperationDefinitionParameter {
  return {
    name,
    use: 'out',
    min,
    max,
    ...(type !== undefined && { type: type as NonNullable<OperationDefinitionParameter['type']> }),
  };
}
