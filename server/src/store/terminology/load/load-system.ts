/**
 * Loads one version of a code system into the tables of 0006-terminology.sql. It is invisible until all of it is there; then it takes
 * the place of the same version, if that was loaded before, at once and in every process. One load at a time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CodeSystemProperty } from '@medplum/fhirtypes';
import type pg from 'pg';
import { numbers } from '../../array-literal.ts';
import type { Database } from '../../database.ts';
import { definitionsOf } from '../../definitions/definitions.ts';
import { textArray } from '../../search/statement/binary-array.ts';
import { StartFailure } from '../../start-failure.ts';
import { type Places, placesOf } from './hierarchy.ts';
import { Staging } from './staging.ts';

export interface SystemToLoad {
  url: string;
  version: string;
  name: string;
  title: string;
  content: 'complete' | 'fragment';
  /** Of the displays. */
  language: string;
  caseSensitive: boolean;
  /** http://hl7.org/fhir/R4/valueset-codesystem-hierarchy-meaning.html */
  hierarchy?: string;
  properties: readonly CodeSystemProperty[];
  /** Who publishes it. */
  source: string;
  /** ISO days on which the version is valid, the last one excluded. */
  validFrom?: string | undefined;
  validUntil?: string | undefined;
}

export interface Loaded {
  concepts: number;
  terms: number;
  /** Rows of the files that became something. */
  rows: number;
}

export interface LoadingOptions {
  /** How long other processes may go on with the version that was replaced, in milliseconds. */
  graceMs?: number;
}

const loadLock = 8_273_006;
const usualGraceMs = 2500;

/** @param fill puts the rows of the files into the staging, in the order in which concepts are to stand */
export async function loadSystem(
  database: Database,
  system: SystemToLoad,
  fill: (staging: Staging) => Promise<void>,
  { graceMs = usualGraceMs }: LoadingOptions = {},
): Promise<Loaded> {
  const client = await database.connect();
  try {
    await client.query('set statement_timeout = 0');
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [loadLock]);
    if (rows[0]?.mine !== true) throw new StartFailure('Another code system is being loaded; wait until it is done.');
    await forgetUnready(client);
    const staging = await Staging.open(client);
    await fill(staging);
    await staging.finish();
    await requireSound(client);
    const key = await fillTables(client, system);
    const replaced = await exchange(client, key);
    definitionsOf(database).changed();
    if (replaced > 0) {
      await sleep(graceMs);
      await forgetUnready(client);
    }
    const counts = await client.query<{ concepts: number; terms: number }>(
      'select (select count(*) from concept where system = $1)::int as concepts, (select count(*) from designation where system = $1)::int as terms',
      [key],
    );
    return { concepts: counts.rows[0]?.concepts ?? 0, terms: counts.rows[0]?.terms ?? 0, rows: staging.rows };
  } finally {
    await client.end();
  }
}

const tables = ['designation', 'concept_property', 'concept_parent', 'concept'];

/** What was replaced, and what an interrupted load has left. */
async function forgetUnready(client: pg.Client): Promise<void> {
  for (const table of tables)
    await client.query(`delete from ${table} t using code_system s where s.key = t.system and not s.ready`);
  await client.query('delete from code_system where not ready');
}

/** What the files must keep. Fails with one sentence that names the first code that is wrong. */
async function requireSound(client: pg.Client): Promise<void> {
  for (const table of ['concept', 'term', 'parent', 'property'])
    await client.query(`create index on staged_${table} (code)`);
  await client.query('analyze staged_concept, staged_term, staged_parent, staged_property');
  const one = async (text: string): Promise<string | undefined> =>
    (await client.query<{ code: string }>(text)).rows[0]?.code;
  const twice = await one('select code from staged_concept group by code having count(*) > 1 limit 1');
  if (twice !== undefined) throw new StartFailure(`The code ${twice} is there more than once.`);
  if ((await one('select code from staged_concept limit 1')) === undefined)
    throw new StartFailure('There are no codes in the files.');
  const odd = await one(String.raw`select code from staged_concept where code !~ '^\S+( \S+)*$' limit 1`);
  if (odd !== undefined)
    throw new StartFailure(`"${odd}" cannot be a code: it has blanks at an end, or several in a row.`);
}

async function fillTables(client: pg.Client, system: SystemToLoad): Promise<number> {
  const { rows } = await client.query<{ key: number }>(`select nextval('code_system_key_seq')::int as key`);
  const key = rows[0]?.key as number;
  await client.query(addSystem, [
    key,
    system.url,
    system.version,
    system.name,
    system.title,
    system.content,
    system.language,
    system.caseSensitive,
    system.hierarchy ?? '',
    JSON.stringify(system.properties),
    system.source,
    system.validFrom ?? '-infinity',
    system.validUntil ?? 'infinity',
  ]); // prettier-ignore
  await place(client);
  await client.query(chooseDisplays);
  await client.query(addConcepts, [key]);
  // Without it PostgreSQL does not know that the system has any rows, and goes through all of them for each.
  await client.query('analyze concept');
  await client.query(addDisplays, [key, system.language]);
  await client.query(addParents, [key]);
  await client.query(addProperties, [key]);
  await client.query(addTerms, [key]);
  await client.query('analyze concept_parent, concept_property, designation');
  return key;
}

/** Numbers the concepts (hierarchy.ts), into staged_place. */
async function place(client: pg.Client): Promise<void> {
  await client.query(
    'create temporary table staged_number as select code, (row_number() over (order by line) - 1)::int as number from staged_concept',
  );
  await client.query('create unique index on staged_number (code)');
  await client.query('analyze staged_number');
  const counted = await client.query<{ count: number }>('select count(*)::int as count from staged_number');
  const count = counted.rows[0]?.count ?? 0;
  const children: number[][] = Array.from({ length: count });
  const hasParent = new Uint8Array(count);
  const edges = await client.query<[number, number]>({ text: edgesOf, rowMode: 'array' });
  for (const [parent, child] of edges.rows) {
    (children[parent] ??= []).push(child);
    hasParent[child] = 1;
  }
  const places = placesOf(count, children, (concept) => hasParent[concept] === 0);
  await client.query('create temporary table staged_place (number int, rank int, below int4multirange)');
  await storePlaces(client, places);
  await client.query('create unique index on staged_place (number)');
  await client.query('analyze staged_place');
}

const placesAtATime = 5000;

async function storePlaces(client: pg.Client, { rank, below }: Places): Promise<void> {
  for (let start = 0; start < rank.length; start += placesAtATime) {
    const end = Math.min(start + placesAtATime, rank.length);
    const all = Array.from({ length: end - start }, (_, at) => start + at);
    await client.query(
      'insert into staged_place select n, r, b::int4multirange from unnest($1::int[], $2::int[], $3::text[]) as t (n, r, b)',
      [
        numbers(all),
        numbers(all.map((concept) => rank[concept] as number)),
        textArray(all.map((concept) => multirange(below[concept] as Int32Array))),
      ],
    );
  }
}

function multirange(ranges: Int32Array): string {
  const parts: string[] = [];
  for (let at = 0; at < ranges.length; at += 2) parts.push(`[${ranges[at]},${ranges[at + 1]})`);
  return `{${parts.join(',')}}`;
}

/** The new version is there and the one it replaces is not, in one transaction. Answers how many it replaced. */
async function exchange(client: pg.Client, key: number): Promise<number> {
  await client.query('begin');
  const { rowCount } = await client.query(
    'update code_system o set ready = false from code_system n where n.key = $1 and o.ready and o.url = n.url and o.version = n.version',
    [key],
  );
  await client.query(
    'update code_system set ready = true, concepts = (select count(*) from concept where system = $1) where key = $1',
    [key],
  );
  await client.query('update definition_generation set generation = generation + 1');
  await client.query('commit');
  return rowCount ?? 0;
}

const addSystem = `insert into code_system
  (key, url, version, name, title, content, language, case_sensitive, hierarchy, properties, source, valid_from, valid_until, loaded)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, now())`;
const edgesOf = `select p.number, c.number from staged_parent e join staged_number p on p.code = e.parent join staged_number c on c.code = e.code
  where p.number <> c.number group by p.number, c.number order by p.number, c.number`;
/** Of the terms, the best one; a code without any is called by its code. */
const chooseDisplays = `with best as (
    select distinct on (t.code) t.code, t.value, t.words, t.line from staged_term t join staged_concept c on c.code = t.code and c.display is null
    order by t.code, t.preference desc, t.line
  ), taken as (delete from staged_term t using best where t.line = best.line)
  update staged_concept c set display = best.value, words = best.words from best where best.code = c.code`;
const addConcepts = `insert into concept (system, rank, code, code_key, display, definition, active, abstract, valid_from, valid_until, below)
  select $1, p.rank, c.code, c.code_key, coalesce(c.display, c.code), c.definition, c.active, c.abstract, c.valid_from, c.valid_until, p.below
  from staged_concept c join staged_number n on n.code = c.code join staged_place p on p.number = n.number`;
const addDisplays = `insert into designation (system, rank, language, is_display, value, words)
  select $1, c.rank, $2, true, c.display, coalesce(s.words, ' ' || s.code_key || ' ') from concept c join staged_concept s on s.code = c.code where c.system = $1`;
const addParents = `insert into concept_parent (system, rank, parent)
  select distinct $1::int, c.rank, p.rank from staged_parent e join concept c on c.system = $1 and c.code = e.code
  join concept p on p.system = $1 and p.code = e.parent where c.rank <> p.rank`;
const addProperties = `insert into concept_property (system, rank, property, type, value, grouped)
  select $1, c.rank, e.property, e.type, e.value, e.grouped from staged_property e join concept c on c.system = $1 and c.code = e.code`;
const addTerms = `insert into designation (system, rank, language, use_system, use_code, value, words)
  select $1, c.rank, e.language, e.use_system, e.use_code, e.value, e.words from staged_term e join concept c on c.system = $1 and c.code = e.code`;
