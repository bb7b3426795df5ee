/**
 * A source of rows in a statement: resources of one type, read from the resource table or, when a criterion can lead, from
 * the postings of one value, whose order is newest first and whose rows carry all that visibility asks for. The resource
 * itself is joined only when something needs it.
 */
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Criterion } from '@vardkedjan/fhir/search/query.ts';
import type { Lookup } from './lookups.ts';
import type { StatementText } from './statement-text.ts';

/** Makes the source of the visible resources of a type that meet criteria. */
export type RowsOf = (type: string, criteria: readonly Criterion[], text: StatementText) => RowSource;

export class RowSource {
  readonly type: string;
  readonly alias: string;
  readonly #text: StatementText;
  #from: string;
  /** Read from postings, newest first. */
  readonly byPosting: boolean;
  readonly conditions: string[] = [];
  /** The ends of the date in whose order it is read, and the element it is the date of. */
  dateInOrder: { source: string; low: string; high: string } | undefined;
  /** Read in the order in which resources were updated. */
  inOrderOfUpdate = false;
  /** By one value: what makes a posting one of its, and of the caller's. */
  #ofOne: readonly string[] = [];
  #resource: string | undefined;
  readonly #joins: string[] = [];

  private constructor(type: string, text: StatementText, alias: string, from: string, byPosting: boolean) {
    this.type = type;
    this.#text = text;
    this.alias = alias;
    this.#from = from;
    this.byPosting = byPosting;
    if (!byPosting) this.#resource = alias;
  }

  /** All visible resources of the type. */
  static resources(type: string, text: StatementText): RowSource {
    const alias = text.alias('r');
    const source = new RowSource(type, text, alias, `resource ${alias}`, false);
    source.conditions.push(`${alias}.type = ${typeCode(type)}`, `not ${alias}.deleted`, text.visible(alias));
    return source;
  }

  /**
   * The same, in the order in which they were updated: of staff's, the index alone says whose patients are in the unit's care, and no other row is
   * read. `offset 0` keeps the index in front.
   */
  static updated(type: string, text: StatementText): RowSource {
    const [alias, index] = [text.alias('r'), text.alias('i')];
    const inCare = text.inCare(type, index);
    if (inCare === undefined) {
      const whole = RowSource.resources(type, text);
      whole.inOrderOfUpdate = true;
      return whole;
    }
    const from =
      `resource ${index} cross join lateral (select w.* from resource w ` +
      `where w.patient_key = ${index}.patient_key and w.key = ${index}.key offset 0) ${alias}`;
    const row = new RowSource(type, text, index, from, false);
    row.#resource = alias;
    row.inOrderOfUpdate = true;
    row.conditions.push(`${index}.type = ${typeCode(type)}`, inCare, `not ${alias}.deleted`, text.visible(alias));
    return row;
  }

  /** Visible resources that have a date, of which each has one at most, in its order. */
  static dates(type: string, { source, param }: { source: string; param: number }, text: StatementText): RowSource {
    const [alias, date] = [text.alias('r'), text.alias('d')];
    // `offset 0` keeps the date in front, also in a plan that is made while there is next to nothing.
    const from =
      `date_value ${date} cross join lateral (select i.* from resource i ` +
      `where i.patient_key = ${date}.patient_key and i.key = ${date}.key offset 0) ${alias}`;
    const row = new RowSource(type, text, alias, from, false);
    row.dateInOrder = { source, low: `${date}.low`, high: `${date}.high` };
    row.conditions.push(`${date}.param = ${text.bind(param, 'integer')}`);
    row.conditions.push(`${alias}.type = ${typeCode(type)}`, `not ${alias}.deleted`, text.visible(alias));
    return row;
  }

  /**
   * Visible resources of the type, one in so many, drawn by their own keys: the same ones whatever else is stored. The draw is read
   * in the index alone, and `offset 0` keeps it in front.
   */
  static sample(type: string, oneIn: number, text: StatementText): RowSource {
    const [alias, all, drawn] = [text.alias('r'), text.alias('i'), text.alias('s')];
    const from =
      `(select ${all}.patient_key, ${all}.key from resource ${all} where ${all}.type = ${typeCode(type)} ` +
      `and hashint8(${all}.key) % ${text.bind(oneIn, 'integer')} = 0 offset 0) ${drawn} ` +
      `join resource ${alias} on ${alias}.patient_key = ${drawn}.patient_key and ${alias}.key = ${drawn}.key`;
    const source = new RowSource(type, text, alias, from, false);
    source.conditions.push(`${alias}.type = ${typeCode(type)}`, `not ${alias}.deleted`, text.visible(alias));
    return source;
  }

  /** Visible resources by one posted value: each at most once, in the index's order. */
  static posting(type: string, { hash, system }: Lookup, text: StatementText): RowSource {
    const alias = text.alias('p');
    const source = new RowSource(type, text, alias, `posting ${alias}`, true);
    source.conditions.push(
      `${alias}.hash = ${text.bind(hash, 'bigint')}`,
      systemSql(alias, system, text),
      text.visiblePosting(alias),
    );
    source.#ofOne = [...source.conditions];
    return source;
  }

  /** Visible resources by any of several values; each once when it is asked for. */
  static postings(type: string, lookups: readonly Lookup[], text: StatementText, once: boolean): RowSource {
    const alias = text.alias('p');
    const inner = text.alias('q');
    const wanted = text.alias('w');
    const columns = ['patient_key', 'key', 'date', 'care_provider', 'type', 'patient_visible', 'protected']
      .map((name) => `${inner}.${name}`)
      .join(', ');
    const from = `(select ${once ? 'distinct ' : ''}${columns} from ${wantedSql(lookups, wanted, text)} join posting ${inner} on ${matchSql(inner, wanted)}) ${alias}`;
    const source = new RowSource(type, text, alias, from, true);
    source.conditions.push(text.visiblePosting(alias));
    return source;
  }

  get patient(): string {
    return `${this.alias}.patient_key`;
  }

  get key(): string {
    return `${this.alias}.key`;
  }

  /** The clinical date's low end; '-infinity' when the resource lacks its type's. */
  get date(): string {
    return this.byPosting ? `${this.alias}.date` : `${this.alias}.date_low`;
  }

  /** When it was updated. */
  get updated(): string {
    return `${this.inOrderOfUpdate ? this.alias : this.resource}.updated`;
  }

  /** Alias of the resource's own row. */
  get resource(): string {
    this.#resource ??= this.#text.alias('r');
    return this.#resource;
  }

  /** The resource's body. A plan may read it before it knows that the row is a deleted one, which has none: that gives null. */
  get bodyJson(): string {
    return `nullif(${this.resource}.body, '')::jsonb`;
  }

  require(condition: string): void {
    this.conditions.push(condition);
  }

  /** Reads one value's postings, each resource at most once, newest first. */
  get byOnePosting(): boolean {
    return this.#ofOne.length > 0;
  }

  /** Of one value's postings, the first only: so many, after the place where the last page ended. */
  takeFirst(most: string, after: string | undefined): void {
    const { alias, conditions } = this;
    const own = conditions.splice(0, this.#ofOne.length);
    const wanted = after === undefined ? own : [...own, after];
    this.#from = `(select * from posting ${alias} where ${wanted.join(' and ')} order by ${alias}.date desc, ${alias}.key desc limit ${most}) ${alias}`;
  }

  /** Brings a table along of which each row has one row or none. */
  joinAtMostOne(table: string, condition: string): void {
    this.#joins.push(` left join ${table} on ${condition}`);
  }

  /** What stands after `from`; ask for it last, when it is known whether the resource is needed. */
  get rows(): string {
    const resource = this.#resource;
    const join =
      this.byPosting && resource !== undefined
        ? ` join resource ${resource} on ${resource}.patient_key = ${this.patient} and ${resource}.key = ${this.key}`
        : '';
    return `${this.#from}${join}${this.#joins.join('')}`;
  }

  get where(): string {
    return this.conditions.join(' and ');
  }

  /** `from … where …`, as `rows`. */
  get body(): string {
    return `from ${this.rows} where ${this.where}`;
  }
}

/** The posting's column is inverted where the same code stands in the resource already, of another system. */
export function systemSql(alias: string, system: number | undefined, text: StatementText): string {
  return system === undefined
    ? `${alias}.system >= 0`
    : `${alias}.system = any(${text.numbers([system, ~system], 'integer')})`;
}

/** A row source of what to look for among postings. */
export function wantedSql(lookups: readonly Lookup[], alias: string, text: StatementText): string {
  const hashes = text.numbers(
    lookups.map(({ hash }) => hash),
    'bigint',
  );
  const systems = text.bind(`{${lookups.map(({ system }) => system ?? 'null').join(',')}}`, 'integer[]');
  return `unnest(${hashes}, ${systems}) as ${alias} (hash, system)`;
}

export function matchSql(posting: string, wanted: string): string {
  return `${posting}.hash = ${wanted}.hash and (${wanted}.system is null and ${posting}.system >= 0 or ${posting}.system in (${wanted}.system, ~${wanted}.system))`;
}
