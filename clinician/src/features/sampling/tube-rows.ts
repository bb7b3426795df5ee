/** The unit's orders as tubes to take, patient by patient: who is late first, then the urgent. Pure. */
import type { Patient, ServiceRequest, Specimen, Task } from '@medplum/fhirtypes';
import type { Orderable } from '@vardkedjan/care/coordination/orders/order-catalogue.ts';
import { orderKindOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { moversOf } from '@vardkedjan/care/coordination/orders/order-moves.ts';
import { isTaken } from '@vardkedjan/care/coordination/orders/sampling/specimen.ts';
import { type Tube, tubesOf } from '@vardkedjan/care/coordination/orders/sampling/tubes.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import type { DayRow } from '../../work/day.ts';
import type { UnitOrderRow } from '../../orders/unit-order-rows.ts';

export interface TubeRow extends Tube {
  request: ServiceRequest;
  task: Task;
  /** The day on which it is to be taken. */
  day: string;
  isLate: boolean;
  /** As it is stored, taken back ones too. */
  specimen: Specimen | undefined;
  isTaken: boolean;
}

export interface SamplingPatient {
  id: string;
  patient: Patient;
  tubes: TubeRow[];
  /** When the patient comes today, as the day list has it; undefined: no time is booked. */
  time?: string;
}

export interface Worklist {
  patients: SamplingPatient[];
  /** Orders whose day is to come. */
  later: number;
}

/** Laboratory orders that may be sampled now, or have been. */
export const isToSample = ({ request, state }: UnitOrderRow): boolean =>
  request !== undefined &&
  orderKindOf(request) === 'laboratory' &&
  (state === 'sampled' || moversOf(state, 'sampled').length > 0);

/** What the unit has asked for, what anybody has of those who are there, and what lies with it, each once; what the laboratory has on its way is no work of its desk. */
export function toSampleHere({
  outgoing,
  ofPresent,
  incoming,
}: Readonly<Record<'outgoing' | 'ofPresent' | 'incoming', readonly UnitOrderRow[]>>): UnitOrderRow[] {
  const all = [...outgoing, ...ofPresent, ...incoming.filter(({ state }) => state !== 'sampled')].filter(isToSample);
  return [...new Map(all.map((row) => [row.id, row])).values()];
}

/** The day for which it is ordered. */
export const dayOf = ({ occurrenceDateTime, authoredOn }: ServiceRequest): string =>
  stockholmDay(new Date(occurrenceDateTime ?? authoredOn ?? 0));

export function worklist(
  orders: readonly UnitOrderRow[],
  specimens: readonly Specimen[],
  catalogue: readonly Orderable[],
  today: string,
): Worklist {
  const stored = new Map(specimens.map((each) => [each.id, each]));
  const patients = new Map<string, SamplingPatient>();
  let later = 0;
  for (const order of orders.filter(isToSample)) {
    const { request, patient, patientId, task, state } = order;
    if (request === undefined || patient === undefined) continue;
    const day = dayOf(request);
    if (day > today) {
      later++;
      continue;
    }
    const tubes = tubesOf(request, catalogue).map((tube): TubeRow => {
      const specimen = stored.get(tube.id);
      const taken = specimen !== undefined && isTaken(specimen);
      return { ...tube, request, task, day, isLate: day < today && !taken, specimen, isTaken: taken };
    });
    // All has been taken and the laboratory has it.
    if (state !== 'sampled' && tubes.every((tube) => tube.isTaken)) continue;
    const known = patients.get(patientId) ?? { id: patientId, patient, tubes: [] };
    known.tubes.push(...tubes);
    patients.set(patientId, known);
  }
  return { patients: [...patients.values()].toSorted(byNeed), later };
}

/** Where patients come by time, those who come today in that order; the others after them, by need as on a ward. */
export function byTheDay(list: Worklist, day: readonly Pick<DayRow, 'patientId' | 'time' | 'at'>[]): Worklist {
  if (day.length === 0) return list;
  const first = new Map(day.toSorted((a, b) => b.at - a.at).map((each) => [each.patientId, each]));
  const [coming, others] = [true, false].map((comes) => list.patients.filter(({ id }) => first.has(id) === comes));
  const timed = (coming ?? [])
    .map((each) => ({ ...each, time: first.get(each.id)?.time ?? '' }))
    .toSorted((a, b) => (first.get(a.id)?.at ?? 0) - (first.get(b.id)?.at ?? 0));
  return { ...list, patients: [...timed, ...(others ?? [])] };
}

const priorities = { stat: 0, asap: 1, urgent: 1, routine: 2 } as const;
const need = ({ tubes }: SamplingPatient): number[] => {
  const open = tubes.filter((tube) => !tube.isTaken);
  return [
    open.length === 0 ? 1 : 0,
    Math.min(3, ...open.map(({ task }) => priorities[task.priority ?? 'routine'])),
    open.some(({ isLate }) => isLate) ? 0 : 1,
  ];
};

function byNeed(one: SamplingPatient, other: SamplingPatient): number {
  const theirs = need(other);
  for (const [index, own] of need(one).entries()) if (own !== theirs[index]) return own - (theirs[index] ?? 0);
  const name = ({ patient }: SamplingPatient) => `${patient.name?.[0]?.family} ${patient.name?.[0]?.given?.[0]}`;
  return name(one).localeCompare(name(other), 'sv');
}
