/** Rows of sealed private keys. The newest that is not retired signs; all of them verify. */
import type { Queryable } from '../queryable.ts';

export type KeyUse = 'token' | 'note';

export interface SigningKeyRow {
  kid: string;
  use: KeyUse;
  sealed: Buffer;
  retired: Date | null;
}

export async function signingKeyRows(db: Queryable): Promise<SigningKeyRow[]> {
  const { rows } = await db.query<SigningKeyRow>(`select kid, use, sealed, retired from signing_key order by made desc, kid`);
  return rows;
}

/** Adds the first key of a use, unless another process was quicker. */
export async function insertFirstSigningKey(db: Queryable, row: { kid: string; use: KeyUse; sealed: Buffer }): Promise<void> {
  await db.query(
    `with one as materialized (select pg_advisory_xact_lock(hashtext('signing_key')))
     insert into signing_key (kid, use, sealed, made) select $1, $2, $3, now() from one
     where not exists (select from signing_key where use = $2 and retired is null)`,
    [row.kid, row.use, row.sealed],
  );
}
