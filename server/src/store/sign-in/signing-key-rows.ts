/** Rows of sealed private keys. The newest that is not retired signs; all of them verify. */
import type { Queryable, Statement } from '../queryable.ts';

export type KeyUse = 'token' | 'note';

export interface SigningKeyRow {
  kid: string;
  use: KeyUse;
  sealed: Buffer;
  retired: string | null;
}

const all: Statement = {
  name: 'signing-keys',
  text: `select kid, use, sealed, retired from signing_key order by made desc, kid`,
};

export function signingKeyRows(db: Queryable): Promise<SigningKeyRow[]> {
  return db.rows<SigningKeyRow>(all);
}

const lock: Statement = { name: 'signing-key-lock', text: `select pg_advisory_xact_lock(8273003)` };
const insert: Statement = {
  name: 'signing-key-insert',
  text: `insert into signing_key (kid, use, sealed, made) select $1, $2, $3, now()
     where not exists (select from signing_key where use = $2 and retired is null)`,
};

/** Adds the first key of a use, unless another process was quicker. In a transaction: it takes a lock. */
export async function insertFirstSigningKey(
  db: Queryable,
  row: { kid: string; use: KeyUse; sealed: Buffer },
): Promise<void> {
  await db.rows(lock);
  await db.rows(insert, [row.kid, row.use, row.sealed]);
}
