/**
 * Laboratories and imaging departments as another system is one: over FHIR, by polling for the orders that lie with their units
 * (https://hl7.org/fhir/R4/workflow-communications.html). It keeps nothing: where each order stands is asked for, everything it sends may
 * be sent again, and what befalls an order is drawn from the seed and the order's id, so that one that was killed goes on as if it had not been.
 * A stand-in: what it answers comes from outside (`Answering`), and is invented.
 */
import type { Bundle, DiagnosticReport, Patient, Resource, ServiceRequest, Task } from '@medplum/fhirtypes';
import { localName, orderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { moved, orderKindOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { type HandlingState, handlingStateOf } from '@vardkedjan/care/coordination/orders/order-state.ts';
import type { Answered, Answering } from './answering.ts';
import { answerIds, corrected, reportOf, sendingOf } from './answer-bundle.ts';
import { type Draw, drawFrom } from './draw.ts';

/** One request to the FHIR API; throws when there was no answer. */
export type Ask = (method: string, path: string, more?: { body?: Resource; ifMatch?: string }) => Promise<Asked>;
export interface Asked {
  status: number;
  body: unknown;
}

export interface Troubles {
  seed: string;
  /** Milliseconds that an order lies at the most before it is answered. */
  delay: number;
  /** Shares of the orders: first answered for now; sent twice; corrected afterwards; with another answer to no order. */
  preliminary: number;
  duplicate: number;
  corrected: number;
  orphan: number;
  /** Laboratory orders are answered when their samples have been taken; otherwise the laboratory is thought to take them itself. */
  awaitsSamples?: true;
}

const open = 'requested,received,ready,accepted,in-progress';
const done = 'completed';
const most = 50;

export class Department {
  readonly #ask: Ask;
  readonly #units: readonly string[];
  readonly #answering: Answering;
  readonly #troubles: Troubles;
  /** It has begun, or a round has failed: what follows the answers that were sent last may not have been. */
  #mayLack = true;

  /** `units`: ids of the Organizations whose orders it takes. */
  constructor(ask: Ask, units: readonly string[], answering: Answering, troubles: Troubles) {
    this.#ask = ask;
    this.#units = units;
    this.#answering = answering;
    this.#troubles = troubles;
  }

  /** Goes through what lies with the units now; answers how many orders were moved on. What fails is met again the next time. */
  async round(now: Date): Promise<number> {
    const lacks = this.#mayLack;
    this.#mayLack = true;
    if (lacks) await this.#makeUp();
    const count = await this.#answerAll(now);
    this.#mayLack = false;
    return count;
  }

  async #answerAll(now: Date): Promise<number> {
    const { all, orders } = await this.#orders(open, 'modified');
    const drawn = new Map(orders.map((order) => [order, drawFrom(this.#troubles.seed, order.id ?? '')]));
    let count = 0;
    // In an order of their own.
    for (const order of orders.toSorted((a, b) => placeOf(drawn.get(a)) - placeOf(drawn.get(b))))
      if (await this.#take(order, all, drawn.get(order) as Draw, now)) count++;
    return count;
  }

  async #orders(status: string, sort: string): Promise<{ all: Resource[]; orders: Task[] }> {
    const owner = this.#units.map((unit) => `Organization/${unit}`).join(',');
    const all = await this.#found(
      `Task?owner=${owner}&code=${orderTask.code}&status=${status}&_sort=${sort}&_count=${most}&_include=Task:focus&_include=Task:patient`,
    );
    return { all, orders: all.filter((each): each is Task => each.resourceType === 'Task') };
  }

  async #found(query: string): Promise<Resource[]> {
    const { status, body } = await this.#ask('GET', query);
    if (status !== 200) throw new Error(`${query.split('?')[0]} was not told: ${status}`);
    return ((body as Bundle).entry ?? []).flatMap(({ resource }) => (resource ? [resource] : []));
  }

  /** The answers sent last, and what was to follow them. */
  async #makeUp(): Promise<void> {
    const { all, orders } = await this.#orders(done, '-modified');
    for (const order of orders) {
      const request = named<ServiceRequest>(all, order.focus?.reference);
      const patient = named<Patient>(all, order.for?.reference);
      const [report] = await this.#found(`DiagnosticReport?identifier=${answerIds}|${order.id}`);
      if (request === undefined || patient === undefined || report?.resourceType !== 'DiagnosticReport') continue;
      const draw = drawFrom(this.#troubles.seed, order.id ?? '');
      const { id: _id, meta, ...sent } = report;
      await this.#afterwards(
        { ...sent, ...(meta?.extension && { meta: { extension: meta.extension } }) },
        this.#answering(request, patient, draw),
        draw,
      );
    }
  }

  async #take(order: Task, all: readonly Resource[], draw: Draw, now: Date): Promise<boolean> {
    const state = handlingStateOf(order);
    if (state === 'sent' || state === 'forwarded') return this.#move(order, now);
    if (now.getTime() - Date.parse(order.lastModified ?? '') < draw('delay') * this.#troubles.delay) return false;
    const request = named<ServiceRequest>(all, order.focus?.reference);
    const patient = named<Patient>(all, order.for?.reference);
    if (request === undefined || patient === undefined) return false;
    if (this.#lacksSample(request, state)) return false;
    const answered = this.#answering(request, patient, draw);
    const isFirst = (state === 'received' || state === 'sampled') && draw('preliminary') < this.#troubles.preliminary;
    const report = reportOf(order, request, answered, isFirst ? 'preliminary' : 'final', now);
    const next = moved(order, { to: isFirst ? 'accepted' : 'done', now });
    const values = isFirst ? [] : answered.values;
    if (!(await this.#send(sendingOf(report, values, { order: next, request })))) return false;
    if (!isFirst) await this.#afterwards(report, answered, draw);
    return true;
  }

  #lacksSample(request: ServiceRequest, state: HandlingState | undefined): boolean {
    const isTest = orderKindOf(request) === 'laboratory';
    return this.#troubles.awaitsSamples === true && isTest && state === 'received';
  }

  async #move(order: Task, now: Date): Promise<boolean> {
    const ifMatch = `W/"${order.meta?.versionId}"`;
    const answer = await this.#ask('PUT', `Task/${order.id}`, { body: moved(order, { to: 'received', now }), ifMatch });
    return answer.status === 200;
  }

  /** What goes wrong with answers that have been sent; one that is corrected is not sent again as it was. */
  async #afterwards(report: DiagnosticReport, answered: Answered, draw: Draw): Promise<void> {
    const { duplicate, corrected: changed, orphan } = this.#troubles;
    if (report.status === 'final') {
      if (draw('duplicate') < duplicate) await this.#send(sendingOf(report, answered.values));
      if (draw('corrected') < changed) await this.#send(corrected(report, answered));
    }
    if (draw('orphan') < orphan) {
      const { basedOn: _order, encounter: _contact, result: _values, ...answer } = report;
      const stray = { ...answer, status: 'final' as const };
      const identifier = (report.identifier ?? []).map((one) => ({ ...one, value: `${one.value}-stray` }));
      await this.#send(sendingOf({ ...stray, identifier }, []));
    }
  }

  /** False: somebody else has moved the order, or it has been withdrawn. */
  async #send(body: Bundle): Promise<boolean> {
    const answer = await this.#ask('POST', '', { body });
    if (answer.status === 200) return true;
    if (answer.status === 409 || answer.status === 412) return false;
    throw new Error(`an answer was not taken: ${answer.status}`);
  }
}

const placeOf = (draw: Draw | undefined): number => draw?.('place') ?? 0;

function named<T extends Resource>(all: readonly Resource[], reference: string | undefined): T | undefined {
  const name = localName(reference);
  return all.find((each) => `${each.resourceType}/${each.id}` === name) as T | undefined;
}
