/**
 * The access log's writer. `append` resolves when the rows are durable; rows of concurrent answers are committed together, in
 * one statement with the move of the chain's head. One chain for each server process, written one batch at a time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import type { Finding } from '@vardkedjan/care/access/finding.ts';
import { numbers } from '../array-literal.ts';
import type { Database } from '../database.ts';
import { databaseFailure, isConnectionLoss } from '../connection/database-failure.ts';
import type { Statement, Value } from '../queryable.ts';
import { textArray } from '../search/binary-array.ts';
import { hashOf, type LogRow, logColumns } from './log-row.ts';
import { ensurePartitions } from './partitions.ts';
import { PatientIds } from './patient-ids.ts';

/** What one answer (or refusal) has to be logged. */
export interface AccessNote {
  caller: Caller;
  act: string;
  permitted: boolean;
  /** The request without values: `GET Patient/$chart`. */
  what: string;
  request: string;
  reason?: string | undefined;
  decision?: { findings: readonly Finding[] } | undefined;
  /** Whose data; empty when the act concerned no patient. */
  patients: readonly { key: number; id?: string | undefined; resources: number }[];
}

interface Waiting {
  rows: Omit<LogRow, 'chain' | 'seq'>[];
  done: () => void;
  failed: (error: unknown) => void;
}

interface Head {
  chain: number;
  seq: number;
  hash: Buffer;
}

/** With several answers under way, what comes within this time shares a commit. */
const gatherMs = 2;
const largestBatch = 2_000;
const dayMs = 86_400_000;

export async function openAccessLog(database: Database): Promise<AccessLog> {
  await ensurePartitions(database);
  return new AccessLog(database);
}

export class AccessLog {
  readonly #database: Database;
  readonly #ids: PatientIds;
  #waiting: Waiting[] = [];
  #head: Head | undefined;
  #writing: Promise<void> | undefined;
  #lastBatch = 0;
  readonly #daily: NodeJS.Timeout;

  constructor(database: Database) {
    this.#database = database;
    this.#ids = new PatientIds(database.lane);
    this.#daily = setInterval(() => {
      ensurePartitions(database).catch(() => undefined);
    }, dayMs).unref();
  }

  async append(notes: readonly AccessNote[]): Promise<void> {
    const nameless = notes.flatMap(({ patients }) => patients.filter(({ key, id }) => id === undefined && key !== 0 && !this.#ids.knows(key)));
    if (nameless.length > 0) {
      await this.#ids.learn(nameless.map(({ key }) => key));
    }
    const rows = notes.flatMap((note) => rowsOf(note, this.#ids));
    if (rows.length === 0) {
      return;
    }
    await new Promise<void>((done, failed) => {
      this.#waiting.push({ rows, done, failed });
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
      if (this.#lastBatch > 1) {
        await sleep(gatherMs);
      }
      const batch = this.#take();
      this.#lastBatch = batch.length;
      try {
        await this.#commit(batch.flatMap(({ rows }) => rows));
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

  #take(): Waiting[] {
    let size = 0;
    const end = this.#waiting.findIndex(({ rows }, index) => (size += rows.length) > largestBatch && index > 0);
    return end === -1 ? this.#waiting.splice(0) : this.#waiting.splice(0, end);
  }

  async #commit(plain: Omit<LogRow, 'chain' | 'seq'>[]): Promise<void> {
    const from = this.#head ?? (await this.#begin());
    // Until it is certain where the chain stands; if that is never told, another is begun.
    this.#head = undefined;
    let { seq, hash } = from;
    const hashes: Buffer[] = [];
    const rows = plain.map((each): LogRow => {
      const row = { ...each, chain: from.chain, seq: ++seq };
      hash = hashOf(hash, row);
      hashes.push(hash);
      return row;
    });
    const values = valuesOf(rows, hashes, from.seq);
    try {
      await this.#database.commit([{ statement: appendStatement, values }]);
    } catch (error) {
      if (!isConnectionLoss(error instanceof Error && error.cause instanceof Error ? error.cause : error)) {
        throw error;
      }
      await this.#again(values, from, seq);
    }
    this.#head = { chain: from.chain, seq, hash };
  }

  /** The connection was lost: the rows are there, or they are not; the head knows. */
  async #again(values: Value[], from: Head, seq: number): Promise<void> {
    const [stands] = await this.#database.rows<{ seq: number }>(headStatement, [from.chain]);
    if (stands?.seq === from.seq) {
      await this.#database.commit([{ statement: appendStatement, values }]);
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

function rowsOf(note: AccessNote, ids: PatientIds): Omit<LogRow, 'chain' | 'seq'>[] {
  const { caller } = note;
  const assignment = caller.kind === 'staff' ? caller.assignment : undefined;
  const shared = {
    at: new Date().toISOString(),
    act: note.act,
    permitted: note.permitted,
    callerKind: caller.kind,
    caller: storable(caller.id),
    callerName: storable(caller.name),
    assignment: assignment?.hsaId ?? '',
    assignmentTitle: assignment?.title ?? '',
    careUnit: assignment?.careUnit.key ?? 0,
    careUnitName: assignment?.careUnit.name ?? '',
    careProvider: assignment?.careProvider.key ?? 0,
    careProviderName: assignment?.careProvider.name ?? '',
    purpose: assignment?.purpose ?? (caller.kind === 'resident' ? 'patient-access' : 'system'),
    reason: storable(note.reason ?? ''),
    what: storable(note.what),
    findings: storable(JSON.stringify(note.decision?.findings ?? [])),
    request: storable(note.request),
  };
  const patients = note.patients.length > 0 ? note.patients : [{ key: 0, id: '', resources: 0 }];
  return patients.map(({ key, id, resources }) => ({ ...shared, patientKey: key, patient: id ?? ids.get(key), resources }));
}

/** PostgreSQL's text takes every character but NUL. */
function storable(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

const placeOf = new Map(logColumns.map(([property], index) => [property, index + 1]));

function valuesOf(rows: readonly LogRow[], hashes: readonly Buffer[], from: number): Value[] {
  const values = logColumns.map(([property, , type]): Value => {
    const column = rows.map((row) => row[property]);
    return type === 'text' ? textArray(column as string[]) : numbers(column);
  });
  values.push(textArray(hashes.map((each) => each.toString('hex'))), from);
  return values;
}

const hashPlace = logColumns.length + 1;

const appendStatement: Statement = {
  name: 'access-log-append',
  text: `
    with added as (
      insert into access_log (${logColumns.map(([, column]) => column).join(', ')}, hash)
      select ${logColumns.map(([, column]) => `n.${column}`).join(', ')}, decode(n.hash, 'hex')
      from unnest(${logColumns.map(([, , type], index) => `$${index + 1}::${type}[]`).join(', ')}, $${hashPlace}::text[])
        as n (${logColumns.map(([, column]) => column).join(', ')}, hash)
    ), moved as (
      update access_log_head h
      set seq = h.seq + cardinality($${placeOf.get('seq')}::bigint[]), hash = decode(($${hashPlace}::text[])[cardinality($${hashPlace}::text[])], 'hex')
      where h.chain = ($${placeOf.get('chain')}::bigint[])[1] and h.seq = $${hashPlace + 1}::bigint
      returning h.chain
    )
    select changed_meanwhile(1, (select count(*) from moved))`,
};

const headStatement: Statement = { name: 'access-log-head', text: 'select seq from access_log_head where chain = $1::bigint' };

const lockHeads: Statement = { name: 'access-log-lock', text: 'lock table access_log_head in share row exclusive mode' };

const beginStatement: Statement = {
  name: 'access-log-begin',
  text: `insert into access_log_head (chain, started, seq, hash)
    select coalesce(max(chain), 0) + 1, now(), 0, decode(repeat('00', 32), 'hex') from access_log_head
    returning chain, seq, hash`,
};
