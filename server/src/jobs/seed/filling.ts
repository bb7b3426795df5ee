/**
 * What fills the region behind the server, in a process of its own (fill.ts): it has its own connections, and the machine
 * gives way to requests before it. It ends when it is told to, and by itself when the server is gone.
 */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Reach } from '@vardkedjan/care/access/relations.ts';

export interface FillingPlace {
  dataDir: string;
  databaseUrl?: string | undefined;
}

export interface FillingTask {
  /** The residents beside the cast, or the lists of a day. */
  what: 'residents' | 'lists';
  seed: string;
  /** ISO 8601. */
  now: string;
  residents: number;
  place: FillingPlace;
  reach?: Reach;
}

/** What the process tells. */
export type FillingNews = { say: string } | { failed: string };

export class Filling {
  /** Resolves when it has ended, also when it was told to; rejects when it failed. */
  readonly done: Promise<void>;
  readonly #child: ChildProcess;

  constructor(task: FillingTask, say: (line: string) => void) {
    this.#child = fork(path.join(import.meta.dirname, 'fill.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.done = new Promise((resolve, reject) => {
      let failed = '';
      this.#child.on('message', (news: FillingNews) => {
        if ('say' in news) say(news.say);
        else failed = news.failed;
      });
      this.#child.on('error', reject);
      this.#child.on('exit', (code, signal) => {
        if (code === 0) resolve();
        else reject(new Error(failed || `its process ended with ${signal ?? code}`));
      });
    });
    // Whoever waits for it hears of it.
    this.done.catch(() => undefined);
    this.#child.send(task, () => undefined);
  }

  /** Ends between two residents; what was loaded stays. */
  stop(): void {
    if (this.#child.connected) this.#child.disconnect();
  }
}
