/**
 * Units of work that come at the same time are committed together: a transaction costs far more than the rows in it. Each
 * unit stays whole or not at all; when the common transaction fails, each is tried on its own, so that one that conflicts
 * takes no other with it. A unit that comes alone is sent at once; those that come meanwhile wait for it and go together.
 */
import type { Database } from '../database.ts';
import { isConnectionLoss } from '../connection/database-failure.ts';
import { GoesTogether } from '../connection/goes-together.ts';
import { holdDeleted } from './linking/held-targets.ts';
import { checkReferredTo } from './linking/referrers.ts';
import type { Row } from './rows/row.ts';
import { holdOrganisations, settleOrganisations } from './rows/organisation-rows.ts';
import { writeStatement, writeStatements, writeStatementsByRecord } from './rows/write-statement.ts';
import type { Queryable, Write } from '../queryable.ts';

interface Unit {
  rows: readonly Row[];
  done: () => void;
  failed: (error: unknown) => void;
}

const mostAbreast = 3;
const mostRows = 400;

export class WriteCombiner {
  readonly #database: Database;
  #waiting: Unit[] = [];
  readonly #together = new GoesTogether({
    isWaiting: () => this.#waiting.length > 0,
    send: () => this.#send(this.#take()),
    mostAbreast,
  });

  constructor(database: Database) {
    this.#database = database;
  }

  commit(rows: readonly Row[]): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ rows, done, failed });
      this.#together.hasCome();
    });
  }

  /** Units that touch the same resource do not go together. */
  #take(): Unit[] {
    const taken: Unit[] = [];
    const left: Unit[] = [];
    const keys = new Set<number>();
    let size = 0;
    for (const unit of this.#waiting) {
      const fits =
        taken.length === 0 || (size + unit.rows.length <= mostRows && !unit.rows.some(({ key }) => keys.has(key)));
      if (!fits) {
        left.push(unit);
        continue;
      }
      taken.push(unit);
      size += unit.rows.length;
      for (const { key } of unit.rows) {
        keys.add(key);
      }
    }
    this.#waiting = left;
    return taken;
  }

  async #sendOne({ rows, done, failed }: Unit): Promise<void> {
    try {
      await this.#database.commit(guarded(rows, writesOf(rows, this.#database)));
    } catch (error) {
      failed(error);
      return;
    }
    done();
  }

  async #send(units: Unit[]): Promise<void> {
    if (units.length <= 1) {
      await Promise.all(units.map((unit) => this.#sendOne(unit)));
      return;
    }
    try {
      const rows = units.flatMap((unit) => unit.rows);
      const unsettled = units.some((unit) => isUnsettled(unit.rows));
      await this.#database.commit(guarded(rows, settling(unsettled, apart(rows, this.#database))));
    } catch (error) {
      if (isConnectionLoss(error instanceof Error && error.cause instanceof Error ? error.cause : error)) {
        // Whether it was done is not known: not to be done again.
        for (const { failed } of units) {
          failed(error);
        }
        return;
      }
      await Promise.all(units.map((unit) => this.#sendOne(unit)));
      return;
    }
    for (const { done } of units) {
      done();
    }
  }
}

export function writesOf(rows: readonly Row[], database: Queryable): Write[] {
  if (rows.length === 0) return [];
  return settling(isUnsettled(rows), database.spread === true ? apart(rows, database) : [writeStatement(rows)]);
}

/** For rows of many units of work, or of one in parts. */
export function writeTogether(rows: readonly Row[], database: Queryable): Write[] {
  const comeTogether = rows.length > 1 && rows.some(({ organisation }) => organisation !== undefined);
  return settling(comeTogether || isUnsettled(rows), apart(rows, database));
}

function apart(rows: readonly Row[], { spread }: Queryable): Write[] {
  return spread === true ? writeStatementsByRecord(rows) : writeStatements(rows);
}

/** What is deleted is held from before it is asked for references to it. */
function guarded(rows: readonly Row[], writes: Write[]): Write[] {
  return rows.some(({ deleted }) => deleted) ? [holdDeleted(rows), ...writes, ...checkReferredTo(rows)] : writes;
}

function settling(unsettled: boolean, writes: Write[]): Write[] {
  return unsettled ? [holdOrganisations, ...writes, settleOrganisations] : writes;
}

/** An organisation that is new and below none has nothing to settle, unless others come in the same unit of work. */
function isUnsettled(rows: readonly Row[]): boolean {
  const organisations = rows.flatMap(({ organisation, replaces }) =>
    organisation === undefined ? [] : [{ ...organisation, replaces }],
  );
  return (
    organisations.length > 1 ||
    organisations.some(({ moved, replaces, parent }) => moved || (replaces === 0 && parent !== 0))
  );
}
