/**
 * Rows of a code system on their way into the tables: gathered in batches and put into temporary tables of one connection, so that memory
 * holds a batch however large the files are.
 */
import type pg from 'pg';
import { codeKey, searchableText } from '@vardkedjan/fhir/terminology/search-words.ts';
import { textArray } from '../../search/statement/binary-array.ts';

export interface StagedConcept {
  code: string;
  /** Left out when a term says it. */
  display?: string | undefined;
  definition?: string | undefined;
  active?: boolean;
  abstract?: boolean;
  /** ISO days; the last one excluded. */
  validFrom?: string | undefined;
  validUntil?: string | undefined;
}

export interface StagedTerm {
  code: string;
  language: string;
  useSystem?: string;
  useCode?: string;
  value: string;
  /** Of the terms of a concept without a display, the one with the highest is its display. */
  preference?: number;
}

const batch = 4000;

interface Table {
  insert: string;
  rows: (string | undefined)[][];
}

const columnsOf = {
  concept:
    'code text, code_key text, display text, words text, definition text, active boolean, abstract boolean, valid_from date, valid_until date',
  parent: 'code text, parent text',
  term: 'code text, language text, use_system text, use_code text, value text, words text, preference integer',
  property: 'code text, property text, type text, value text, grouped smallint',
} as const;

type TableName = keyof typeof columnsOf;

export class Staging {
  readonly #client: pg.Client;
  readonly #tables = new Map<TableName, Table>();
  /** Rows so far, of all kinds. */
  rows = 0;

  private constructor(client: pg.Client) {
    this.#client = client;
    for (const [name, columns] of Object.entries(columnsOf)) {
      const types = columns.split(', ').map((column) => column.split(' ')[1]);
      const names = columns.split(', ').map((column) => column.split(' ')[0]);
      const list = names.map((column, at) => `${column}::${types[at]}`).join(', ');
      const arrays = names.map((_, at) => `$${at + 1}::text[]`).join(', ');
      const insert = `insert into staged_${name} (${names.join(', ')}) select ${list} from unnest(${arrays}) as given (${names.join(', ')})`;
      this.#tables.set(name as TableName, { insert, rows: [] });
    }
  }

  static async open(client: pg.Client): Promise<Staging> {
    for (const [name, columns] of Object.entries(columnsOf))
      await client.query(`create temporary table staged_${name} (line serial, ${columns})`);
    return new Staging(client);
  }

  concept({
    code,
    display,
    definition,
    active = true,
    abstract = false,
    validFrom,
    validUntil,
  }: StagedConcept): Promise<void> | undefined {
    return this.#add('concept', [
      code,
      codeKey(code),
      display,
      display && searchableText(display),
      definition,
      String(active),
      String(abstract),
      validFrom ?? '-infinity',
      validUntil ?? 'infinity',
    ]); // prettier-ignore
  }

  parent(code: string, parent: string): Promise<void> | undefined {
    return this.#add('parent', [code, parent]);
  }

  term({ code, language, useSystem = '', useCode = '', value, preference = 0 }: StagedTerm): Promise<void> | undefined {
    return this.#add('term', [code, language, useSystem, useCode, value, searchableText(value), String(preference)]);
  }

  property(code: string, property: string, type: string, value: string, group = 0): Promise<void> | undefined {
    return this.#add('property', [code, property, type, value, String(group)]);
  }

  /** A promise when a batch is full: wait for it before adding more. */
  #add(name: TableName, row: (string | undefined)[]): Promise<void> | undefined {
    this.rows++;
    const table = this.#tables.get(name) as Table;
    return table.rows.push(row) >= batch ? this.#flush(table) : undefined;
  }

  async #flush(table: Table): Promise<void> {
    const { rows } = table;
    table.rows = [];
    const width = rows[0]?.length ?? 0;
    const columns = Array.from({ length: width }, (_, at) => textArray(rows.map((row) => row[at])));
    if (rows.length > 0) await this.#client.query(table.insert, columns);
  }

  async finish(): Promise<void> {
    for (const table of this.#tables.values()) await this.#flush(table);
  }
}
