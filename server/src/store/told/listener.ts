/** One connection of the process that hears what others tell (channels.ts). Lost, it is made again, and everybody is told that something may be missed. */
import type pg from 'pg';
import type { Database } from '../database.ts';
import { channels, type Told } from './channels.ts';

const firstPauseMs = 100;
const longestPauseMs = 5_000;
/** A connection that has gone silent without ending is found by asking. */
const askEveryMs = 20_000;
const patienceMs = 10_000;

export class Listener {
  readonly #database: Pick<Database, 'connect'>;
  readonly #hear: (told: Told) => void;
  #client: pg.Client | undefined;
  #begun: Promise<void> | undefined;
  /** The latest try, which the end waits for. */
  #connecting: Promise<void> | undefined;
  #pause: NodeJS.Timeout | undefined;
  #asking: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(database: Pick<Database, 'connect'>, hear: (told: Told) => void) {
    this.#database = database;
    this.#hear = hear;
  }

  /** Resolves when what is told from now on is heard, or when that has failed and goes on being tried. */
  listen(): Promise<void> {
    this.#begun ??= this.#try(firstPauseMs, false);
    return this.#begun;
  }

  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#pause);
    clearInterval(this.#asking);
    await this.#connecting;
    await this.#client?.end().catch(() => undefined);
  }

  #try(pause: number, isAgain: boolean): Promise<void> {
    this.#connecting = this.#connect(pause, isAgain);
    return this.#connecting;
  }

  async #connect(pause: number, isAgain: boolean): Promise<void> {
    try {
      const client = await this.#database.connect();
      this.#client = client;
      client.on('notification', ({ channel, payload = '' }) => this.#heard(channel, payload));
      client.once('end', () => this.#lost(client));
      await client.query(
        `listen ${channels.record}; listen ${channels.session}; listen ${channels.rights}; listen ${channels.unit}`,
      );
      if (this.#ended) return;
      this.#asking = setInterval(() => void this.#ask(client), askEveryMs);
      if (isAgain) this.#hear({ about: 'anything' });
    } catch {
      this.#again(pause);
    }
  }

  #again(pause: number): void {
    if (this.#ended) return;
    this.#pause = setTimeout(
      () => void this.#try(Math.min(pause * 2, longestPauseMs), true),
      pause * (0.5 + Math.random()),
    );
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    clearInterval(this.#asking);
    client.end().catch(() => undefined);
    this.#again(firstPauseMs);
  }

  async #ask(client: pg.Client): Promise<void> {
    const late = setTimeout(() => this.#lost(client), patienceMs);
    await client.query('select 1').catch(() => this.#lost(client));
    clearTimeout(late);
  }

  #heard(channel: string, payload: string): void {
    if (channel === channels.session) this.#hear({ about: 'session', session: payload });
    else if (channel === channels.rights) this.#hear({ about: 'rights' });
    else if (channel === channels.unit) this.#hear({ about: 'unit', unitKey: Number(payload) });
    else this.#hear({ about: 'record', patientKey: Number(payload) });
  }
}
