/**
 * The access log's writer. `append` resolves when the acts are durable; those of concurrent answers are committed together, as one
 * sheet, in one statement with the move of the chain's head. One chain for each server process, written one sheet at a time.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import type { Finding } from '@vardkedjan/care/access/finding.ts';
import type { Ground } from '@vardkedjan/care/access/held-by-filter.ts';
import { numbers } from '../array-literal.ts';
import type { Database } from '../database.ts';
import { databaseFailure, isConnectionLoss } from '../connection/database-failure.ts';
import type { Statement, Value, Write } from '../queryable.ts';
import { textArray } from '../search/statement/binary-array.ts';
import { ensurePartitions } from './partitions.ts';
import { PatientIds } from './patient-ids.ts';
import { hashOfSheet, keysOf } from './sheet.ts';
import { monthOf, type Standing } from './standing.ts';
import { lineOf, type Unplaced, unplacedAct } from './unplaced-act.ts';

/** What one answer (or refusal) has to be logged. */
export interface AccessNote {
  caller: Caller;
  act: string;
  permitted: boolean;
  /** The request without values: `GET Patient/$chart`. */
  what: string;
  request: string;
  reason?: string | undefined;
  /** Of whom of the staff it tells, by HSA-id, where it concerns no patient. */
  about?: string;
  decision?: { findings: readonly Finding[] } | undefined;
  /** Instead of a decision, of what the record's filter answered: what holds of all that it shows the caller, one array for all their acts. */
  throughFilter?: readonly Finding[];
  /** Whose data; empty when the act concerned no patient. */
  patients: readonly {
    key: number;
    id?: string | undefined;
    resources: number;
    keepers?: readonly number[] | undefined;
    /** By what something of it was open that otherwise is not. */
    grounds?: readonly Ground[];
  }[];
}

interface Waiting {
  acts: Unplaced[];
  done: () => void;
  failed: (error: unknown) => void;
}

interface Head {
  chain: number;
  seq: number;
  hash: Buffer;
}

/**
 * A commit goes when as many wait for it as shared the last one, and all that are under way. After the least of these the latter are enough: those that
 * were answered last have had that long to ask again. It waits no longer than as many milliseconds more as shared the last one, and the most of these.
 */
const gatherMs = { least: 2, most: 12 };
/** Acts and patients: a reader of one act reads its sheet. */
const largestSheet = { acts: 100, patients: 2_000 };
const dayMs = 86_400_000;

/** `underWay`: how many answers may have something to log before long, those included that wait for the log. */
export async function openAccessLog(database: Database, underWay = (): number => 0): Promise<AccessLog> {
  await ensurePartitions(database);
  return new AccessLog(database, underWay);
}

export class AccessLog {
  readonly #database: Database;
  readonly #underWay: () => number;
  readonly #ids: PatientIds;
  #waiting: Waiting[] = [];
  #go = (): void => undefined;
  #head: Head | undefined;
  /** The month whose standings it has kept, and their names. */
  #kept = { month: '', names: new Set<string>() };
  #writing: Promise<void> | undefined;
  /** How many shared the last commit; 0 when they have been waited for. */
  #awaited = 1;
  readonly #daily: NodeJS.Timeout;

  constructor(database: Database, underWay: () => number) {
    this.#database = database;
    this.#underWay = underWay;
    this.#ids = new PatientIds(database.lane);
    this.#daily = setInterval(() => {
      ensurePartitions(database).catch(() => undefined);
    }, dayMs).unref();
  }

  async append(notes: readonly AccessNote[]): Promise<void> {
    const nameless = notes.flatMap(({ patients }) =>
      patients.filter(({ key, id }) => id === undefined && key !== 0 && !this.#ids.knows(key)),
    );
    if (nameless.length > 0) {
      await this.#ids.learn(nameless.map(({ key }) => key));
    }
    if (notes.length === 0) {
      return;
    }
    const acts = notes.map((note) => unplacedAct(note, (key) => this.#ids.get(key)));
    await new Promise<void>((done, failed) => {
      this.#waiting.push({ acts, done, failed });
      if (this.#haveCome()) this.#go();
      this.#writing ??= this.#write().finally(() => {
        this.#writing = undefined;
      });
    });
  }

  /** After the last append has resolved. */
  async close(): Promise<void> {
    clearInterval(this.#daily);
    await this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      if (!this.#haveCome()) await this.#gather();
      const batch = this.#take();
      this.#awaited = batch.length;
      try {
        await this.#commit(batch.flatMap(({ acts }) => acts));
        for (const { done } of batch) {
          done();
        }
      } catch (error) {
        for (const { failed } of batch) {
          failed(error);
        }
      }
    }
  }

  #haveCome(): boolean {
    return this.#waiting.length >= Math.max(this.#awaited, this.#underWay());
  }

  async #gather(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#go = resolve;
    let timer = setTimeout(() => {
      const shared = this.#awaited;
      this.#awaited = 0;
      if (this.#haveCome()) resolve();
      else timer = setTimeout(resolve, Math.min(shared, gatherMs.most - gatherMs.least));
    }, gatherMs.least);
    await promise;
    clearTimeout(timer);
  }

  #take(): Waiting[] {
    let [acts, patients] = [0, 0];
    const end = this.#waiting.findIndex((one, index) => {
      acts += one.acts.length;
      for (const { keys } of one.acts) patients += keys.length;
      return index > 0 && (acts > largestSheet.acts || patients > largestSheet.patients);
    });
    return end === -1 ? this.#waiting.splice(0) : this.#waiting.splice(0, end);
  }

  async #commit(acts: readonly Unplaced[]): Promise<void> {
    const from = this.#head ?? (await this.#begin());
    // Until it is certain where the chain stands; if that is never told, another is begun.
    this.#head = undefined;
    const at = new Date().toISOString();
    const { values, to } = placed(acts, from, at);
    const standings = this.#notKept(acts, monthOf(at));
    const writes = [...keepStandings(standings, monthOf(at)), { statement: appendStatement, values }];
    try {
      await this.#database.commit(writes);
    } catch (error) {
      if (!isConnectionLoss(error instanceof Error && error.cause instanceof Error ? error.cause : error)) {
        throw error;
      }
      await this.#again(writes, from, to.seq);
    }
    this.#head = to;
    for (const { name } of standings) this.#kept.names.add(name);
  }

  /** Of the acts' standings, each once, those that are not kept for the month. */
  #notKept(acts: readonly Unplaced[], month: string): readonly Standing[] {
    if (this.#kept.month !== month) this.#kept = { month, names: new Set() };
    const missing = new Map<string, Standing>();
    for (const { standing } of acts) if (!this.#kept.names.has(standing.name)) missing.set(standing.name, standing);
    return [...missing.values()];
  }

  /** The connection was lost: the rows are there, or they are not; the head knows. */
  async #again(writes: readonly Write[], from: Head, seq: number): Promise<void> {
    const [stands] = await this.#database.rows<{ seq: number }>(headStatement, [from.chain]);
    if (stands?.seq === from.seq) {
      await this.#database.commit(writes);
    } else if (stands?.seq !== seq) {
      // Neither: a chain is written by one process only. Another is begun rather than this one broken.
      throw databaseFailure(new Error('The access log moved under its writer'));
    }
  }

  async #begin(): Promise<Head> {
    return this.#database.transaction(async (transaction) => {
      await transaction.rows(lockHeads);
      const [row] = await transaction.rows<Head>(beginStatement);
      if (row === undefined) {
        throw new Error('No chain was begun');
      }
      return row;
    });
  }
}

/** The acts in their places in the chain after its head, as the statement takes them; and the head they make. */
function placed(acts: readonly Unplaced[], from: Head, at: string): { values: Value[]; to: Head } {
  const { chain } = from;
  // Bytes, so that they are made once: for the hash and for the database.
  const told = Buffer.from(acts.map((act, nth) => lineOf({ chain, seq: from.seq + nth + 1, at }, act)).join('\n'));
  const to = { chain, seq: from.seq + acts.length, hash: hashOfSheet(from.hash, told) };
  const callers = textArray(acts.map(({ caller }) => caller));
  return { values: [chain, from.seq, to.seq, at, callers, numbers(keysOf(acts)), told, to.hash], to };
}

/** Another process may keep the same at the same time. */
function keepStandings(standings: readonly Standing[], month: string): Write[] {
  if (standings.length === 0) return [];
  const values = [month, textArray(standings.map(({ name }) => name)), textArray(standings.map(({ said }) => said))];
  return [{ statement: standingsStatement, values }];
}

const standingsStatement: Statement = {
  name: 'access-standings-keep',
  text: `insert into access_standing (month, name, said) select $1::date, name, said from unnest($2::text[], $3::text[]) as t (name, said)
    order by name on conflict do nothing`,
};

const appendStatement: Statement = {
  name: 'access-sheet-append',
  text: `
    with added as (
      insert into access_sheet (chain, seq, at, callers, patients, told, hash)
      values ($1::bigint, $3::bigint, $4::timestamptz, $5::text[], $6::bigint[], $7::text, $8::bytea)
    )
    update access_log_head h
    set hash = $8::bytea, seq = case when h.seq = $2::bigint then $3::bigint else changed_meanwhile($2::bigint, h.seq)::int end
    where h.chain = $1::bigint`,
};

const headStatement: Statement = {
  name: 'access-log-head',
  text: 'select seq from access_log_head where chain = $1::bigint',
};

const lockHeads: Statement = {
  name: 'access-log-lock',
  text: 'lock table access_log_head in share row exclusive mode',
};

const beginStatement: Statement = {
  name: 'access-log-begin',
  text: `insert into access_log_head (chain, seq, hash)
    select coalesce(max(chain), 0) + 1, 0, decode(repeat('00', 32), 'hex') from access_log_head
    returning chain, seq, hash`,
};
