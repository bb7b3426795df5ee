/**
 * A server may be started while its database is: after a power cut both come up at once, and PostgreSQL recovers first. What fails
 * because of that is tried again for a while, and then said in a sentence.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { StartFailure } from '../start-failure.ts';
import { codeOf, isConnectionLoss } from './database-failure.ts';

export interface Patience {
  /** PostgreSQL says that it is starting, recovering or stopping, or has just cut the connection. Milliseconds. */
  starting: number;
  /** Nobody listens: it may be about to start, but more often the address is wrong. */
  absent: number;
}

export const usualPatience: Patience = { starting: 120_000, absent: 5_000 };

const longestPauseMs = 1_000;

/** Does the work when the database answers; it may be done again. What fails for another reason is thrown as it is. */
export async function whileStarting<T>(work: () => Promise<T>, patience: Partial<Patience> = {}): Promise<T> {
  const { starting, absent } = { ...usualPatience, ...patience };
  const began = performance.now();
  for (let pause = 50; ; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      const cause = causeOf(error);
      const waited = performance.now() - began;
      if (!isConnectionLoss(cause)) throw error;
      if (waited >= (isAbsent(cause) ? absent : starting)) throw saidOf(error);
    }
    await sleep(pause);
  }
}

function saidOf(error: unknown): StartFailure {
  if (error instanceof StartFailure) return error;
  const sentence = 'The database does not answer: see its log, and start again when it takes connections.';
  return new StartFailure(sentence, { cause: error });
}

/** PostgreSQL was there, and would not let anybody in yet. */
export function isStarting(error: unknown): boolean {
  return codeOf(causeOf(error)) === '57P03';
}

const isAbsent = (cause: unknown): boolean =>
  ['ECONNREFUSED', 'ENOENT', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT'].includes(codeOf(cause));

/** What the driver said, beneath our own words for it. An address with several numbers fails with all of their errors. */
function causeOf(error: unknown): unknown {
  if (error instanceof AggregateError) return error.errors[0];
  return (error instanceof StartFailure || error instanceof Failure) && error.cause !== undefined
    ? causeOf(error.cause)
    : error;
}
