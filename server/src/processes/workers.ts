/**
 * The serving processes, as the first process has them: started together, one put in the place of each that ends by itself,
 * and ended together (https://nodejs.org/api/cluster.html).
 */
import cluster, { type Worker } from 'node:cluster';
import path from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { StartFailure } from '../store/start-failure.ts';
import { allFigures } from './all-figures.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** One that ends sooner than this after it began is not replaced at once, but after ever longer. */
const steadyMs = 10_000;
const longestPauseMs = 10_000;
/** Whatever is still under way when the server has been told to end this long ago is broken off. */
const patienceMs = 30_000;

export class Workers {
  readonly #config: Config;
  readonly #log: Logger;
  readonly #workers = new Set<Worker>();
  readonly #pauses = new Set<NodeJS.Timeout>();
  /** They may serve: the database is ready. */
  #open = false;
  #ending: Promise<void> | undefined;
  #fails = 0;

  constructor(config: Config, log: Logger) {
    this.#config = config;
    this.#log = log;
    cluster.setupPrimary({ exec: path.join(import.meta.dirname, 'worker.ts'), args: [], serialization: 'json' });
    for (let index = 0; index < config.processes; index++) this.#fork();
  }

  /** Resolves when all of them answer requests; fails with the sentence of the first that cannot. */
  async serve(): Promise<void> {
    this.#open = true;
    await Promise.all([...this.#workers].map((worker) => this.#serve(worker)));
    for (const worker of this.#workers) this.#watch(worker);
  }

  end(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  #fork(): Worker {
    const worker = cluster.fork();
    this.#workers.add(worker);
    worker.on('exit', () => this.#workers.delete(worker));
    worker.on('message', (message: FromWorker) => {
      if (message.say === 'all-figures') void this.#answerFigures(worker, message.asked);
    });
    return worker;
  }

  #serve(worker: Worker): Promise<void> {
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if (message.say === 'serving') resolve();
        if (message.say === 'failed') reject(message.known ? new StartFailure(message.why) : new Error(message.why));
      });
      worker.once('exit', (code, signal) => reject(new Error(`a serving process ended with ${signal ?? code}`)));
      if (worker.isDead()) reject(new Error('a serving process ended before it was needed'));
      else tell(worker, { say: 'serve', config: this.#config });
    });
  }

  #watch(worker: Worker): void {
    const began = performance.now();
    worker.once('exit', (code, signal) => {
      if (this.#ending !== undefined) return;
      this.#fails = performance.now() - began < steadyMs ? this.#fails + 1 : 0;
      this.#log.error({ code, signal }, 'a serving process ended; another takes its place');
      this.#replace(this.#fails === 0 ? 0 : Math.min(100 * 2 ** this.#fails, longestPauseMs));
    });
  }

  #replace(afterMs: number): void {
    const pause = setTimeout(() => {
      this.#pauses.delete(pause);
      const worker = this.#fork();
      this.#watch(worker);
      this.#serve(worker).catch(() => worker.kill('SIGKILL'));
    }, afterMs);
    this.#pauses.add(pause);
  }

  async #answerFigures(worker: Worker, asked: number): Promise<void> {
    tell(worker, { say: 'all-figures', asked, text: await allFigures([...this.#workers]) });
  }

  async #end(): Promise<void> {
    for (const pause of this.#pauses) clearTimeout(pause);
    const late = setTimeout(() => {
      for (const worker of this.#workers) worker.process.kill('SIGKILL');
    }, patienceMs);
    await Promise.all([...this.#workers].map((worker) => ended(worker, this.#open)));
    clearTimeout(late);
  }
}

function ended(worker: Worker, open: boolean): Promise<void> {
  return new Promise((resolve) => {
    worker.once('exit', () => resolve());
    if (worker.isDead()) resolve();
    else if (open && worker.isConnected()) tell(worker, { say: 'end' });
    else worker.process.kill('SIGKILL');
  });
}

/** A worker that is just ending does not hear it, which is no failure. */
function tell(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message, () => undefined);
}
