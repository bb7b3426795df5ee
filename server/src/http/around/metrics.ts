/** Figures for operators in Prometheus' format (https://prometheus.io/docs/instrumenting/exposition_formats/). No patient data. */
import { collectDefaultMetrics, Gauge, Histogram, Counter, Registry } from 'prom-client';

const patienceMs = 300;

/**
 * Figures that take searches. Whoever asks waits for them no longer than `patienceMs`, and is told what the last searches found; nothing where they
 * failed.
 */
function soon(search: () => Promise<Readonly<Record<string, number>>>): typeof search {
  let searching: Promise<void> | undefined;
  let found: Readonly<Record<string, number>> = {};
  const searched = async (): Promise<void> => {
    found = await search().catch(() => ({}));
    searching = undefined;
  };
  return async () => {
    searching ??= searched();
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, patienceMs);
    await Promise.race([searching, late.promise]);
    clearTimeout(timer);
    return found;
  };
}

export class Metrics {
  readonly registry = new Registry();
  /** Prometheus' text. */
  readonly figures: () => Promise<string>;
  readonly #answers: Histogram<'interaction' | 'status'>;
  readonly #refusals: Counter<'act'>;
  readonly #turnedAway: Counter;
  readonly #unknownProfiles: Counter<'type'>;

  /** `figures`: where several processes serve, what all of them tell together. */
  constructor(inFlight: () => number, figures?: () => Promise<string>) {
    this.figures = figures ?? (() => this.registry.metrics());
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry, prefix: 'vardkedjan_' });
    this.#answers = new Histogram({
      name: 'vardkedjan_fhir_seconds',
      help: 'Time to answer a FHIR request, by interaction and class of status.',
      labelNames: ['interaction', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    });
    this.#refusals = new Counter({
      name: 'vardkedjan_refusals_total',
      help: 'Accesses refused by the law, by act.',
      labelNames: ['act'],
      registers,
    });
    this.#turnedAway = new Counter({
      name: 'vardkedjan_turned_away_total',
      help: 'Requests answered 503 because too many were in flight.',
      registers,
    });
    this.#unknownProfiles = new Counter({
      name: 'vardkedjan_unknown_profiles_total',
      help: 'Resources written that claim a profile that is not known here, so that it was not checked, by type.',
      labelNames: ['type'],
      registers,
    });
    new Gauge({
      name: 'vardkedjan_fhir_in_flight',
      help: 'FHIR requests that are being worked on.',
      registers,
      collect() {
        this.set(inFlight());
      },
    });
  }

  /** How many resources are still to be written anew into the index, by type; the same in every process. */
  watchIndex(behind: () => readonly { name: string; done: number; total: number }[]): void {
    new Gauge({
      name: 'vardkedjan_reindex_remaining',
      help: 'Resources whose index rows are still to be rewritten, by type. A type that has just been asked for counts from its first batch.',
      labelNames: ['type'],
      registers: [this.registry],
      aggregator: 'max',
      collect() {
        this.reset();
        for (const { name, done, total } of behind()) this.set({ type: name }, Math.max(0, total - done));
      },
    });
  }

  /** How long what lies longest has lain, in seconds; the same in every process. */
  watchWaiting(waiting: () => Promise<Readonly<Record<string, number>>>): void {
    const found = soon(waiting);
    new Gauge({
      name: 'vardkedjan_waiting_seconds',
      help: 'How long the order without a receipt that was sent first, the answer not seen that came first, and the letter to a patient that is neither read nor settled have waited.',
      labelNames: ['what'],
      registers: [this.registry],
      aggregator: 'max',
      async collect() {
        for (const [what, seconds] of Object.entries(await found())) this.set({ what }, seconds);
      },
    });
  }

  /** By how much what is most overdue is so, in seconds; the same in every process. */
  watchOverdue(overdue: () => Promise<Readonly<Record<string, number>>>): void {
    const found = soon(overdue);
    new Gauge({
      name: 'vardkedjan_overdue_seconds',
      help: 'By how much what is most overdue is so: an order without a receipt, one that was received and not handled or that came back, an answer that nobody has seen.',
      labelNames: ['what'],
      registers: [this.registry],
      aggregator: 'max',
      async collect() {
        for (const [what, seconds] of Object.entries(await found())) this.set({ what }, seconds);
      },
    });
  }

  watchOpenPages(count: () => number): void {
    new Gauge({
      name: 'vardkedjan_open_pages',
      help: 'Pages with a record open that wait to be told to ask anew.',
      registers: [this.registry],
      collect() {
        this.set(count());
      },
    });
  }

  answered(interaction: string, status: number, milliseconds: number): void {
    this.#answers.observe({ interaction, status: `${Math.floor(status / 100)}xx` }, milliseconds / 1000);
  }

  refused(act: string): void {
    this.#refusals.inc({ act });
  }

  unknownProfile(type: string): void {
    this.#unknownProfiles.inc({ type });
  }

  turnedAway(): void {
    this.#turnedAway.inc();
  }
}
