/** The stored resource that a terminology operation is called on; undefined on the type. */
import type { Resource } from '@medplum/fhirtypes';
import type { Asked } from '../../http/asked.ts';
import type { Stored } from '../../store/record.ts';
import { currentOf } from '../current.ts';

export async function instanceOf<T extends Resource>(
  asked: Asked,
): Promise<{ resource: T; stored: Stored } | undefined> {
  if (asked.parts.id === undefined) return undefined;
  const stored = await currentOf(asked);
  return { resource: JSON.parse(stored.body) as T, stored };
}
