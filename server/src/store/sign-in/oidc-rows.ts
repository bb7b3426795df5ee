/**
 * What the authorization server remembers between requests, as oidc-provider's adapter contract wants it
 * (https://github.com/panva/node-oidc-provider, "adapter"): entries of a model, by id, uid, user code or grant.
 */
import type { Queryable, Statement } from '../queryable.ts';

export interface OidcEntry {
  payload: string;
  consumed: string | null;
}

type Column = 'id' | 'uid' | 'user_code';

const upsert: Statement = {
  name: 'oidc-upsert',
  text: `insert into oidc_entry (model, id, payload, grant_id, uid, user_code, expires) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (model, id) do update set payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid,
       user_code = excluded.user_code, expires = excluded.expires`,
};

export async function upsertOidcEntry(
  db: Queryable,
  key: { model: string; id: string },
  entry: {
    payload: string;
    grantId?: string | undefined;
    uid?: string | undefined;
    userCode?: string | undefined;
    expires: string | null;
  },
): Promise<void> {
  await db.rows(upsert, [
    key.model,
    key.id,
    entry.payload,
    entry.grantId ?? null,
    entry.uid ?? null,
    entry.userCode ?? null,
    entry.expires,
  ]);
}

export async function findOidcEntry(
  db: Queryable,
  model: string,
  by: Column,
  value: string,
): Promise<OidcEntry | undefined> {
  const find: Statement = {
    name: `oidc-find-${by}`,
    text: `select payload, consumed from oidc_entry where model = $1 and ${by} = $2 and (expires is null or expires > now())`,
  };
  return (await db.rows<OidcEntry>(find, [model, value]))[0];
}

const consume: Statement = {
  name: 'oidc-consume',
  text: `update oidc_entry set consumed = now() where model = $1 and id = $2 and consumed is null returning true as first`,
};

/** Marks a code as used; false when somebody was first. */
export async function consumeOidcEntry(db: Queryable, model: string, id: string): Promise<boolean> {
  return (await db.rows<{ first: boolean }>(consume, [model, id])).length === 1;
}

const remove: Statement = { name: 'oidc-delete', text: `delete from oidc_entry where model = $1 and id = $2` };

export async function deleteOidcEntry(db: Queryable, model: string, id: string): Promise<void> {
  await db.rows(remove, [model, id]);
}

const removeGrant: Statement = { name: 'oidc-delete-grant', text: `delete from oidc_entry where grant_id = $1` };

export async function deleteOidcGrant(db: Queryable, grantId: string): Promise<void> {
  await db.rows(removeGrant, [grantId]);
}

const sweep: Statement = { name: 'oidc-sweep', text: `delete from oidc_entry where expires < now()` };

export async function deleteExpiredOidcEntries(db: Queryable): Promise<void> {
  await db.rows(sweep);
}
