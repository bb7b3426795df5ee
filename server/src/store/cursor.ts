/**
 * Where a page ended, as an opaque text bound to who asked and what: another caller's or another query's cursor is refused.
 * It holds a position, no secret; visibility is asked again for every page.
 */
import { createHash } from 'node:crypto';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';

export type Position = (string | number)[];

export function cursorOf(caller: Caller, query: string, position: Position): string {
  return Buffer.from(JSON.stringify([binding(caller, query), ...position])).toString('base64url');
}

export function positionOf(caller: Caller, query: string, cursor: string): Position {
  try {
    const [bound, ...position] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as Position;
    if (bound === binding(caller, query) && position.every((part) => typeof part === 'string' || Number.isSafeInteger(part))) {
      return position;
    }
  } catch {
    // Not one of ours: refused below.
  }
  throw new Failure('invalid', 'The page cursor does not belong to this query; start from its first page.');
}

function binding(caller: Caller, query: string): string {
  const unit = caller.kind === 'staff' ? caller.assignment.id : '';
  return createHash('sha256').update(JSON.stringify([caller.kind, caller.id, unit, query])).digest('base64url').slice(0, 16);
}
