/**
 * Reads by key that are asked for within one turn of the event loop, as one statement: most of what a short read costs is the
 * message, the executor's start and the waking of another process, which many reads can share. Each row is filtered by the
 * visibility of its own caller.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { numbers } from '../array-literal.ts';
import type { Lane } from '../connection/lane.ts';
import type { Value } from '../queryable.ts';
import { textArray } from '../search/binary-array.ts';
import { visibilitySql } from '../visibility-sql.ts';
import { storedColumns, type StoredRow } from './stored-columns.ts';

/** Kinds whose values are single numbers, which stand in columns. */
export type Shared = Exclude<Visibility, { patientKeys: number[] }>;

export interface Wanted {
  type: number;
  id: string;
  /** What the id says itself; -1 when it says nothing. */
  shard: number;
}

interface Asked extends Wanted {
  values: (string | number)[];
  found: (row: StoredRow | undefined) => void;
  failed: (error: unknown) => void;
}

const mostAbreast = 100;

export class ReadTogether {
  readonly #lane: Lane;
  readonly #waiting = new Map<Shared['kind'], Asked[]>();

  constructor(lane: Lane) {
    this.#lane = lane;
  }

  /** undefined: not there, or not to be seen. */
  read(wanted: Wanted, visibility: Shared): Promise<StoredRow | undefined> {
    const values: (string | number)[] = [];
    const seen = visibilitySql(visibility, 'r', (value) => `w.v${values.push(value) - 1}`);
    return new Promise((found, failed) => {
      const waiting = this.#waiting.get(visibility.kind);
      const asked = { ...wanted, values, found, failed };
      if (waiting !== undefined && waiting.length < mostAbreast) waiting.push(asked);
      else this.#begin(visibility.kind, asked, seen);
    });
  }

  #begin(kind: Shared['kind'], first: Asked, seen: string): void {
    const together = [first];
    this.#waiting.set(kind, together);
    setImmediate(() => {
      if (this.#waiting.get(kind) === together) this.#waiting.delete(kind);
      this.#send(kind, together, seen).catch((error: unknown) => {
        for (const { failed } of together) failed(error);
      });
    });
  }

  async #send(kind: string, together: readonly Asked[], seen: string): Promise<void> {
    const values: Value[] = [
      numbers(together.map(({ type }) => type)),
      textArray(together.map(({ id }) => id)),
      numbers(together.map(({ shard }) => shard)),
    ];
    const named = (together[0]?.values ?? []).map((_, at) => {
      values.push(numbers(together.map((asked) => asked.values[at] ?? 0)));
      return { column: `, v${at}`, array: `, $${values.length}::bigint[]` };
    });
    const rows = await this.#lane.rows<StoredRow & { nth: number }>(
      {
        name: `reads-${kind}`,
        text: `select w.nth, ${storedColumns('r')}
          from unnest($1::smallint[], $2::text[], $3::bigint[]${named.map(({ array }) => array).join('')})
            with ordinality as w (type, id, shard${named.map(({ column }) => column).join('')}, nth)
          join resource r on r.type = w.type and r.id = w.id and r.patient_key = coalesce(
            (select d.patient_key from resource_directory d where d.type = w.type and d.id = w.id), w.shard)
          where ${seen}`,
      },
      values,
    );
    const byPlace = new Map(rows.map(({ nth, ...row }) => [nth, row]));
    for (const [at, { found }] of together.entries()) found(byPlace.get(at + 1));
  }
}
