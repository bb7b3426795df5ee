/**
 * A sheet of the access log: the acts of one commit, a line of JSON each, and its link in the chain: SHA-256 over the hash of the sheet
 * before it and its lines, which are stored as they were hashed. JSON has no line ends within it.
 */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Act, actOf } from './act.ts';

export interface Sheet {
  chain: number;
  /** Of its last act. */
  seq: number;
  /** ISO 8601, UTC, milliseconds; null: it has been moved by less. */
  at: string | null;
  /** Of each act. */
  callers: readonly string[];
  /** Keys of all its acts' patients, each once, ascending. */
  patients: readonly number[];
  told: string;
}

export const chainStart = Buffer.alloc(32);

/** `told`: its lines, as text or as the bytes of it. */
export function hashOfSheet(previous: Buffer, told: string | Buffer): Buffer {
  return createHash('sha256').update(previous.toString('hex')).update(told).digest();
}

export function linesOf(told: string): string[] {
  return told.split('\n');
}

export function keysOf(acts: readonly { keys: readonly number[] }[]): number[] {
  return [...new Set(acts.flatMap(({ keys }) => keys))].toSorted((a, b) => a - b);
}

/**
 * Whether its columns are what its lines say, and these the acts that end with its number.
 * @param wholeOf a line as an act that is whole by itself; undefined where what it names is not known, which leaves its caller open
 */
export function isAsTold({ told, ...columns }: Sheet, wholeOf: (line: string) => string | undefined): boolean {
  const acts = linesOf(told).map((line, nth) => {
    const whole = wholeOf(line);
    const act = actOf(whole ?? line);
    return act && whole === undefined ? { ...act, caller: columns.callers[nth] ?? '' } : act;
  });
  if (!acts.every((act) => act !== undefined)) return false;
  const before = columns.seq - acts.length;
  const isPlaced = ({ chain, seq, at, caller }: Act, nth: number): boolean =>
    chain === columns.chain && seq === before + nth + 1 && at === columns.at && caller === columns.callers[nth];
  const keys = keysOf(acts.map(({ patients }) => ({ keys: patients.map(([key]) => key) })));
  return acts.every(isPlaced) && acts.length === columns.callers.length && isDeepStrictEqual(keys, columns.patients);
}
