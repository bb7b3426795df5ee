/**
 * What the store needs of organisations: a unit's id and its care provider. Few and seldom changed, so they are remembered
 * for a while; a resource keeps the care provider that its unit had when it was written.
 */
import { numbers } from '../../array-literal.ts';
import type { Queryable, Statement } from '../../queryable.ts';

export interface Organisation {
  key: number;
  id: string;
  careProvider: number;
  /** Nobody at another unit sees what it keeps (care/src/access/walls.ts). */
  walled: boolean;
}

/** Other processes learn of a change within this time, as of people and sessions. */
const rememberedMs = 3_000;

export class Organisations {
  readonly #database: Queryable;
  readonly #known = new Map<number, Organisation & { since: number }>();

  constructor(database: Queryable) {
    this.#database = database;
  }

  async find(keys: Iterable<number>): Promise<Map<number, Organisation>> {
    const found = new Map<number, Organisation>();
    const missing: number[] = [];
    const now = Date.now();
    for (const key of keys) {
      const known = this.#known.get(key);
      if (known !== undefined && now - known.since < rememberedMs) {
        found.set(key, known);
      } else if (key !== 0) {
        missing.push(key);
      }
    }
    if (missing.length > 0) {
      for (const row of await this.#database.rows<Organisation>(byKeys, [numbers(missing)])) {
        this.#known.set(row.key, { ...row, since: now });
        found.set(row.key, row);
      }
    }
    return found;
  }

  /** For loads, where units are referred to before they are committed. */
  remember(organisation: Organisation): void {
    this.#known.set(organisation.key, { ...organisation, since: Date.now() });
  }

  forget(): void {
    this.#known.clear();
  }
}

const byKeys: Statement = {
  name: 'organisations',
  text: 'select key, id, care_provider as "careProvider", walled from organisation where key = any($1::bigint[])',
};
