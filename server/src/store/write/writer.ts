/**
 * Writes units of work: plans them against what is stored, sends everything at once, and plans again when a version has
 * moved in between (optimistic: nothing is locked while we think). Conditional changes hold a lock on their criteria from
 * the search until the commit, so that the same condition, asked a hundred times at once, makes one resource.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { type WriteCombiner, writesOf } from './combine-writes.ts';
import type { Database, Transaction } from '../database.ts';
import { definitionsOf } from '../definitions/definitions.ts';
import { isDefinitionType } from '../definitions/definition-row.ts';
import { codeOf, databaseFailure, isRetryable } from '../connection/database-failure.ts';
import { holdDeleted } from './linking/held-targets.ts';
import { linkChanges, type Linked, needsLinking, refuseTwice } from './linking/link-changes.ts';
import type { LinkContext } from './linking/linked-work.ts';
import { type PlainChange, planWrite, type WriteContext, type WritePlan } from './plan-write.ts';
import type { ParameterRegistry } from '../reindex/parameter-registry.ts';
import type { ParameterTable } from '../reindex/parameter-table.ts';
import { lockIndex, settleIndex } from '../reindex/settle-index.ts';
import type { Change, Written } from '../record.ts';
import type { RoleRights } from '../facts/role-rights.ts';
import { changesRights } from './rows/role-right-rows.ts';
import { takenFailure } from './rows/taken.ts';
import { refuseReferredTo } from './linking/referrers.ts';

/** Each waits longer, up to `longestWait` milliseconds: two or three seconds in all before a write is given up. */
const attempts = 14;
const longestWait = 640;

export interface WriterContext extends Omit<WriteContext, 'database' | 'now' | 'parameters'> {
  database: Database;
  registry: ParameterRegistry;
  combiner: WriteCombiner;
  roles: RoleRights;
  /** Finds matches of a condition, at most `count`, as the caller sees them. */
  match: LinkContext['match'];
  /** Reads before the commit. */
  meanwhile?: (transaction: Transaction) => Promise<void>;
}

export async function writeChanges(changes: readonly Change[], context: WriterContext): Promise<Written[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return isLinked(changes, context, attempt)
        ? await writeLinked(changes, context)
        : await writePlain(changes as PlainChange[], context, attempt);
    } catch (error) {
      if (attempt === attempts || !mayRetry(error)) {
        throw afterAttempts(error);
      }
    }
    await sleep(Math.random() * Math.min(5 * 2 ** attempt, longestWait));
  }
}

/** A deletion that something stood in the way of is tried again where it can be asked what that was. */
function isLinked(changes: readonly Change[], { meanwhile }: WriterContext, attempt: number): boolean {
  return (
    meanwhile !== undefined ||
    changes.some((change) => needsLinking(change) || changesParameters(change)) ||
    ((attempt > 1 || changes.length > 1) && changes.some(({ action }) => action === 'delete'))
  );
}

/** A version that moved, a deadlock, or the same id made at the same time by another: the next plan sees what they did. */
function mayRetry(error: unknown): boolean {
  const cause = error instanceof Failure ? error.cause : error;
  return isRetryable(cause) || (codeOf(cause) === '23505' && takenFailure(cause) === undefined);
}

function afterAttempts(error: unknown): unknown {
  const taken = takenFailure(error);
  if (taken !== undefined) return taken;
  return codeOf(error) === '23505'
    ? new Failure('conflict', 'The id is taken.', { cause: error })
    : databaseFailure(error);
}

async function writePlain(
  changes: readonly PlainChange[],
  context: WriterContext,
  attempt: number,
): Promise<Written[]> {
  if (changes.length > 1) {
    refuseTwice(changes.map((change) => ({ change, ...(change.id !== undefined && { id: change.id }) })));
  }
  const parameters = await parametersFor(attempt, context);
  const plan = await planWrite(changes, {
    ...context,
    parameters,
    database: context.database.lane,
    now: new Date().toISOString(),
  });
  if (plan.rows.length > 0) {
    await context.combiner.commit(plan.rows);
    await afterwards(plan, context);
  }
  return plan.written;
}

/** In one transaction from the first look at the conditions, or for what refers to the deleted, to the commit. */
async function writeLinked(changes: readonly Change[], context: WriterContext): Promise<Written[]> {
  let done: WritePlan | undefined;
  let attempt = 0;
  const alone = changes.some(changesParameters);
  // Before the index is locked: the first look of a process may need it for itself.
  await context.registry.recent();
  const written = await context.database.transaction(async (transaction) => {
    if (alone) {
      await lockIndex(transaction);
    }
    const now = new Date().toISOString();
    const parameters = alone ? await context.registry.now() : await parametersFor(++attempt, context);
    const inside = { ...context, parameters, database: transaction, now };
    const linked = await linkChanges(changes, { ...inside, match: context.match });
    const plan = await planLinked(linked, inside);
    if (plan.rows.some(({ deleted }) => deleted)) {
      const { statement, values } = holdDeleted(plan.rows);
      await transaction.rows(statement, values);
      await refuseReferredTo(plan.rows, inside);
    }
    await Promise.all(
      writesOf(plan.rows, transaction).map(({ statement, values }) => transaction.rows(statement, values)),
    );
    if (alone) {
      await settleIndex(transaction);
    }
    await context.meanwhile?.(transaction);
    done = plan;
    return linked.answers(plan.written);
  });
  if (done !== undefined) {
    await afterwards(done, context);
  }
  return written;
}

/** A failure names the change as it was given. */
async function planLinked(linked: Linked, context: WriteContext): Promise<WritePlan> {
  try {
    return await planWrite(linked.changes, context);
  } catch (error) {
    if (error instanceof Failure && error.change !== undefined) {
      const { kind, message, status, issues, change } = error;
      throw new Failure(kind, message, { status, issues, change: linked.placeOf(change) });
    }
    throw error;
  }
}

/** All that a write does before it writes. */
export async function tryChanges(changes: readonly Change[], context: WriterContext): Promise<Written[]> {
  return context.database.transaction(async (transaction) => {
    const parameters = await context.registry.recent();
    const inside = { ...context, parameters, database: transaction, now: new Date().toISOString() };
    const linked = await linkChanges(changes, { ...inside, match: context.match });
    const plan = await planLinked(linked, inside);
    await refuseReferredTo(plan.rows, inside);
    return linked.answers(plan.written);
  });
}

/** What was planned by too old a table is planned by a new one. */
function parametersFor(attempt: number, { registry }: WriterContext): Promise<ParameterTable> {
  return attempt === 1 ? registry.recent() : registry.now();
}

/** Search parameters come and go with the resources that define them, in the same transaction. */
function changesParameters(change: Change): boolean {
  return (
    (change.action === 'patch' || change.action === 'delete' ? change.type : change.resource.resourceType) ===
    'SearchParameter'
  );
}

async function afterwards({ rows }: WritePlan, context: WriterContext): Promise<void> {
  if (rows.some(({ organisation }) => organisation !== undefined)) {
    context.organisations.forget();
  }
  if (rows.some(changesRights)) {
    context.roles.forget();
  }
  if (rows.some(({ type }) => isDefinitionType(type))) {
    definitionsOf(context.database).changed();
  }
  if (rows.some(({ type }) => type === 'SearchParameter')) {
    await context.registry.now();
  }
}
