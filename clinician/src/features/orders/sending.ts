/** An order is signed and sent in one: what is asked and its handling in one unit of work, with an id of the page's own, so that sending again after no answer makes no second. */
import type { Bundle, Organization, Reference, ServiceRequest, Task } from '@medplum/fhirtypes';
import { type Asked, handlingOf, type Move, moved, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { readResource, request, updateResource } from '@vardkedjan/ui/fhir-client.ts';

export async function send(asked: Asked): Promise<void> {
  const asks = requestOf(asked);
  const entry = [asks, handlingOf(asks, asked.now)].map((resource: ServiceRequest | Task) => ({
    resource,
    request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
  }));
  const body: Bundle = { resourceType: 'Bundle', type: 'transaction', entry };
  await request('/fhir', { method: 'POST', patient: asked.patientId, body });
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
