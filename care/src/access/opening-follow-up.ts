/**
 * An opening without consent as the head of the unit has it to look at: a Task that the opening makes, and that the head ends once, with what was found
 * (PDL 2008:355, 4 kap. 3 §: access is checked systematically and recurrently). That the patient is told is opening-notice.ts.
 */
import type { Coding, Practitioner, Reference, Resource, Task } from '@medplum/fhirtypes';
import { canonicalJson } from '../record-keeping/note-items.ts';

export const openingTask: Coding = {
  system: 'https://vardkedjan.se/fhir/CodeSystem/task-kind',
  code: 'emergency-opened',
  display: 'Nödöppning att följa upp',
};

export function isOpeningTask(resource: Resource | undefined): resource is Task {
  return (
    resource?.resourceType === 'Task' &&
    resource.code?.coding?.some(({ system, code }) => system === openingTask.system && code === openingTask.code) ===
      true
  );
}

/** `words`: what was found, and done. */
export function followedUp(task: Task, by: Reference<Practitioner>, words: string, now: Date): Task {
  const at = now.toISOString();
  return { ...task, status: 'completed', lastModified: at, note: [{ authorReference: by, time: at, text: words }] };
}

/** Why staff may not write it so; undefined: they may. `headOf`: the unit that the writer is head of, `Organization/x`. */
export function openingFault(
  before: Resource | undefined,
  after: Resource | undefined,
  { practitioner, headOf }: { practitioner: string; headOf: string | undefined },
): string | undefined {
  if (!isOpeningTask(before))
    return isOpeningTask(after) ? 'What is to be followed up is made by the opening itself.' : undefined;
  if (before.status === 'completed') return 'The opening has been followed up: what was found is not changed.';
  if (!isOpeningTask(after)) return 'That an opening is to be followed up is kept.';
  if (headOf === undefined || headOf !== before.owner?.reference)
    return 'The head of the unit follows up what was opened there.';
  const [note] = after.note ?? [];
  if (
    after.status !== 'completed' ||
    note?.authorReference?.reference !== practitioner ||
    (note.text ?? '').trim() === ''
  )
    return 'It is followed up once, in one’s own name, with what was found.';
  return canonicalJson(unmoved(before)) === canonicalJson(unmoved(after))
    ? undefined
    : 'What was opened, by whom and why is not changed.';
}

function unmoved({ status: _s, lastModified: _l, note: _n, meta: _m, id: _i, ...rest }: Task): Partial<Task> {
  return rest;
}
