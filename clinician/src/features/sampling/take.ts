/** Samples are taken, or taken back, in one unit of work with what their orders are told: an order is sampled when the last of its tubes is. */
import type { Bundle, BundleEntry, Practitioner, Reference, Resource } from '@medplum/fhirtypes';
import { moved } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { handlingStateOf, type HandlingState } from '@vardkedjan/care/coordination/orders/order-state.ts';
import { specimenOf, takenBack } from '@vardkedjan/care/coordination/orders/sampling/specimen.ts';
import { request } from '@vardkedjan/ui/fhir-client.ts';
import type { SamplingPatient, TubeRow } from './tube-rows.ts';

const entry = (resource: Resource, version: string | undefined): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(version !== undefined && { ifMatch: `W/"${version}"` }),
  },
});

/** `scanned`: ids of the tubes whose labels were read after the wristband. */
export async function take(
  { id, tubes }: SamplingPatient,
  taken: readonly TubeRow[],
  scanned: ReadonlySet<string>,
  collector: Reference<Practitioner>,
): Promise<void> {
  const now = new Date();
  const specimens = taken.map((tube) =>
    entry(
      specimenOf({ tube, request: tube.request, collector, isScanned: scanned.has(tube.id), now }),
      tube.specimen?.meta?.versionId,
    ),
  );
  const whole = ordersOf(taken).filter((order) =>
    tubes.filter(({ task }) => task.id === order).every((tube) => tube.isTaken || taken.includes(tube)),
  );
  await send(id, [...specimens, ...whole.flatMap((order) => movedOrder(tubes, order, 'sampled', now))]);
}

export async function takeBack({ id, tubes }: SamplingPatient, tube: TubeRow): Promise<void> {
  if (tube.specimen === undefined) return;
  const isSampled = handlingStateOf(tube.task) === 'sampled';
  await send(id, [
    entry(takenBack(tube.specimen), tube.specimen.meta?.versionId),
    ...(isSampled ? movedOrder(tubes, tube.task.id ?? '', 'sent', new Date()) : []),
  ]);
}

const ordersOf = (tubes: readonly TubeRow[]): string[] => [...new Set(tubes.map(({ task }) => task.id ?? ''))];

function movedOrder(tubes: readonly TubeRow[], order: string, to: HandlingState, now: Date): BundleEntry[] {
  const task = tubes.find((tube) => tube.task.id === order)?.task;
  return task ? [entry(moved(task, { to, now }), task.meta?.versionId)] : [];
}

async function send(patient: string, entries: BundleEntry[]): Promise<void> {
  const body: Bundle = { resourceType: 'Bundle', type: 'transaction', entry: entries };
  await request('/fhir', { method: 'POST', patient, body });
}
