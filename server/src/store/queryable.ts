/**
 * What one can ask of the database, of the lane, or of a transaction.
 */

/**
 * A statement that PostgreSQL prepares once for each connection and then knows by name. The name stands for exactly one
 * text; statements whose text is put together (search) are named by their shape.
 */
export interface Statement {
  name: string;
  text: string;
}

/** A value as pg sends it. Arrays of numbers go as literals made by `join` (see array-literal.ts): five times cheaper. */
export type Value = string | number | boolean | null | Buffer;

/** A statement with its values, ready to be sent. */
export interface Write {
  statement: Statement;
  values: Value[];
}

/** int8 comes as number, timestamptz as FHIR's instant (ISO 8601, UTC, milliseconds). */
export interface Queryable {
  /** The tables lie in parts by patient (docs/decisions/2611-distribution.md): a statement that names one patient key asks one part. */
  readonly spread?: boolean;
  rows<Row extends object>(statement: Statement, values?: Value[]): Promise<Row[]>;
}
