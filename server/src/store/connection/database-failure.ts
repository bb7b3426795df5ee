/**
 * What PostgreSQL's errors mean to a caller (https://www.postgresql.org/docs/current/errcodes-appendix.html): the ones
 * that pass by themselves become a Failure that says so; the rest are bugs and pass through, without the values that
 * PostgreSQL adds to them, since those may be patient data.
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  '57P01',
  '57P02',
  '57P03',
  '57P04',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '53300',
]); // prettier-ignore

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The connection is gone or cannot be had; what was asked on it may or may not have happened. */
export function isConnectionLoss(error: unknown): boolean {
  return (
    unreachable.has(codeOf(error)) ||
    (error instanceof Error &&
      /^Connection terminated|not queryable$|^timeout exceeded when trying to connect/.test(error.message))
  );
}

/** Serialization failure or deadlock: the same work, done again, succeeds. */
export function isRetryable(error: unknown): boolean {
  const code = codeOf(error);
  return code === '40001' || code === '40P01';
}

export function databaseFailure(error: unknown): unknown {
  if (error instanceof Failure || !(error instanceof Error)) {
    return error;
  }
  if (isConnectionLoss(error)) {
    return new Failure('unavailable', 'The database does not answer just now; try again shortly.', { cause: error });
  }
  switch (codeOf(error)) {
    case '53100':
    case 'ENOSPC':
      return new Failure('unavailable', 'The disk of the database is full; nothing was stored.', {
        status: 507,
        cause: error,
      });
    case '25006':
      return new Failure('unavailable', 'The database takes no writes just now.', { cause: error });
    case '40001':
    case '40P01':
      return new Failure('conflict', 'Others changed the same resources at the same time; try again.', {
        cause: error,
      });
    // It was to be prepared by the same statement ahead of it in the pipeline, which was cut off.
    case '26000':
    case '57014':
      return new Failure('too-costly', 'The request takes too long; narrow it.', { cause: error });
    default:
      for (const field of ['detail', 'where', 'internalQuery']) {
        if (field in error) {
          Object.assign(error, { [field]: undefined });
        }
      }
      return error;
  }
}
