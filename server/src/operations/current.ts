/** The stored resource that an operation is called on, and others that it is about. */
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

export interface Seen<T> {
  id: string;
  version: number;
  resource: T;
}

/** As the caller may see it; a resource that is deleted is not there. */
export async function seenBy<T>(asked: Asked, type: string, id: string): Promise<Seen<T>> {
  const stored = await asked.record.read(type, id);
  if (stored === undefined || stored.deleted) throw await asked.whyAbsent(type, id);
  return { id: stored.id, version: stored.version, resource: JSON.parse(stored.body) as T };
}
