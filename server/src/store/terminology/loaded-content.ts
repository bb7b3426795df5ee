/**
 * A code system in the tables of 0006-terminology.sql. Every answer is one or two statements by index, whatever the system's size.
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Concept, Designation } from '@vardkedjan/fhir/terminology/concept.ts';
import { listed, memberOf, type Members } from '@vardkedjan/fhir/terminology/members.ts';
import { beginning, codeKey, insideFrom, mustBegin, typedWords } from '@vardkedjan/fhir/terminology/search-words.ts';
import { numbers } from '../array-literal.ts';
import type { Queryable, Value } from '../queryable.ts';
import { textArray } from '../search/statement/binary-array.ts';
import { type MembersContext, membersSql, type Places, startsOf } from './members-sql.ts';
import { tooManyCodes } from './codes-of-parts.ts';
import type { Hit, Listed, MembersQuery, Page, PageAsked, SystemAbout, SystemContent } from './system-content.ts';

interface ConceptRow {
  rank: number;
  code: string;
  display: string;
  definition: string | null;
  active: boolean;
  abstract: boolean;
}

/** A statement as it is put together. */
class Text implements MembersQuery {
  readonly values: Value[] = [];
  #aliases = 0;

  /** Fails with `invalid` on a text that PostgreSQL cannot hold. */
  bind(value: Value, type: string): string {
    if (typeof value === 'string' && value.includes('\u0000'))
      throw new Failure('invalid', 'No code or name has a NUL in it');
    return `$${this.values.push(value)}::${type}`;
  }

  alias(letter: string): string {
    return `${letter}${this.#aliases++}`;
  }
}

const columns = 'c.rank, c.code, c.display, c.definition, c.active, c.abstract';

export class LoadedContent implements SystemContent {
  readonly about: SystemAbout;
  readonly #key: number;
  readonly #database: Queryable;

  constructor(key: number, about: SystemAbout, database: Queryable) {
    this.#key = key;
    this.about = about;
    this.#database = database;
  }

  find(code: string, date?: string): Promise<Concept | undefined> {
    return this.#one(code, date, undefined);
  }

  member(members: Members, code: string, date?: string): Promise<Concept | undefined> {
    return this.#one(code, date, members);
  }

  async #one(code: string, date: string | undefined, members: Members | undefined): Promise<Concept | undefined> {
    const query = new Text();
    const conditions = [`c.system = ${this.#key}`, `c.code = ${query.bind(code, 'text')}`, ...validAt(date, query)];
    if (members !== undefined) conditions.push(membersSql(members, 'c', await this.#context(members, query)));
    const text = `select ${columns} from concept c where ${conditions.join(' and ')}`;
    const [row] = await this.#database.rows<ConceptRow>({ name: '', text }, query.values);
    return row === undefined ? undefined : this.#whole(row);
  }

  async #whole(row: ConceptRow): Promise<Concept> {
    const values = [this.#key, row.rank];
    const [designations, properties, parents, children] = await Promise.all([
      this.#designations([row.rank]),
      this.#database.rows<{ property: string; type: string; value: string }>(propertiesOf, values),
      this.#database.rows<{ code: string }>(parentsOf, values),
      this.#database.rows<{ code: string }>(childrenOf, values),
    ]);
    return {
      code: row.code,
      display: row.display,
      ...(row.definition !== null && { definition: row.definition }),
      active: row.active,
      abstract: row.abstract,
      designations: designations.get(row.rank) ?? [],
      properties: properties
        .filter(({ property }) => property !== memberOf)
        .map(({ property, type, value }) => ({ code: property, type, value: valueOf(type, value) })),
      parents: parents.map(({ code }) => code),
      children: children.map(({ code }) => code),
    };
  }

  /** The other terms of concepts, by rank. */
  async #designations(ranks: readonly number[]): Promise<Map<number, Designation[]>> {
    const rows = await this.#database.rows<{
      rank: number;
      language: string;
      use_system: string;
      use_code: string;
      value: string;
    }>(designationsOf, [this.#key, numbers(ranks)]);
    const found = new Map<number, Designation[]>();
    for (const { rank, language, use_system: system, use_code: code, value } of rows) {
      const use = code === '' ? {} : { use: { ...(system !== '' && { system }), code } };
      found.set(rank, [...(found.get(rank) ?? []), { ...(language !== '' && { language }), ...use, value }]);
    }
    return found;
  }

  async #context(members: Members, query: MembersQuery): Promise<MembersContext> {
    return { key: this.#key, about: this.about, places: await this.#places(startsOf(members)), query };
  }

  async #places(codes: readonly string[]): Promise<Places> {
    const sound = codes.filter((code) => !code.includes('\u0000'));
    if (sound.length === 0) return new Map();
    const rows = await this.#database.rows<{ code: string; rank: number; low: number; high: number }>(placesOf, [
      this.#key,
      textArray(sound),
    ]);
    const places = new Map<string, { rank: number; below: [number, number][] }>();
    for (const { code, rank, low, high } of rows) {
      const place = places.get(code) ?? { rank, below: [] };
      place.below.push([low, high]);
      places.set(code, place);
    }
    return places;
  }

  async page(asked: PageAsked): Promise<Page> {
    const query = new Text();
    const hits = asked.filter === undefined ? undefined : hitsSql(this.#key, asked.filter, asked.hits ?? [], query);
    if (hits === '') return { total: 0, concepts: [] };
    const { members, activeOnly, selectableOnly, date, offset, count } = asked;
    const conditions = [`c.system = ${this.#key}`, ...validAt(date, query)];
    if (activeOnly) conditions.push('c.active');
    if (selectableOnly) conditions.push('not c.abstract');
    if (members.is !== 'all') conditions.push(membersSql(members, 'c', await this.#context(members, query)));
    const from = hits === undefined ? 'concept c' : `(${hits}) h join concept c on c.rank = h.rank`;
    const where = conditions.join(' and ');
    const forCount = [...query.values];
    const list = hits === undefined ? listed(members) : undefined;
    const order =
      hits !== undefined
        ? 'h.rating, h.length, c.rank'
        : list !== undefined
          ? `array_position(${query.bind(textArray(list), 'text[]')}, c.code)`
          : 'c.rank';
    const text = `select ${columns}, count(*) over () as total from ${from} where ${where} order by ${order} limit ${query.bind(count, 'bigint')} offset ${query.bind(offset, 'bigint')}`;
    const rows = await this.#database.rows<ConceptRow & { total: number }>({ name: '', text }, query.values);
    const total =
      rows[0]?.total ?? (offset === 0 && count > 0 ? 0 : await this.#count(`${from} where ${where}`, forCount));
    return { total, concepts: await this.#listed(rows, asked.detailed) };
  }

  async #count(of: string, values: Value[]): Promise<number> {
    const [row] = await this.#database.rows<{ total: number }>(
      { name: '', text: `select count(*) as total from ${of}` },
      values,
    );
    return row?.total ?? 0;
  }

  async #listed(rows: readonly ConceptRow[], detailed: boolean): Promise<Listed[]> {
    const ranks = rows.map(({ rank }) => rank);
    const [designations, parents] =
      detailed && rows.length > 0
        ? await Promise.all([
            this.#designations(ranks),
            this.#database.rows<{ rank: number; code: string }>(parentsOfAll, [this.#key, numbers(ranks)]),
          ])
        : [new Map<number, Designation[]>(), []];
    return rows.map(({ rank, code, display, active, abstract }) => ({
      code,
      display,
      active,
      abstract,
      designations: designations.get(rank) ?? [],
      parents: parents.filter((parent) => parent.rank === rank).map((parent) => parent.code),
    }));
  }

  async isAbove(code: string, below: string): Promise<boolean> {
    const [row] = await this.#database.rows<{ above: boolean }>(isAboveSql, [this.#key, code, below]);
    return row?.above === true;
  }

  async codes(members: Members, { most, activeOnly }: { most: number; activeOnly: boolean }): Promise<string[]> {
    const query = new Text();
    const condition = membersSql(members, 'c', await this.#context(members, query));
    const active = activeOnly ? ' and c.active' : '';
    const text = `select c.code from concept c where c.system = ${this.#key} and ${condition}${active} limit ${query.bind(most + 1, 'bigint')}`;
    const rows = await this.#database.rows<{ code: string }>({ name: '', text }, query.values);
    if (rows.length > most) throw tooManyCodes(most);
    return rows.map(({ code }) => code);
  }
}

function validAt(date: string | undefined, query: MembersQuery): string[] {
  if (date === undefined) return [];
  const day = query.bind(date, 'date');
  return [`c.valid_from <= ${day}`, `c.valid_until > ${day}`];
}

/** Ranks of what somebody has typed, each once with how good its best hit is (search-words.ts says the same in words); '' for none. */
function hitsSql(key: number, filter: string, others: readonly Hit[], query: MembersQuery): string {
  const words = typedWords(filter);
  const code = codeKey(filter);
  const sources: string[] = [];
  if (words.length > 0) {
    const like = (pattern: string): string => query.bind(pattern, 'text');
    const [first = ''] = words;
    const short = mustBegin(words)
      ? [`left(d.words, 16) >= ${like(` ${first}`)}`, `left(d.words, 16) < ${like(afterPrefix(` ${first}`))}`]
      : [];
    const all = words.map((word) => `d.words like ${like(word.length >= insideFrom ? `%${word}%` : `% ${word}%`)}`);
    const whole = words.map((word) => `d.words like ${like(`% ${word}%`)}`).join(' and ');
    const start = beginning(filter);
    const rating = `case when '|' || d.words || '|' like ${like(`%|${start} |%`)} then 2 when '|' || d.words like ${like(`%|${start}%`)} then 3 when ${whole} then 4 else 5 end`;
    sources.push(
      `select d.rank, ${rating} as rating, length(d.value) as length from designation d where d.system = ${key} and ${[...short, ...all].join(' and ')}`,
    );
  }
  if (code !== '') {
    const [exact, next] = [query.bind(code, 'text'), query.bind(afterPrefix(code), 'text')];
    sources.push(
      `select k.rank, case when k.code_key = ${exact} then 0 else 1 end, 0 from concept k where k.system = ${key} and k.code_key >= ${exact} and k.code_key < ${next}`,
    );
  }
  if (others.length > 0) {
    const named = query.bind(textArray(others.map((hit) => hit.code)), 'text[]');
    const ratings = query.bind(numbers(others.map(({ rating }) => rating)), 'int[]');
    const lengths = query.bind(numbers(others.map(({ length }) => length)), 'int[]');
    sources.push(
      `select k.rank, o.rating, o.length from unnest(${named}, ${ratings}, ${lengths}) o (code, rating, length) join concept k on k.system = ${key} and k.code = o.code`,
    );
  }
  if (sources.length === 0) return '';
  return `select distinct on (u.rank) u.rank, u.rating, u.length from (${sources.join(' union all ')}) u order by u.rank, u.rating, u.length`;
}

/** The first text after all those with the prefix, in the order of bytes. */
function afterPrefix(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}

function valueOf(type: string, text: string): unknown {
  if (type === 'boolean') return text === 'true';
  if (type === 'integer' || type === 'decimal') {
    const number = Number(text);
    if (Number.isNaN(number)) throw new Failure('invalid', 'A property of a loaded code system is no number');
    return number;
  }
  if (type === 'Coding') return JSON.parse(text) as unknown;
  return text;
}

const propertiesOf = {
  name: 'concept-properties',
  text: 'select property, type, value from concept_property where system = $1 and rank = $2 order by property, grouped, value',
};
const parentsOf = {
  name: 'concept-parents',
  text: 'select c.code from concept_parent p join concept c on c.system = p.system and c.rank = p.parent where p.system = $1 and p.rank = $2 order by p.parent',
};
const childrenOf = {
  name: 'concept-children',
  text: 'select c.code from concept_parent p join concept c on c.system = p.system and c.rank = p.rank where p.system = $1 and p.parent = $2 order by p.rank',
};
const parentsOfAll = {
  name: 'concept-parents-of-all',
  text: 'select p.rank, c.code from concept_parent p join concept c on c.system = p.system and c.rank = p.parent where p.system = $1 and p.rank = any($2::int[]) order by p.rank, p.parent',
};
const designationsOf = {
  name: 'concept-designations',
  text: 'select rank, language, use_system, use_code, value from designation where system = $1 and rank = any($2::int[]) and not is_display order by rank, language, use_code, value',
};
const placesOf = {
  name: 'concept-places',
  text: 'select c.code, c.rank, lower(r) as low, upper(r) as high from concept c, unnest(c.below) r where c.system = $1 and c.code = any($2::text[])',
};
const isAboveSql = {
  name: 'concept-is-above',
  text: 'select a.below @> b.rank as above from concept a, concept b where a.system = $1 and a.code = $2 and b.system = $1 and b.code = $3',
};
