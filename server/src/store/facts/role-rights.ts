/**
 * What roles may do at care units, as the signed analyses in force say (role_right). Asked for with the caller and not with each request:
 * remembered for a few seconds, and forgotten at once in every process when an analysis is signed (told/channels.ts). A look-up that fails is
 * not remembered, and refuses.
 */
import { type Right, rights } from '@vardkedjan/care/access/needs-and-risks/rights.ts';
import type { Queryable, Statement } from '../queryable.ts';
import { Remembered } from '../remembered.ts';

export interface RoleRight {
  rights: readonly Right[];
  /** YYYY-MM-DD: the last day on which the analysis is in time. */
  reviewBy: string;
}

const inForce: Statement = {
  name: 'role-rights',
  text: `select rights, to_char(review_by, 'YYYY-MM-DD') as "reviewBy" from role_right
    where care_unit = $1::bigint and profession = $2 and signed <= coalesce($3::timestamptz, now()) and valid_until > coalesce($3::timestamptz, now())
    order by signed desc, source desc limit 1`,
};

const rememberedFor = 3_000;

export class RoleRights {
  readonly #remembered: Remembered<string, RoleRight | undefined>;

  /** `at`: another moment than the store's own now. */
  constructor(db: Queryable, at?: () => Date) {
    this.#remembered = new Remembered(rememberedFor, async (key) => {
      const [careUnit = '', profession = ''] = key.split('/');
      const [row] = await db.rows<{ rights: string; reviewBy: string }>(inForce, [
        Number(careUnit),
        profession,
        at?.().toISOString() ?? null,
      ]);
      return row && { reviewBy: row.reviewBy, rights: rightsIn(row.rights) };
    });
  }

  /** The same value as long as it is remembered; undefined: no analysis is in force. */
  of(careUnit: number, profession: string): Promise<RoleRight | undefined> {
    return this.#remembered.get(`${careUnit}/${profession}`);
  }

  forget(): void {
    this.#remembered.clear();
  }
}

function rightsIn(said: string): Right[] {
  const codes = new Set(said.split(','));
  return rights.filter((right) => codes.has(right));
}
