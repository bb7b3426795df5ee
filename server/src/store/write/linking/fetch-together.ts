/**
 * Targets that are fetched within one turn of the event loop, as one statement (as reads are: read/read-together.ts). Each is
 * marked by the visibility of its own caller.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { numbers } from '../../array-literal.ts';
import type { Lane } from '../../connection/lane.ts';
import type { Queryable, Value } from '../../queryable.ts';
import { textArray } from '../../search/statement/binary-array.ts';
import { listedKeys } from '../../read/placed.ts';
import { visibilitySql } from '../../visibility-sql.ts';

export interface Wanted {
  type: number;
  id: string;
  /** What the id says itself; -1 when it says nothing. */
  shard: number;
  /** Whether its text is wanted. */
  body: boolean;
}

export interface TargetRow {
  type: number;
  id: string;
  key: number;
  patientKey: number;
  careUnit: number;
  careProvider: number;
  version: number;
  updated: string;
  deleted: boolean;
  patientVisible: boolean;
  protected: boolean;
  /** The version of its type's index that its rows are of. */
  indexed: number;
  /** Only of those that are to be changed. */
  body: string | null;
  /** Whether the caller may see it. */
  visible: boolean | null;
}

interface Asked {
  wanted: readonly Wanted[];
  visibility: Visibility;
}

interface Waiting extends Asked {
  found: (rows: TargetRow[]) => void;
  failed: (error: unknown) => void;
}

const mostAbreast = 100;

export class FetchTogether {
  readonly #lane: Lane;
  readonly #waiting = new Map<Visibility['kind'], Waiting[]>();

  constructor(lane: Lane) {
    this.#lane = lane;
  }

  fetch(wanted: readonly Wanted[], visibility: Visibility): Promise<TargetRow[]> {
    return new Promise((found, failed) => {
      const one = { wanted, visibility, found, failed };
      const waiting = this.#waiting.get(visibility.kind);
      if (waiting !== undefined && waiting.length < mostAbreast) waiting.push(one);
      else this.#begin(visibility.kind, one);
    });
  }

  #begin(kind: Visibility['kind'], first: Waiting): void {
    const together = [first];
    this.#waiting.set(kind, together);
    setImmediate(() => {
      if (this.#waiting.get(kind) === together) this.#waiting.delete(kind);
      fetchAll(this.#lane, together).then(
        (rows) => together.forEach(({ found }, at) => found(rows[at] ?? [])),
        (error: unknown) => together.forEach(({ failed }) => failed(error)),
      );
    });
  }
}

/** One answer for each of those who ask, whose visibilities are of one kind. */
export async function fetchAll(database: Queryable, together: readonly Asked[]): Promise<TargetRow[][]> {
  const whose: number[] = [];
  const all: Wanted[] = [];
  const given: (number | string)[][] = [];
  let seen = 'true';
  for (const [at, { wanted, visibility }] of together.entries()) {
    const values: (number | string)[] = [];
    seen = visibilitySql(visibility, 'r', (value) => `w.v${values.push(value) - 1}`);
    for (const one of wanted) {
      whose.push(at);
      all.push(one);
      given.push(values);
    }
  }
  const values: Value[] = [
    numbers(whose),
    numbers(all.map(({ type }) => type)),
    textArray(all.map(({ id }) => id)),
    numbers(all.map(({ shard }) => shard)),
    numbers(all.map(({ body }) => body)),
  ];
  const named = (given[0] ?? []).map((value, at) => {
    const isText = typeof value === 'string';
    const column = given.map((each) => each[at] ?? 0);
    values.push(isText ? textArray(column as string[]) : numbers(column));
    return { column: `, v${at}`, array: `, $${values.length}::${isText ? 'text' : 'bigint'}[]` };
  });
  const rows = await database.rows<TargetRow & { nth: number }>(
    {
      name: `follow-${together[0]?.visibility.kind}`,
      text: followText(seen, named.map(({ array }) => array).join(''), named.map(({ column }) => column).join('')),
    },
    values,
  );
  const answers = together.map((): TargetRow[] => []);
  for (const row of rows) answers[row.nth]?.push(row);
  return answers;
}

const columnsText = `r.type, r.id, r.key, r.patient_key as "patientKey", r.care_unit as "careUnit", r.care_provider as "careProvider",
  r.version, r.updated, r.deleted, r.patient_visible as "patientVisible", r.protected, r.indexed,
  case when w.with_body then r.body end as body`;

/** On spread tables: a statement for each record, which names its key. */
export async function fetchApart(database: Queryable, { wanted, visibility }: Asked): Promise<TargetRow[]> {
  const listed = await listedKeys(database, wanted);
  const byRecord = Map.groupBy(wanted, (one) => listed[wanted.indexOf(one)] ?? one.shard);
  byRecord.delete(-1);
  const found = [...byRecord].map(([record, those]) => {
    const values: Value[] = [record];
    const lists = [
      numbers(those.map(({ type }) => type)),
      textArray(those.map(({ id }) => id)),
      numbers(those.map(({ body }) => body)),
    ];
    values.push(...lists);
    const seen = visibilitySql(visibility, 'r', (value) => `$${values.push(value)}`, '$1::bigint');
    const text = `select ${columnsText}, ${seen} as visible from unnest($2::smallint[], $3::text[], $4::boolean[]) as w (type, id, with_body)
      join resource r on r.patient_key = $1::bigint and r.type = w.type and r.id = w.id`;
    return database.rows<TargetRow>({ name: `follow-within-${visibility.kind}`, text }, values);
  });
  return (await Promise.all(found)).flat();
}

/** A client-made id may look like one of ours (an export that came back): the directory is asked first. */
function followText(seen: string, arrays: string, columns: string): string {
  return `
    select w.nth, ${columnsText}, ${seen} as visible
    from unnest($1::integer[], $2::smallint[], $3::text[], $4::bigint[], $5::boolean[]${arrays})
      as w (nth, type, id, shard, with_body${columns})
    join resource r
      on r.patient_key = coalesce(
        (select d.patient_key from resource_directory d where d.type = w.type and d.id = w.id), w.shard)
      and r.type = w.type and r.id = w.id`;
}
