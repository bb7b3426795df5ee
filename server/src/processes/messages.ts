/** What the first process and the serving ones say to each other. Nothing of the record, and nothing that is needed to answer a request. */
import type { Config } from '../config.ts';

export type ToWorker =
  | { say: 'serve'; config: Config }
  | { say: 'end' }
  /** The process's own figures are wanted, as prom-client's JSON. */
  | { say: 'figures'; asked: number }
  /** All processes' figures together, as Prometheus' text. */
  | { say: 'all-figures'; asked: number; text: string };

export type FromWorker =
  | { say: 'serving' }
  /** One sentence when `known`, else where it happened. */
  | { say: 'failed'; known: boolean; why: string }
  | { say: 'figures'; asked: number; figures: object[] }
  | { say: 'all-figures'; asked: number };
