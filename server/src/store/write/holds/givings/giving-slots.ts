/**
 * One dose, one id: what is recorded of a dose that is due gets an id that follows from the order and the time, so that of two who record it at once
 * the database lets one through, and the other is planned again and told. What is given as needed follows on what was given before it, by
 * the same means. A dose that was a mistake leaves its place to the next.
 */
import { createHash } from 'node:crypto';
import type { MedicationAdministration } from '@medplum/fhirtypes';
import { doneBy, dueAtOf } from '@vardkedjan/care/clinical/giving/administration.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { localReference, namesIn } from '../../../references.ts';
import type { PlainChange } from '../../plan-write.ts';
import type { Target, Targets } from '../../linking/targets.ts';
import { freeId, type Place } from '../free-id.ts';
import { type GivingSource, recentGivings } from './recent-givings.ts';

export const givingFaultSystem = 'https://vardkedjan.se/fhir/CodeSystem/giving-fault';

type Create = Extract<PlainChange, { action: 'create' }> & { resource: MedicationAdministration };

const isGiving = (change: PlainChange): change is Create =>
  change.action === 'create' && change.resource.resourceType === 'MedicationAdministration' && change.isLoaded !== true;

/** The changes, those that record a dose of a stored order with its id. Fails with 409 when something stands there already. */
export async function withGivingIds(
  changes: readonly PlainChange[],
  targets: Targets,
  source: GivingSource,
): Promise<readonly PlainChange[]> {
  if (!changes.some(isGiving)) return changes;
  const taken = new Set<string>();
  const given: PlainChange[] = [];
  for (const [index, change] of changes.entries()) {
    const order = isGiving(change) ? orderTarget(change.resource, targets) : undefined;
    if (!isGiving(change) || order === undefined) {
      given.push(change);
      continue;
    }
    refuseReferred(change, changes, index);
    const dueAt = dueAtOf(change.resource);
    const id =
      dueAt === undefined
        ? await idAsNeeded(order, source)
        : await freeId(doseOf(`${order.id} ${Date.parse(dueAt)}`, index), targets, source);
    if (taken.has(id)) throw alreadyRecorded(undefined, index);
    taken.add(id);
    given.push({ ...change, id });
  }
  return given;
}

function orderTarget({ request }: MedicationAdministration, targets: Targets): Target | undefined {
  const local = localReference(request?.reference ?? '');
  return local?.type === 'MedicationRequest' ? targets.get(local) : undefined;
}

/** Its id is not yet known to those that come with it. */
function refuseReferred({ id }: Create, changes: readonly PlainChange[], change: number): void {
  if (id === undefined) return;
  const name = `MedicationAdministration/${id}`;
  const isNamed = changes.some((each) => 'resource' in each && namesIn(each.resource).has(name));
  if (isNamed)
    throw new Failure('invalid', 'What is recorded of a dose cannot be referred to in the same transaction.', {
      status: 422,
      change,
    });
}

const doseOf = (dose: string, index: number): Place => ({
  type: 'MedicationAdministration',
  idOf: (anew) => idOf(`${dose} ${anew}`),
  taken: (before) => alreadyRecorded(before as MedicationAdministration | undefined, index),
  index,
});

/** By what has been given of it already. */
async function idAsNeeded(order: Target, source: GivingSource): Promise<string> {
  const recent = await recentGivings([order.patientKey], source);
  const ids = recent
    .filter(({ request }) => localReference(request?.reference ?? '')?.id === order.id)
    .map(({ id }) => id ?? '');
  return idOf(`${order.id} as-needed ${stockholmDay(new Date(source.now))} ${ids.toSorted().join(' ')}`);
}

const idOf = (dose: string): string => `dose-${createHash('sha256').update(dose).digest('hex').slice(0, 40)}`;

/** Somebody was before: who and when, if the caller may know. */
function alreadyRecorded(before: MedicationAdministration | undefined, change: number): Failure {
  const who = before && doneBy(before, 'performer')?.display;
  const text = who === undefined ? 'Dosen är redan signerad.' : `Dosen är redan signerad av ${who}.`;
  return new Failure('conflict', 'The dose has been recorded already', {
    change,
    issues: [
      {
        severity: 'error',
        code: 'conflict',
        details: { coding: [{ system: givingFaultSystem, code: 'already-recorded' }], text },
        expression: ['MedicationAdministration'],
      },
    ],
  });
}
