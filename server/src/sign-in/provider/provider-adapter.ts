/** Where oidc-provider keeps what it must remember: the table oidc_entry, through its adapter contract. */
import { errors, type Adapter, type AdapterPayload } from 'oidc-provider';
import type { Database } from '../../store/database.ts';
import {
  consumeOidcEntry,
  deleteOidcEntry,
  deleteOidcGrant,
  findOidcEntry,
  upsertOidcEntry,
} from '../../store/sign-in/oidc-rows.ts';

export function adapterFor(database: Database): (model: string) => Adapter {
  return (model) => new ProviderAdapter(database, model);
}

class ProviderAdapter implements Adapter {
  readonly #database: Database;
  readonly #model: string;

  constructor(database: Database, model: string) {
    this.#database = database;
    this.#model = model;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<undefined> {
    const expires = expiresIn === undefined ? null : new Date(Date.now() + expiresIn * 1000).toISOString();
    const { grantId, uid, userCode } = payload;
    await this.#database.transaction((transaction) =>
      upsertOidcEntry(
        transaction,
        { model: this.#model, id },
        { payload: JSON.stringify(payload), grantId, uid, userCode, expires },
      ),
    );
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    return this.#find('id', id);
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#find('uid', uid);
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.#find('user_code', userCode);
  }

  /** A code is used once: of two who come at the same time, the second is told that it is void. */
  async consume(id: string): Promise<undefined> {
    const first = await this.#database.transaction((transaction) => consumeOidcEntry(transaction, this.#model, id));
    if (!first) throw new errors.InvalidGrant('already used');
  }

  async destroy(id: string): Promise<undefined> {
    await this.#database.transaction((transaction) => deleteOidcEntry(transaction, this.#model, id));
  }

  async revokeByGrantId(grantId: string): Promise<undefined> {
    await this.#database.transaction((transaction) => deleteOidcGrant(transaction, grantId));
  }

  async #find(by: 'id' | 'uid' | 'user_code', value: string): Promise<AdapterPayload | undefined> {
    const entry = await findOidcEntry(this.#database, this.#model, by, value);
    if (entry === undefined) return undefined;
    const consumed = entry.consumed === null ? {} : { consumed: Math.floor(Date.parse(entry.consumed) / 1000) };
    return { ...(JSON.parse(entry.payload) as AdapterPayload), ...consumed };
  }
}
