/**
 * What the authorization server remembers between requests, as oidc-provider's adapter contract wants it
 * (https://github.com/panva/node-oidc-provider, "adapter"): entries of a model, by id, uid, user code or grant.
 */
import type { Queryable } from '../queryable.ts';

export interface OidcEntry {
  payload: string;
  consumed: Date | null;
}

type Finder = 'id' | 'uid' | 'user_code';

export async function upsertOidcEntry(
  db: Queryable,
  key: { model: string; id: string },
  entry: { payload: string; grantId?: string; uid?: string; userCode?: string; expires: Date | null },
): Promise<void> {
  await db.query(
    `insert into oidc_entry (model, id, payload, grant_id, uid, user_code, expires) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (model, id) do update set payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid,
       user_code = excluded.user_code, expires = excluded.expires`,
    [key.model, key.id, entry.payload, entry.grantId ?? null, entry.uid ?? null, entry.userCode ?? null, entry.expires],
  );
}

export async function findOidcEntry(db: Queryable, model: string, by: Finder, value: string): Promise<OidcEntry | undefined> {
  const { rows } = await db.query<OidcEntry>(
    `select payload, consumed from oidc_entry where model = $1 and ${by} = $2 and (expires is null or expires > now())`,
    [model, value],
  );
  return rows[0];
}

/** Marks a code as used; false when somebody was first. */
export async function consumeOidcEntry(db: Queryable, model: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update oidc_entry set consumed = now() where model = $1 and id = $2 and consumed is null`,
    [model, id],
  );
  return rowCount === 1;
}

export async function deleteOidcEntry(db: Queryable, model: string, id: string): Promise<void> {
  await db.query(`delete from oidc_entry where model = $1 and id = $2`, [model, id]);
}

export async function deleteOidcGrant(db: Queryable, grantId: string): Promise<void> {
  await db.query(`delete from oidc_entry where grant_id = $1`, [grantId]);
}

export async function deleteExpiredOidcEntries(db: Queryable): Promise<void> {
  await db.query(`delete from oidc_entry where expires < now()`);
}
