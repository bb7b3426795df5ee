/** An order is signed and sent in one: what is asked and its handling in one unit of work, with an id of the page's own, so that sending again after no answer makes no second. */
import type { Bundle, BundleEntry, Organization, Reference, ServiceRequest, Task, Timing } from '@medplum/fhirtypes';
import { type Asked, handlingOf, type Move, moved, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { moversOf } from '@vardkedjan/care/coordination/orders/order-moves.ts';
import { handlingStateOf } from '@vardkedjan/care/coordination/orders/order-state.ts';
import { mostTimes, seriesOf } from '@vardkedjan/care/coordination/orders/series/series.ts';
import {
  type PatientOnScreen,
  readResource,
  request,
  searchResources,
  updateResource,
} from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';

/** `timing`: it is repeated, and each of its orders is signed with it. */
export async function send(asked: Asked, timing: Timing | undefined, screen: PatientOnScreen): Promise<void> {
  const { series, orders } = timing ? seriesOf(asked, timing) : { series: undefined, orders: [requestOf(asked)] };
  const resources = [...(series ? [series] : []), ...orders.flatMap((each) => [each, handlingOf(each, asked.now)])];
  await together(
    resources.map((resource) => entryOf(resource)),
    screen,
  );
}

const mostTries = 3;

/** Stops a series: what of it has not been done is withdrawn with it. A laboratory that says in between that it has had one of them is no reason not to. */
export async function stopSeries(id: string, patientId: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await stopAsItIs(id, patientId);
    } catch (failure) {
      if (tries === mostTries || !(failure instanceof FhirFailure) || failure.kind !== 'changed-meanwhile')
        throw failure;
    }
  }
}

/** From the versions that are there now. */
async function stopAsItIs(id: string, patientId: string): Promise<void> {
  const { resource: series, etag } = await readResource<ServiceRequest>('ServiceRequest', id);
  const orders = await searchResources<ServiceRequest | Task>('ServiceRequest', {
    'based-on': `ServiceRequest/${id}`,
    _revinclude: 'Task:focus',
    _count: mostTimes,
  });
  const now = new Date();
  const open = orders.included.filter((each): each is Task => each.resourceType === 'Task' && mayBeWithdrawn(each));
  await together(
    [
      entryOf({ ...series, status: 'revoked' }, etag),
      ...open.map((task) => entryOf(moved(task, { to: 'cancelled', now }), `W/"${task.meta?.versionId}"`)),
    ],
    patientId,
  );
}

function mayBeWithdrawn(task: Task): boolean {
  const state = handlingStateOf(task);
  // A sample that has been taken is answered.
  return state !== undefined && state !== 'sampled' && moversOf(state, 'cancelled').includes('asker');
}

const entryOf = (resource: ServiceRequest | Task, ifMatch?: string): BundleEntry => ({
  resource,
  request: {
    method: 'PUT' as const,
    url: `${resource.resourceType}/${resource.id}`,
    ...(ifMatch !== undefined && { ifMatch }),
  },
});

async function together(entry: BundleEntry[], patient: PatientOnScreen): Promise<void> {
  const body: Bundle = { resourceType: 'Bundle', type: 'transaction', entry };
  await request('/fhir', { method: 'POST', patient, body });
}

/** Moves an order from the version that is there now; what the life cycle does not permit is refused by the server. */
export async function moveOrder(id: string, patientId: string, move: Omit<Move, 'now'>): Promise<void> {
  const { resource, etag } = await readResource<Task>('Task', id);
  const next = moved(resource, { ...move, now: new Date() });
  await updateResource({ ...next, id }, etag, patientId);
}

export const unitReference = (unit: Organization): Reference<Organization> => ({
  reference: `Organization/${unit.id}`,
  ...(unit.name !== undefined && { display: unit.name }),
});
