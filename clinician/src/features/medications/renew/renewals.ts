/** The renewals that residents have asked for and that wait: a patient's, and the unit's with whose they are and what drugs. */
import type { BundleEntry, MedicationRequest, Patient, Task } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import {
  declined,
  orderAsked,
  renewalStateOf,
  renewalTask,
  renewed,
} from '@vardkedjan/care/clinical/prescriptions/renewal-request.ts';
import { searchResources, updateResource } from '@vardkedjan/ui/fhir-client.ts';
import { textOfConcept } from '../../../chart/concept.ts';

export type Renewal = Task & { id: string };

export const renewalsKey = ['renewals'] as const;
const waiting = { code: `${renewalTask.system}|${renewalTask.code}`, status: 'requested', _sort: 'authored-on' };
const refreshEvery = 60_000;
const most = 200;

export const patientsRenewals = (patientId: string) =>
  queryOptions({
    // Beside the record's own: what changes in it brings it up to date.
    queryKey: ['record', patientId, ...renewalsKey],
    queryFn: async ({ signal }) =>
      (await searchResources<Renewal>('Task', { ...waiting, patient: `Patient/${patientId}`, _count: most }, signal))
        .matches,
  });

/** What one patient asks for. */
export interface RenewalRow {
  patientId: string;
  patient: Patient | undefined;
  drugs: string[];
  /** FHIR instant of the first. */
  since: string;
  words: string;
}

/** The unit's, and those that are one's own. */
export const renewalsToAnswer = (unitId: string, practitionerId: string) =>
  queryOptions({
    queryKey: [...renewalsKey, unitId, practitionerId],
    queryFn: async ({ signal }): Promise<RenewalRow[]> => {
      const query = {
        ...waiting,
        owner: `Practitioner/${practitionerId},Organization/${unitId}`,
        _include: ['Task:patient', 'Task:focus'],
        _count: most,
      };
      const { matches, included } = await searchResources<Renewal>('Task', query, signal);
      return renewalRows(matches, included);
    },
    refetchInterval: refreshEvery,
  });

/** The longest waiting first. */
export function renewalRows(
  tasks: readonly Task[],
  included: readonly { resourceType: string; id?: string }[],
): RenewalRow[] {
  const known = new Map(included.map((one) => [`${one.resourceType}/${one.id}`, one]));
  const rows = new Map<string, RenewalRow>();
  for (const task of tasks.filter((each) => renewalStateOf(each) === 'waiting')) {
    const whose = task.for?.reference ?? '';
    const row = rows.get(whose) ?? {
      patientId: whose.replace(/^Patient\//, ''),
      patient: known.get(whose) as Patient | undefined,
      drugs: [],
      since: task.authoredOn ?? '',
      words: task.description ?? '',
    };
    const order = known.get(task.focus?.reference ?? '') as MedicationRequest | undefined;
    if (order) row.drugs.push(textOfConcept(order.medicationCodeableConcept));
    rows.set(whose, row);
  }
  return [...rows.values()].toSorted((a, b) => a.since.localeCompare(b.since));
}

/** With the order that renews it. */
export function fulfilling(tasks: readonly Renewal[], orders: readonly string[], now: Date): BundleEntry[] {
  return tasks
    .filter((task) => orders.includes(orderAsked(task)))
    .map((task) => ({
      resource: renewed(task, now),
      request: { method: 'PUT', url: `Task/${task.id}`, ifMatch: `W/"${task.meta?.versionId ?? ''}"` },
    }));
}

export function decline(task: Renewal, reason: string, patientId: string): Promise<unknown> {
  return updateResource(
    { ...declined(task, reason, new Date()), id: task.id },
    `W/"${task.meta?.versionId ?? ''}"`,
    patientId,
  );
}
