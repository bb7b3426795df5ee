/** Which standings the acts of the log name, held against those that are there: each is named, each that is named is there, and as it was. */
import type pg from 'pg';
import type { LogFault } from './verify-chains.ts';

export interface Named {
  month: string;
  name: string;
  /** And has the hash that it is named by. */
  isThere: boolean;
}

type Place = Pick<LogFault, 'chain' | 'seq'>;

const pageSize = 10_000;

export class StandingsMet {
  readonly #met = new Map<string, Set<string>>();
  readonly #faults: LogFault[] = [];

  /** Each that is missing is told once, of the first row that names it. */
  meet(place: Place, named: readonly Named[]): void {
    for (const { month, name, isThere } of named) {
      const met = this.#met.get(month) ?? new Set();
      this.#met.set(month, met);
      if (!met.has(name) && !isThere)
        this.#faults.push({ ...place, fault: `what a caller said of themselves, ${name}, is missing or was changed` });
      met.add(name);
    }
  }

  /** After all rows have been met. Those that no act names are of no chain. */
  async faults(client: pg.Client): Promise<LogFault[]> {
    for (let [month, name] = ['-infinity', '']; ; ) {
      const { rows } = await client.query<{ month: string; name: string }>(
        `select month::text as month, name from access_standing where (month, name) > ($1::date, $2) order by access_standing.month, name limit $3`,
        [month, name, pageSize],
      );
      // One that is named and was changed has been told where it is named.
      for (const row of rows)
        if (this.#met.get(row.month)?.has(row.name) !== true)
          this.#faults.push({
            chain: 0,
            seq: 0,
            fault: `${row.name} of ${row.month.slice(0, 7)}, which no act names, was put in`,
          });
      const last = rows.at(-1);
      if (last === undefined) return this.#faults;
      [month, name] = [last.month, last.name];
    }
  }
}
