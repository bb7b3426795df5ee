/**
 * Where a page ended, as an opaque text: sealed, so that no value of a resource stands in an address, and bound to who asked and
 * what, so that another caller's, another query's or a made-up one is refused. Visibility is asked again for every page.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';

export type Position = (string | number)[];

const cipher = 'aes-256-gcm';
const [ivLength, tagLength] = [12, 16];

/** Made once: of bare bytes OpenSSL makes a key for every use, which takes four times as long as sealing. */
let key: KeyObject = createSecretKey(randomBytes(32));

/** All processes must be told the same secret: a page's cursor may come to another one. Without it they last as long as the process. */
export function sealCursorsWith(secret: string): void {
  key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'vardkedjan', 'page cursors', 32)));
}

export function cursorOf(caller: Caller, query: string, position: Position): string {
  const bound = binding(caller, query);
  const text = JSON.stringify(position);
  // From what is sealed: the same page has the same cursor, and no two texts have the same start.
  const iv = createHmac('sha256', key).update(bound).update(text).digest().subarray(0, ivLength);
  const sealing = createCipheriv(cipher, key, iv).setAAD(bound);
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return Buffer.concat([iv, sealing.getAuthTag(), sealed]).toString('base64url');
}

/** Fails with `invalid` on what was not made here for this caller and this query. */
export function positionOf(caller: Caller, query: string, cursor: string): Position {
  const bytes = Buffer.from(cursor, 'base64url');
  try {
    const opening = createDecipheriv(cipher, key, bytes.subarray(0, ivLength), { authTagLength: tagLength })
      .setAAD(binding(caller, query))
      .setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
    const text = Buffer.concat([opening.update(bytes.subarray(ivLength + tagLength)), opening.final()]);
    return JSON.parse(text.toString('utf8')) as Position;
  } catch {
    throw new Failure('invalid', 'The page cursor does not belong to this query; start from its first page.');
  }
}

function binding(caller: Caller, query: string): Buffer {
  const unit = caller.kind === 'staff' ? caller.assignment.id : '';
  return Buffer.from(JSON.stringify([caller.kind, caller.id, unit, query]));
}
