/** A measure of a nursing plan that has been done has an id that follows from its plan and the time it was to be done, so that it is signed once. */
import { createHash } from 'node:crypto';
import { isMeasureTask, measureDoneSystem } from '@vardkedjan/care/clinical/nursing/measure-done.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Task } from '@medplum/fhirtypes';
import type { Targets } from '../linking/targets.ts';
import type { PlainChange } from '../plan-write.ts';
import { freeId } from './free-id.ts';

type Source = Parameters<typeof freeId>[2];

export async function withMeasureIds(
  changes: readonly PlainChange[],
  targets: Targets,
  source: Source,
): Promise<readonly PlainChange[]> {
  const given: PlainChange[] = [];
  const taken = new Set<string>();
  for (const [index, change] of changes.entries()) {
    const said = saidIn(change);
    if (said === undefined) {
      given.push(change);
      continue;
    }
    const place = {
      type: 'Task' as const,
      idOf: (anew: number) => idOf(`${said} ${anew}`),
      taken: () => alreadySigned(index),
      index,
    };
    const id = await freeId(place, targets, source);
    if (taken.has(id)) throw alreadySigned(index);
    taken.add(id);
    given.push({ ...change, id });
  }
  return given;
}

/** Which measure, of which plan, for when; undefined: none is made. */
function saidIn(change: PlainChange): string | undefined {
  if (change.action !== 'create' || change.isLoaded === true || !isMeasureTask(change.resource)) return undefined;
  return (change.resource as Task).identifier?.find(({ system }) => system === measureDoneSystem)?.value;
}

const idOf = (said: string): string => `measure-${createHash('sha256').update(said).digest('hex').slice(0, 40)}`;

const alreadySigned = (change: number): Failure =>
  new Failure('conflict', 'The measure has been signed already for the time that it was to be done.', { change });
