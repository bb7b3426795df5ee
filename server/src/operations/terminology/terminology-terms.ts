/** What the terminology operations' definitions have in common. */
import type { OperationDefinitionParameter } from '@medplum/fhirtypes';
import { goesIn } from '../operation.ts';

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
