/** Orders as rows: each with the state it is in, how long it has been so, and whether somebody has to do something. Pure. */
import type { Reference, ServiceRequest, Task } from '@medplum/fhirtypes';
import { orderKindOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import {
  handlingStateOf,
  isEnded,
  orderStateOf,
  type OrderState,
} from '@vardkedjan/care/coordination/orders/order-state.ts';
import { ageInState, isEscalated } from '@vardkedjan/care/coordination/orders/order-times.ts';
import { isSeries, seriesOfOrder } from '@vardkedjan/care/coordination/orders/series/series.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../../chart/concept.ts';
import { isPlanned, type SeriesFacts, withSeries } from './series-facts.ts';

export interface OrderRow {
  id: string;
  what: string;
  question: string;
  kind: string;
  to: string;
  state: OrderState;
  /** Why it was returned or forwarded. */
  reason: string;
  sent: string | undefined;
  /** Minutes in its state; undefined of one that is not handled here. */
  age: number | undefined;
  isLate: boolean;
  isEnded: boolean;
  handling: Task | undefined;
  /** When it is to be done, where that is said. */
  day: string | undefined;
  /** It is a series: its orders stand beside it, those that are to come in it. */
  series?: SeriesFacts;
}

type NameOf = (reference: Reference | undefined) => string;

export function orderRows(
  resources: readonly (ServiceRequest | Task)[],
  now: Date,
  nameOf: NameOf = (reference) => reference?.display ?? '',
): OrderRow[] {
  const handlings = new Map<string, Task>();
  for (const each of resources)
    if (each.resourceType === 'Task' && handlingStateOf(each) !== undefined) handlings.set(each.id ?? '', each);
  const requests = resources.filter((each) => each.resourceType === 'ServiceRequest');
  const known = new Set(requests.filter(isSeries).map(({ id }) => id));
  const today = stockholmDay(now);
  const rows = requests.map((request) => orderRow(request, handlings.get(request.id ?? ''), now, nameOf));
  const isInSeries = new Map(requests.map((request) => [request.id, known.has(seriesOfOrder(request))]));
  return rows
    .filter((row) => !(isInSeries.get(row.id) === true && isPlanned(row, today)))
    .map((row) => withSeries(row, requests, rows, today))
    .toSorted(
      (a, b) =>
        Number(a.isEnded) - Number(b.isEnded) ||
        Number(b.isLate) - Number(a.isLate) ||
        (timeOf(b.sent) || 0) - (timeOf(a.sent) || 0),
    );
}

function orderRow(request: ServiceRequest, handling: Task | undefined, now: Date, nameOf: NameOf): OrderRow {
  const state = orderStateOf(request, handling);
  return {
    id: request.id ?? '',
    what: textOfConcept(request.code),
    question: (request.reasonCode ?? []).map(textOfConcept).filter(Boolean).join(', '),
    kind: textOfConcept(request.category?.[0]),
    to: nameOf(handling?.owner ?? request.performer?.[0]),
    state,
    reason: handling?.statusReason?.text ?? '',
    sent: handling?.authoredOn ?? request.authoredOn,
    age: handling && !isEnded(state) ? ageInState(handling, now) : undefined,
    isLate: handling !== undefined && !isEnded(state) && isEscalated(handling, now, orderKindOf(request)),
    isEnded: isEnded(state),
    handling,
    day: request.occurrenceDateTime,
  };
}
