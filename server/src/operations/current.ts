/** The stored resource that an operation is called on. */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Asked } from '../http/asked.ts';
import type { Stored } from '../store/record.ts';

export async function currentOf(asked: Asked): Promise<Stored> {
  const { type, id } = asked;
  const stored = await asked.record.read(type, id);
  if (stored === undefined) throw await asked.whyAbsent(type, id);
  if (stored.deleted)
    throw new Failure('gone', 'The resource has been deleted; its earlier versions are in its history');
  return stored;
}
