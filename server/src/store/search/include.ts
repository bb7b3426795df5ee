/**
 * What comes along with matches (https://hl7.org/fhir/R4/search.html#include): references of the matches read from their
 * text and followed, and references to the matches found by their postings. Nothing that the caller may not see.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { isResourceType, typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { owningParameter, subjectIsOwner } from '@vardkedjan/fhir/search/owning-parameter.ts';
import { parametersOf, type SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { Include, SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import { r4Parameters, type SearchParameters } from '@vardkedjan/fhir/search/search-parameters.ts';
import { sourcesOf } from '@vardkedjan/fhir/search/index-sources.ts';
import { eachReference } from '@vardkedjan/fhir/search/values.ts';
import { numbers } from '../array-literal.ts';
import { patientKeyOf } from '../ids.ts';
import type { Queryable } from '../queryable.ts';
import type { Stored } from '../record.ts';
import { byteaArray, textArray } from './binary-array.ts';
import { storedColumns } from './compile.ts';
import { postingSeed } from './index-names.ts';
import { lookup } from './lookups.ts';
import { type StoredRow, storedOf } from './stored-row.ts';
import { StatementText } from './statement-text.ts';

/** More than this is refused: the answer could not be used, and the asker should page or narrow. */
const most = 5000;
const rounds = 10;

export async function included(
  query: SearchQuery,
  matches: readonly Stored[],
  visibility: Visibility,
  database: Queryable,
): Promise<Stored[]> {
  if (query.include.length === 0 && query.revinclude.length === 0) return [];
  const known = new Set(matches.map(nameOf));
  const found: Stored[] = [];
  let latest: readonly Stored[] = matches;
  for (let round = 0; round < rounds && latest.length > 0; round++) {
    const again = round > 0;
    const forward = query.include.filter(({ iterate }) => iterate || !again);
    const backward = query.revinclude.filter(({ iterate }) => iterate || !again);
    const fresh: Stored[] = [];
    const come = [
      ...(await follow(forward, latest, known, query.parameters, visibility, database)),
      ...(await followBack(backward, latest, query.parameters, visibility, database)),
    ];
    for (const stored of come) {
      if (known.has(nameOf(stored))) continue;
      known.add(nameOf(stored));
      fresh.push(stored);
    }
    found.push(...fresh);
    if (found.length > most)
      throw new Failure(
        'too-costly',
        `More than ${most} resources come along by _include and _revinclude; ask for fewer matches with _count`,
      );
    latest = fresh;
  }
  return found;
}

function nameOf({ type, id }: { type: string; id: string }): string {
  return `${type}/${id}`;
}

interface Wanted {
  /** `Type/id` */
  literal: Set<string>;
  /** Canonical URLs, by the types they may lead to. */
  canonical: Map<string, Set<string>>;
}

async function follow(
  includes: Include[],
  from: readonly Stored[],
  known: ReadonlySet<string>,
  parameters: SearchParameters | undefined,
  visibility: Visibility,
  database: Queryable,
): Promise<Stored[]> {
  if (includes.length === 0) return [];
  const wanted: Wanted = { literal: new Set(), canonical: new Map() };
  for (const stored of from) {
    const applying = includes.filter(({ type }) => type === undefined || type === stored.type);
    if (applying.length === 0) continue;
    const resource: unknown = parseJson(stored.body);
    for (const { parameter, target } of applying) {
      for (const each of parameter === undefined ? referencesOf(stored.type, parameters) : [parameter])
        collect(each, target, resource, wanted);
    }
  }
  const literal = [...wanted.literal].filter((name) => !known.has(name));
  return [
    ...(await byName(literal, visibility, database)),
    ...(await byCanonical(wanted.canonical, visibility, database)),
  ];
}

function referencesOf(type: string, parameters: SearchParameters = r4Parameters): SearchParameter[] {
  return [...parameters.of(type)].filter((parameter) => parameter.type === 'reference');
}

function collect(parameter: SearchParameter, target: string | undefined, resource: unknown, wanted: Wanted): void {
  const targets = target === undefined ? parameter.targets : [target];
  for (const source of sourcesOf(parameter)) {
    source.walk(resource, (value, type) => {
      eachReference(value, type, {
        reference: (text) => {
          const [name = '', id = '', ...more] = text.split('/');
          if (isResourceType(name) && id !== '' && more.length === 0) {
            if (targets.includes(name)) wanted.literal.add(text);
          } else if (type === 'canonical' || type === 'uri') {
            for (const each of targets) {
              if (parametersOf(each).get('url')?.type === 'uri')
                wanted.canonical.set(each, (wanted.canonical.get(each) ?? new Set()).add(text));
            }
          }
        },
        identifier: () => undefined,
      });
    });
  }
}

async function byName(names: readonly string[], visibility: Visibility, database: Queryable): Promise<Stored[]> {
  if (names.length === 0) return [];
  const text = new StatementText(visibility, { patientBound: false, now: 0 });
  const parts = names.map((name) => name.split('/') as [string, string]);
  const types = text.bind(numbers(parts.map(([type]) => typeCode(type))), 'smallint[]');
  const ids = text.bind(textArray(parts.map(([, id]) => id)), 'text[]');
  const shards = text.bind(numbers(parts.map(([, id]) => patientKeyOf(id) ?? -1)), 'bigint[]');
  const sql =
    `select ${storedColumns('r')} from unnest(${types}, ${ids}, ${shards}) as w (type, id, shard) join resource r on r.patient_key = ` +
    'coalesce((select d.patient_key from resource_directory d where d.type = w.type and d.id = w.id), w.shard) ' +
    `and r.type = w.type and r.id = w.id where not r.deleted and ${text.visible('r')} order by r.key`;
  return (await database.rows<StoredRow>({ name: `include ${visibility.kind}`, text: sql }, text.values)).map(storedOf);
}

/** Canonicals with a version lead to the resource by URL and, as in its text, that version. */
async function byCanonical(
  canonical: ReadonlyMap<string, ReadonlySet<string>>,
  visibility: Visibility,
  database: Queryable,
): Promise<Stored[]> {
  const found: Stored[] = [];
  for (const [type, urls] of canonical) {
    const [path = ''] = parametersOf(type).get('url')?.sources ?? [];
    const lookups = [...urls].map((url) => lookup(url.split('|')[0] ?? '', postingSeed.value('uri', path)));
    const text = new StatementText(visibility, { patientBound: false, now: 0 });
    const sql = postedResources(
      text,
      lookups.map(({ hash }) => hash),
      typeCode(type),
    );
    const rows = (
      await database.rows<StoredRow>({ name: `include posted ${visibility.kind}`, text: sql }, text.values)
    ).map(storedOf);
    found.push(...rows.filter(({ body }) => isNamed(parseJson(body), urls)));
  }
  return found;
}

function isNamed(resource: unknown, urls: ReadonlySet<string>): boolean {
  const { url, version } = resource as { url?: string; version?: string };
  // eachReference gives a versioned canonical both with and without its version; with one it means that version.
  return (
    url !== undefined &&
    ([...urls].some((text) => text === `${url}|${version ?? ''}`) ||
      ![...urls].some((text) => text.startsWith(`${url}|`)))
  );
}

function postedResources(text: StatementText, hashes: readonly string[], type: number): string {
  return (
    `select ${storedColumns('r')} from (select distinct p.patient_key, p.key from unnest(${text.numbers(hashes, 'bigint')}) as w (hash) ` +
    `join posting p on p.hash = w.hash where ${text.visible('p')} limit ${most + 1}) found ` +
    `join resource r on r.patient_key = found.patient_key and r.key = found.key where r.type = ${text.bind(type, 'smallint')} order by r.date_low desc, r.key desc`
  );
}

async function followBack(
  includes: Include[],
  to: readonly Stored[],
  parameters: SearchParameters | undefined,
  visibility: Visibility,
  database: Queryable,
): Promise<Stored[]> {
  const found: Stored[] = [];
  for (const { type = '', parameter, target } of includes) {
    const pointed = target === undefined ? to : to.filter((stored) => stored.type === target);
    for (const each of parameter === undefined ? referencesOf(type, parameters) : [parameter]) {
      const able = pointed.filter((stored) => each.targets.includes(stored.type));
      if (able.length > 0) found.push(...(await pointingAt(able, type, each, visibility, database)));
    }
  }
  return found;
}

async function pointingAt(
  to: readonly Stored[],
  type: string,
  parameter: SearchParameter,
  visibility: Visibility,
  database: Queryable,
): Promise<Stored[]> {
  const byOwner = owningParameter(type)?.sources.some((path) => parameter.sources.includes(path)) === true;
  const found: Stored[] = [];
  const patients = byOwner ? to.filter((stored) => stored.type === 'Patient') : [];
  if (patients.length > 0) {
    const marker = lookup('', postingSeed.ownedOtherwise(type));
    const test = (text: StatementText): string => `position(${text.bind(marker.token, 'bytea')} in r.tokens) % 8 <> 1`;
    found.push(...(await inRecords(patients, type, { name: 'owned', test }, visibility, database)));
  }
  const others = patients.length > 0 && subjectIsOwner(type) ? to.filter((stored) => stored.type !== 'Patient') : to;
  if (others.length === 0) return found;
  const lookups = parameter.sources.flatMap((path) =>
    others.map((stored) => lookup(nameOf(stored), postingSeed.value('reference', path))),
  );
  const inRecord = others.filter((stored) => stored.patientKey !== 0);
  if (inRecord.length > 0) {
    const test = (text: StatementText): string =>
      `exists (select 1 from unnest(${text.bind(byteaArray(lookups.map(({ token }) => token)), 'bytea[]')}) as w (token) where position(w.token in r.tokens) % 8 = 1)`;
    found.push(...(await inRecords(inRecord, type, { name: 'pointing', test }, visibility, database)));
  }
  const text = new StatementText(visibility, { patientBound: false, now: 0 });
  const sql = postedResources(
    text,
    lookups.map(({ hash }) => hash),
    typeCode(type),
  );
  found.push(
    ...(await database.rows<StoredRow>({ name: `include posted ${visibility.kind}`, text: sql }, text.values)).map(
      storedOf,
    ),
  );
  return found;
}

/** Resources of the type in the records of these, that pass a test on their own tokens. */
async function inRecords(
  of: readonly Stored[],
  type: string,
  { name, test }: { name: string; test: (text: StatementText) => string },
  visibility: Visibility,
  database: Queryable,
): Promise<Stored[]> {
  const text = new StatementText(visibility, { patientBound: true, now: 0 });
  const keys = [...new Set(of.map((stored) => stored.patientKey))];
  const sql =
    `select ${storedColumns('r')} from resource r where r.patient_key = any(${text.numbers(keys, 'bigint')}) ` +
    `and r.type = ${text.bind(typeCode(type), 'smallint')} and not r.deleted and ${text.visible('r')} and ${test(text)} ` +
    `order by r.date_low desc, r.key desc limit ${most + 1}`;
  return (
    await database.rows<StoredRow>({ name: `revinclude ${name} ${visibility.kind}`, text: sql }, text.values)
  ).map(storedOf);
}
