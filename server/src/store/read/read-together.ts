/**
 * Reads by key that are asked for within one turn of the event loop, or while the ones before are under way, as one statement: most of
 * what a short read costs is the message, the executor's start and the waking of another process, which many reads can share. Each row is filtered by the
 * visibility of its own caller: by what nearly always shows it, and those that this does not show by the whole of it.
 */
import { numbers } from '../array-literal.ts';
import { GoesTogether } from '../connection/goes-together.ts';
import type { Lane } from '../connection/lane.ts';
import type { Value } from '../queryable.ts';
import { textArray } from '../search/statement/binary-array.ts';
import { type Numbered, numbersOf, unblockedColumn, usuallySeenSql, visibilitySql } from '../visibility-sql.ts';
import { storedColumns, type StoredRow } from './stored-columns.ts';

export interface Wanted {
  type: number;
  id: string;
  /** What the id says itself; -1 when it says nothing. */
  shard: number;
}

interface Asked extends Wanted {
  visibility: Numbered;
  found: (row: StoredRow | undefined) => void;
  failed: (error: unknown) => void;
}

const mostTogether = 100;
const mostAbreast = 3;

interface Line {
  asked: Asked[];
  together: GoesTogether;
}

export class ReadTogether {
  readonly #lane: Lane;
  /** By the kind of visibility, which is the statement. */
  readonly #lines = new Map<Numbered['kind'], Line>();

  constructor(lane: Lane) {
    this.#lane = lane;
  }

  /** undefined: not there, or not to be seen. */
  read(wanted: Wanted, visibility: Numbered): Promise<StoredRow | undefined> {
    const line = this.#lines.get(visibility.kind) ?? this.#line(visibility.kind);
    return new Promise((found, failed) => {
      line.asked.push({ ...wanted, visibility, found, failed });
      line.together.hasCome();
    });
  }

  #line(kind: Numbered['kind']): Line {
    const asked: Asked[] = [];
    const send = async (): Promise<void> => {
      const together = asked.splice(0, mostTogether);
      try {
        await this.#answer(together);
      } catch (error) {
        for (const { failed } of together) failed(error);
      }
    };
    const line = { asked, together: new GoesTogether({ isWaiting: () => asked.length > 0, send, mostAbreast }) };
    this.#lines.set(kind, line);
    return line;
  }

  async #answer(together: readonly Asked[]): Promise<void> {
    const unseen = await this.#send('usually', together);
    const rest = unseen.length === 0 ? unseen : await this.#send('wholly', unseen);
    for (const { found } of rest) found(undefined);
  }

  /** Gives those the row who may see it, and answers the others. */
  async #send(how: How, together: readonly Asked[]): Promise<readonly Asked[]> {
    const [first] = together;
    if (first === undefined) return [];
    const seen = together.map(({ visibility }) => numbersOf(visibility));
    const values: Value[] = [
      numbers(together.map(({ type }) => type)),
      textArray(together.map(({ id }) => id)),
      numbers(together.map(({ shard }) => shard)),
      ...(seen[0] ?? []).map((_, at) => numbers(seen.map((each) => each[at] ?? 0))),
    ];
    const statement = { name: `reads-${how}-${first.visibility.kind}`, text: textOf(how, first.visibility) };
    const rows = await this.#lane.rows<StoredRow & { nth: number }>(statement, values);
    const byPlace = new Map(rows.map(({ nth, ...row }) => [nth, row]));
    return together.filter(({ found }, at) => {
      const row = byPlace.get(at + 1);
      if (row !== undefined) found(row);
      return row === undefined;
    });
  }
}

type How = 'usually' | 'wholly';

const inDirectory = '(select d.patient_key from resource_directory d where d.type = w.type and d.id = w.id)';
/** Where an id that says its shard has been made by somebody else, the directory knows better: it is asked when nothing is found. */
const places: Record<How, string> = {
  usually: `case when w.shard < 0 then ${inDirectory} else w.shard end`,
  wholly: `coalesce(${inDirectory}, w.shard)`,
};

const texts = new Map<string, string>();

function textOf(how: How, visibility: Numbered): string {
  const name = `${how} ${visibility.kind}`;
  const text = texts.get(name) ?? composed(how, visibility);
  texts.set(name, text);
  return text;
}

function composed(how: How, visibility: Numbered): string {
  let bound = 0;
  const bind = (): string => `w.v${bound++}`;
  const seen = (how === 'usually' ? usuallySeenSql : visibilitySql)(visibility, 'r', bind);
  const more = Array.from({ length: bound }, (_, at) => ({ array: `, $${at + 4}::bigint[]`, column: `, v${at}` }));
  let again = 0;
  const opened = how === 'wholly' ? unblockedColumn(visibility, 'r', () => `w.v${again++}`) : '';
  return `select w.nth, ${storedColumns('r')}${opened}
    from unnest($1::smallint[], $2::text[], $3::bigint[]${more.map(({ array }) => array).join('')})
      with ordinality as w (type, id, shard${more.map(({ column }) => column).join('')}, nth)
    join resource r on r.type = w.type and r.id = w.id and r.patient_key = ${places[how]}
    where ${seen}`;
}
