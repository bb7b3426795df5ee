/**
 * The lane for short named statements: a few connections on which statements are sent without waiting for the answers of
 * those before (pipelining). Half the CPU of a pool of connections for reads by key. Every statement stands alone: there are
 * no transactions here.
 */
import type { Duplex } from 'node:stream';
import pg from 'pg';
import { databaseFailure, isConnectionLoss } from './database-failure.ts';
import type { Queryable, Statement, Value } from '../queryable.ts';

export class Lane implements Queryable {
  readonly #configuration: () => pg.ClientConfig;
  readonly #clients: (pg.Client | undefined)[];
  readonly #connecting: (Promise<pg.Client> | undefined)[];
  #slot = 0;
  #gathers = false;
  #closed = false;

  readonly spread: boolean;

  constructor(configuration: () => pg.ClientConfig, width: number, spread = false) {
    this.#configuration = configuration;
    this.spread = spread;
    this.#clients = Array.from({ length: width });
    this.#connecting = Array.from({ length: width });
  }

  async rows<Row extends object>(statement: Statement, values: Value[] = []): Promise<Row[]> {
    const slot = this.#slotNow();
    const client = this.#clients[slot];
    if (client !== undefined) {
      try {
        return await send<Row>(client, statement, values);
      } catch (error) {
        if (!isConnectionLoss(error) || this.#closed) {
          throw databaseFailure(error);
        }
        this.#forget(slot, client);
      }
    }
    // Only reads come here, so asking again after a lost connection is safe.
    try {
      return await send<Row>(await this.#connect(slot), statement, values);
    } catch (error) {
      throw databaseFailure(error);
    }
  }

  /** What is asked within one turn of the event loop goes down one connection: waking a process costs more than a statement. */
  #slotNow(): number {
    if (!this.#gathers) {
      this.#gathers = true;
      this.#slot = (this.#slot + 1) % this.#clients.length;
      setImmediate(() => {
        this.#gathers = false;
      });
    }
    return this.#slot;
  }

  #forget(slot: number, client: pg.Client): void {
    if (this.#clients[slot] === client) {
      this.#clients[slot] = undefined;
    }
  }

  #connect(slot: number): Promise<pg.Client> {
    const ready = this.#clients[slot];
    if (ready !== undefined) {
      return Promise.resolve(ready);
    }
    this.#connecting[slot] ??= this.#open(slot).finally(() => {
      this.#connecting[slot] = undefined;
    });
    return this.#connecting[slot];
  }

  async #open(slot: number): Promise<pg.Client> {
    const client = new pg.Client({ ...this.#configuration(), pipeline: true } as pg.ClientConfig);
    const forget = (): void => this.#forget(slot, client);
    client.on('error', forget);
    client.on('end', forget);
    await client.connect();
    this.#clients[slot] = client;
    return client;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#clients.map(async (client) => client?.end().catch(() => undefined)));
  }
}

const gathering = new WeakSet<Duplex>();

/** What is sent within one turn of the event loop leaves in one write at its end. */
function gather(client: pg.ClientBase): void {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
  if (gathering.has(stream)) {
    return;
  }
  gathering.add(stream);
  stream.cork();
  setImmediate(() => {
    gathering.delete(stream);
    stream.uncork();
  });
}

/** pg's own promise costs a second promise and a stack trace for each statement; the callback does not. */
export function send<Row extends object>(client: pg.ClientBase, statement: Statement, values: Value[]): Promise<Row[]> {
  gather(client);
  return new Promise((resolve, reject) => {
    client.query(
      { name: statement.name, text: statement.text, values },
      (error: Error | null, result: pg.QueryResult<Row>) => {
        if (error) {
          reject(error);
        } else {
          resolve(result.rows);
        }
      },
    );
  });
}
