/**
 * A taker in a process of its own (take-part.ts): JavaScript's work is on several processors. It ends by itself when whoever started
 * it is gone.
 */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { DatabasePlace } from '../../store/database.ts';
import type { Refusal } from './refusal.ts';
import type { Counts, Hearer, Importer, LoadedOf, Pass, Taker } from './taker.ts';
import type { Share } from './source.ts';

export interface TakerTask {
  place: DatabasePlace;
  caller: Importer;
}

/** What it is told, one at a time. */
export type TakerOrder =
  | { begin: TakerTask }
  | { take: Share }
  | { pass: Pass; together: readonly string[] }
  | { finish: true }
  | { tell: 'lacking' };

/** What it tells; `done` answers an order. */
export type TakerNews =
  | { counts: Counts }
  | { refused: readonly Refusal[] }
  | { loaded: readonly LoadedOf[] }
  | { done: unknown; counts: Counts }
  | { failed: string };

export class TakerProcess implements Taker {
  counts: Counts = { loaded: 0, present: 0, differs: 0, waiting: 0 };
  readonly #child: ChildProcess;
  readonly #hearer: Hearer;
  /** What it has told and is being written. */
  #writing: Promise<void> = Promise.resolve();
  #answer: { resolve: (done: unknown) => void; reject: (error: Error) => void } | undefined;
  #failed = '';
  readonly #begun: Promise<unknown>;

  constructor(task: TakerTask, hearer: Hearer) {
    this.#hearer = hearer;
    const stdio: ['ignore', 'ignore', 'inherit', 'ipc'] = ['ignore', 'ignore', 'inherit', 'ipc'];
    // Room for what is young, as the command has (set-up.mjs), shared by several.
    const execArgv = [
      ...process.execArgv.filter((each) => !each.startsWith('--max-semi-space-size')),
      '--max-semi-space-size=32',
    ];
    this.#child = fork(path.join(import.meta.dirname, 'take-part.ts'), { stdio, execArgv });
    this.#child.on('message', (news: TakerNews) => this.#hear(news));
    this.#child.on('error', (error) => this.#fail(error.message));
    this.#child.on('exit', (code, signal) =>
      this.#fail(this.#failed || `A process of the import ended with ${signal ?? code}.`),
    );
    this.#begun = this.#order({ begin: task });
    // Thrown where it is waited for.
    this.#begun.catch(() => undefined);
  }

  async take(share: Share): Promise<void> {
    await this.#begun;
    await this.#order({ take: share });
    await this.#writing;
  }

  async pass(pass: Pass, together: readonly string[]): Promise<void> {
    await this.#order({ pass, together });
    await this.#writing;
  }

  async finish(): Promise<void> {
    await this.#begun;
    await this.#order({ finish: true });
    await this.#writing;
  }

  lacking(): Promise<[string, string[]][]> {
    return this.#order({ tell: 'lacking' }) as Promise<[string, string[]][]>;
  }

  stop(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  #order(order: TakerOrder): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#failed !== '') {
        reject(new Error(this.#failed));
        return;
      }
      this.#answer = { resolve, reject };
      this.#child.send(order, (error) => error && this.#fail(error.message));
    });
  }

  #hear(news: TakerNews): void {
    if ('counts' in news) this.counts = news.counts;
    if ('refused' in news) this.#write(() => this.#hearer.refused(news.refused));
    else if ('loaded' in news) this.#write(() => this.#hearer.loaded(news.loaded));
    else if ('failed' in news) this.#fail(news.failed);
    else if ('done' in news) this.#answer?.resolve(news.done);
  }

  #write(work: () => Promise<void>): void {
    this.#writing = this.#writing.then(work);
    // Thrown where it is waited for.
    this.#writing.catch(() => undefined);
  }

  #fail(why: string): void {
    this.#failed ||= why;
    this.#answer?.reject(new Error(this.#failed));
  }
}
