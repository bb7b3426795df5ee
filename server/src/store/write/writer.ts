/**
 * Writes units of work: plans them against what is stored, sends everything at once, and plans again when a version has
 * moved in between (optimistic: nothing is locked while we think). Conditional changes hold a lock on their criteria from
 * the search until the commit, so that the same condition, asked a hundred times at once, makes one resource.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import { type WriteCombiner, writesOf } from './combine-writes.ts';
import type { Database } from '../database.ts';
import { definitionsOf } from '../definitions/definitions.ts';
import { isDefinitionType } from '../definitions/definition-row.ts';
import { codeOf, databaseFailure, isRetryable } from '../connection/database-failure.ts';
import { holdDeleted } from './held-targets.ts';
import { linkChanges, needsLinking } from './link-changes.ts';
import { type PlainChange, planWrite, type WriteContext, type WritePlan } from './plan-write.ts';
import type { Queryable } from '../queryable.ts';
import type { Change, Stored, Written } from '../record.ts';
import { refuseReferredTo } from './referrers.ts';

const attempts = 8;

export interface WriterContext extends Omit<WriteContext, 'database' | 'now'> {
  database: Database;
  combiner: WriteCombiner;
  /** Finds matches of a condition, at most two, as the caller sees them. */
  match: (query: SearchQuery, database: Queryable) => Promise<Stored[]>;
}

export async function writeChanges(changes: readonly Change[], context: WriterContext): Promise<Written[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return changes.some(needsLinking) ? await writeLinked(changes, context) : await writePlain(changes as PlainChange[], context);
    } catch (error) {
      if (attempt === attempts || !mayRetry(error)) {
        throw afterAttempts(error);
      }
    }
    await sleep(Math.random() * 5 * 2 ** attempt);
  }
}

/** A version that moved, a deadlock, or the same id made at the same time by another: the next plan sees what they did. */
function mayRetry(error: unknown): boolean {
  const cause = error instanceof Failure ? error.cause : error;
  return isRetryable(cause) || codeOf(cause) === '23505';
}

function afterAttempts(error: unknown): unknown {
  return codeOf(error) === '23505' ? new Failure('conflict', 'The id is taken.', { cause: error }) : databaseFailure(error);
}

async function writePlain(changes: readonly PlainChange[], context: WriterContext): Promise<Written[]> {
  const plan = await planWrite(changes, { ...context, database: context.database.lane, now: new Date().toISOString() });
  if (plan.rows.length > 0) {
    await context.combiner.commit(plan.rows);
    afterwards(plan, context);
  }
  return plan.written;
}

/** In one transaction from the first look at the conditions, or for what refers to the deleted, to the commit. */
async function writeLinked(changes: readonly Change[], context: WriterContext): Promise<Written[]> {
  let done: WritePlan | undefined;
  const written = await context.database.transaction(async (transaction) => {
    const now = new Date().toISOString();
    const inside = { ...context, database: transaction, now };
    const linked = await linkChanges(changes, { ...inside, match: context.match });
    const plan = await planWrite(linked.changes, inside);
    if (plan.rows.some(({ deleted }) => deleted)) {
      const { statement, values } = holdDeleted(plan.rows);
      await transaction.rows(statement, values);
      await refuseReferredTo(plan.rows, inside);
    }
    await Promise.all(writesOf(plan.rows).map(({ statement, values }) => transaction.rows(statement, values)));
    done = plan;
    return linked.answers(plan.written);
  });
  if (done !== undefined) {
    afterwards(done, context);
  }
  return written;
}

function afterwards({ rows }: WritePlan, context: WriterContext): void {
  if (rows.some(({ organisation }) => organisation !== undefined)) {
    context.organisations.forget();
  }
  if (rows.some(({ type }) => isDefinitionType(type))) {
    definitionsOf(context.database).changed();
  }
}
