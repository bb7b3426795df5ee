/**
 * A statement as it is put together: values get their places, aliases their numbers, and the visibility of the caller is at
 * hand for every row source. Nothing from outside becomes text of a statement.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { numbers } from '../../array-literal.ts';
import type { Value } from '../../queryable.ts';
import { inCareSql, visibilitySql } from '../../visibility-sql.ts';
import { textArray } from './binary-array.ts';

/** A patient's id, and the key of the record; -1 where there is no such patient. */
export interface BoundRecord {
  id: string;
  key: number;
}

export class StatementText {
  readonly values: Value[] = [];
  readonly #visibility: Visibility;
  /** The search is of one record: what reads a patient's rows one by one is allowed. */
  readonly patientBound: boolean;
  /** `= …`: the key of that record's patient, once a condition has said it. */
  patientKey: string | undefined;
  /** Milliseconds since 1970, for `ap`. */
  readonly now: number;
  /** The record that all matches are in, on spread tables: who it is of, and the place of its key. */
  readonly record: { id: string; key: string } | undefined;
  #aliases = 0;
  #depth = 0;

  constructor(
    visibility: Visibility,
    options: { patientBound: boolean; now: number; record?: BoundRecord | undefined },
  ) {
    this.#visibility = visibility;
    this.patientBound = options.patientBound;
    this.now = options.now;
    const { record } = options;
    this.record = record && { id: record.id, key: this.bind(record.key, 'bigint') };
  }

  bind(value: Value, type: string): string {
    return `$${this.values.push(value)}::${type}`;
  }

  numbers(values: readonly (number | string)[], type: 'bigint' | 'integer' | 'smallint'): string {
    return this.bind(numbers(values), `${type}[]`);
  }

  texts(values: readonly string[]): string {
    return this.bind(textArray(values), 'text[]');
  }

  instant(milliseconds: number): string {
    if (milliseconds === Number.POSITIVE_INFINITY) return "'infinity'::timestamptz";
    if (milliseconds === Number.NEGATIVE_INFINITY) return "'-infinity'::timestamptz";
    return this.bind(timestamp(milliseconds), 'timestamptz');
  }

  float(value: number): string {
    return this.bind(value, 'float8');
  }

  /** Puts together what is said of other resources, or only of some of those searched. */
  nested<T>(work: () => T): T {
    this.#depth++;
    try {
      return work();
    } finally {
      this.#depth--;
    }
  }

  /** What is put together now must hold of every match. */
  get outermost(): boolean {
    return this.#depth === 0;
  }

  alias(letter: string): string {
    return `${letter}${this.#aliases++}`;
  }

  /** The caller's visibility over the rows of an alias (invariant 5). */
  visible(alias: string): string {
    const record = this.outermost ? this.record?.key : undefined;
    return visibilitySql(this.#visibility, alias, (value) => `$${this.values.push(value)}`, record);
  }

  /** The part of it that the patient's key alone fulfils; undefined: there is none for the type. */
  inCare(type: string, alias: string): string | undefined {
    return inCareSql(this.#visibility, type, alias, (value) => `$${this.values.push(value)}`);
  }

  /** The same over postings, which do not say whose unit they are of: the resource does, when there is a block to ask it for. */
  visiblePosting(alias: string): string {
    const kept = this.alias('k');
    const careUnit = `(select ${kept}.care_unit from resource ${kept} where ${kept}.patient_key = ${alias}.patient_key and ${kept}.key = ${alias}.key)`;
    return visibilitySql(
      this.#visibility,
      alias,
      (value) => `$${this.values.push(value)}`,
      `${alias}.patient_key`,
      careUnit,
    );
  }
}

/** PostgreSQL's text of an instant; years outside 1–9999 as its `BC` and five digits. */
function timestamp(milliseconds: number): string {
  const date = new Date(milliseconds);
  const year = date.getUTCFullYear();
  const rest = date.toISOString().replace(/^[+-]?\d+/, '');
  return year > 0
    ? `${String(year).padStart(4, '0')}${rest}`
    : `${String(1 - year).padStart(4, '0')}${rest.replace('Z', '+00')} BC`;
}

export function either(conditions: string[]): string {
  if (conditions.length === 0) return 'false';
  return conditions.length === 1 ? (conditions[0] as string) : `(${conditions.join(' or ')})`;
}

/** For LIKE: what is asked for is text and no pattern. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
