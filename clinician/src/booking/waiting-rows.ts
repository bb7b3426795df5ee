/** Who waits at a unit for a visit or treatment, what runs out first at the top: those with a guarantee by their days left, then the rest. Pure. */
import type { Appointment, Organization, Patient, Resource, ServiceRequest, Task } from '@medplum/fhirtypes';
import { handlingStateOf } from '@vardkedjan/care/coordination/orders/order-state.ts';
import { careGuarantee, type GuaranteeClock } from '@vardkedjan/care/coordination/visits/care-guarantee.ts';
import {
  guaranteeOf,
  pausesOf,
  type VisitKind,
  visitKindOf,
} from '@vardkedjan/care/coordination/visits/visit-request.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';

export interface WaitingRow {
  id: string;
  task: Task;
  request: ServiceRequest;
  patientId: string;
  patient: Patient | undefined;
  kind: VisitKind;
  /** The day it began. */
  since: string;
  /** undefined: no guarantee, such as of a return visit. */
  clock: GuaranteeClock | undefined;
  wished: string;
  booked: Appointment | undefined;
}

const specialised: ReadonlySet<string | undefined> = new Set(['clinic', 'private-clinic', 'ward']);

export const isSpecialised = ({ type = [] }: Organization): boolean =>
  type.some(({ coding = [] }) =>
    coding.some(({ system, code }) => system?.endsWith('/unit-kind') === true && specialised.has(code)),
  );

const waiting: ReadonlySet<string | undefined> = new Set(['sent', 'forwarded', 'received', 'accepted', 'booked']);

export function waitingRows(
  tasks: readonly Task[],
  included: readonly Resource[],
  unit: Organization,
  now: Date,
): WaitingRow[] {
  const by = new Map(included.map((each) => [`${each.resourceType}/${each.id}`, each]));
  const booked = new Map(
    included
      .filter((each) => each.resourceType === 'Appointment')
      .filter(({ status }) => status === 'booked')
      .map((each) => [each.basedOn?.[0]?.reference, each]),
  );
  const rows = tasks.flatMap((task): WaitingRow[] => {
    const request = by.get(task.focus?.reference ?? '') as ServiceRequest | undefined;
    const kind = request && visitKindOf(request);
    if (!request || !kind || !waiting.has(handlingStateOf(task))) return [];
    const since = stockholmDay(new Date(request.authoredOn ?? task.authoredOn ?? now));
    const guarantee = guaranteeOf(kind, isSpecialised(unit));
    return [
      {
        id: task.id ?? '',
        task,
        request,
        patientId: task.for?.reference?.split('/').at(-1) ?? '',
        patient: by.get(task.for?.reference ?? '') as Patient | undefined,
        kind,
        since,
        clock: guarantee && careGuarantee(guarantee, since, pausesOf(task), stockholmDay(now)),
        wished: request.occurrencePeriod?.end?.slice(0, 10) ?? '',
        booked: booked.get(`ServiceRequest/${request.id}`),
      },
    ];
  });
  return rows.toSorted(
    (a, b) =>
      Number(a.booked !== undefined) - Number(b.booked !== undefined) ||
      urgency(a) - urgency(b) ||
      (a.wished || a.since).localeCompare(b.wished || b.since),
  );
}

/** A pause that goes on does not run out; what has no guarantee comes after what has. */
const urgency = ({ clock }: WaitingRow): number =>
  clock === undefined ? 10_000 : clock.paused === undefined ? clock.left : 5000 + clock.left;

/** Days within which somebody is to be looked for a time. */
export const soon = 14;

/** How many have no time, and whose guarantee has run out or is about to. */
export function runningOut(rows: readonly WaitingRow[]): { over: number; soon: number } {
  const left = rows.flatMap(({ booked, clock }) => (booked || !clock || clock.paused ? [] : [clock.left]));
  return {
    over: left.filter((days) => days < 0).length,
    soon: left.filter((days) => days >= 0 && days <= soon).length,
  };
}
