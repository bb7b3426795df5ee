/** The request to countersign a note: one Task for each note, by an id that is made of the note's. */
import type { Task } from '@medplum/fhirtypes';
import { counterSigningId } from '@vardkedjan/care/record-keeping/after-signing/counter-signing.ts';
import type { Asked } from '../../http/asked.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import type { Change } from '../../store/record.ts';

export interface Request {
  task: Task & { id: string };
  version: number;
}

export async function requestOf(asked: Asked, noteId: string): Promise<Request | undefined> {
  const stored = await asked.record.read('Task', counterSigningId(noteId));
  if (stored === undefined || stored.deleted) return undefined;
  return { task: JSON.parse(stored.body) as Task & { id: string }, version: stored.version };
}

/** The request's next version, or its first. */
export function requestChange(task: Task, noteId: string, before: Request | undefined): Change {
  const id = counterSigningId(noteId);
  const resource = { ...task, id };
  requireValidResource(resource);
  return { action: 'update', resource, id, ...(before ? { ifMatch: before.version } : { ifNoneMatch: '*' }) };
}
