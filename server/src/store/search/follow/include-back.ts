/**
 * What refers to matches (https://hl7.org/fhir/R4/search.html#revinclude): the record's owner by patient key, the rest of a record by
 * its own tokens, everything else by postings, canonicals by URL and version. One statement for each way, however many types and
 * parameters were asked for.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { resourceTypes, typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { owningParameter, subjectIsOwner } from '@vardkedjan/fhir/search/owning-parameter.ts';
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { Include } from '@vardkedjan/fhir/search/query.ts';
import type { SearchParameters } from '@vardkedjan/fhir/search/search-parameters.ts';
import { sourcesOf } from '@vardkedjan/fhir/search/index-sources.ts';
import type { Queryable } from '../../queryable.ts';
import type { Stored } from '../../record.ts';
import { byteaArray } from '../statement/binary-array.ts';
import { storedColumns } from '../statement/compile.ts';
import { canonicalSources, isCanonical } from './follow-canonical.ts';
import { mostAlong, nameOf, postedResources, referencesOf } from './include-rows.ts';
import { postingSeed } from '../index/index-names.ts';
import { type Lookup, lookup } from '../statement/lookups.ts';
import { type StoredRow, storedOf } from '../statement/stored-row.ts';
import { StatementText } from '../statement/statement-text.ts';
import { tokensForm, tokensSql } from '../condition/token-condition.ts';

/** Parameters, and what they may lead to among the matches. */
interface Pointing {
  type: string;
  parameter: SearchParameter;
  to: Stored[];
}

/** `_revinclude=*` of many matches asks for more than anybody can use. */
const mostLookups = 100_000;

export async function followBack(
  includes: readonly Include[],
  to: readonly Stored[],
  parameters: SearchParameters | undefined,
  visibility: Visibility,
  database: Queryable,
): Promise<Stored[]> {
  const pointing = includes.flatMap((include) => pointingOf(include, to, parameters));
  if (pointing.length === 0) return [];
  return [
    ...(await owned(pointing, visibility, database)),
    ...(await literal(pointing, visibility, database)),
    ...(await canonical(pointing, visibility, database)),
  ];
}

function pointingOf(
  { type, parameter, target }: Include,
  to: readonly Stored[],
  parameters: SearchParameters | undefined,
): Pointing[] {
  const pointed = target === undefined ? to : to.filter((stored) => stored.type === target);
  const types = type === undefined ? resourceTypes : [type];
  return types.flatMap((each) =>
    (parameter === undefined ? referencesOf(each, parameters) : [parameter]).flatMap((one) => {
      const able = pointed.filter((stored) => one.targets.includes(stored.type));
      return able.length === 0 ? [] : [{ type: each, parameter: one, to: able }];
    }),
  );
}

function isByOwner({ type, parameter }: Pointing): boolean {
  return owningParameter(type)?.sources.some((path) => parameter.sources.includes(path)) === true;
}

const isPatient = ({ type }: Stored): boolean => type === 'Patient';

/** What the patients own by being its subject. */
async function owned(pointing: readonly Pointing[], visibility: Visibility, database: Queryable): Promise<Stored[]> {
  const owning = pointing.filter((each) => isByOwner(each) && each.to.some(isPatient));
  const types = [...new Set(owning.map(({ type }) => type))];
  if (types.length === 0) return [];
  const text = new StatementText(visibility, { patientBound: true, now: 0 });
  const markers = types.map((type) => lookup('', postingSeed.ownedOtherwise(type)).token);
  const patients = owning.flatMap(({ to }) => to.filter(isPatient));
  const keys = [...new Set(patients.map(({ patientKey }) => patientKey))];
  const sql =
    `select ${storedColumns('r')} from unnest(${text.numbers(types.map(typeCode), 'smallint')}, ${text.bind(byteaArray(markers), 'bytea[]')}) as w (type, marker) ` +
    `join resource r on r.patient_key = any(${text.numbers(keys, 'bigint')}) and r.type = w.type where not r.deleted and ${text.visible('r')} ` +
    `and position(w.marker in r.tokens) % 8 <> 1 order by r.date_low desc, r.key desc limit ${mostAlong + 1}`;
  return rows(`revinclude owned ${visibility.kind}`, sql, text, database);
}

/** References by type and id, but for those of the owner. */
async function literal(pointing: readonly Pointing[], visibility: Visibility, database: Queryable): Promise<Stored[]> {
  const lookups = new Map<string, Lookup>();
  const records = new Set<number>();
  const types = new Set<number>();
  for (const each of pointing) {
    const others =
      isByOwner(each) && subjectIsOwner(each.type) ? each.to.filter((stored) => !isPatient(stored)) : each.to;
    if (others.length > 0) types.add(typeCode(each.type));
    for (const stored of others) {
      if (stored.patientKey !== 0) records.add(stored.patientKey);
      for (const path of each.parameter.sources) {
        const one = lookup(nameOf(stored), postingSeed.value('reference', path));
        lookups.set(one.hash, one);
      }
    }
    if (lookups.size > mostLookups)
      throw new Failure(
        'too-costly',
        'So many matches have too much that may refer to them; ask for fewer with _count',
      );
  }
  if (lookups.size === 0) return [];
  const found: Stored[] = [];
  if (records.size > 0) {
    const text = new StatementText(visibility, { patientBound: true, now: 0 });
    const sql =
      `select ${storedColumns('r')} from resource r where r.patient_key = any(${text.numbers([...records], 'bigint')}) ` +
      `and r.type = any(${text.numbers([...types], 'smallint')}) and not r.deleted and ${text.visible('r')} ` +
      `and ${tokensSql([...lookups.values()], 'r.tokens', text)} order by r.date_low desc, r.key desc limit ${mostAlong + 1}`;
    const name = `revinclude pointing ${tokensForm(lookups.size)} ${visibility.kind}`;
    found.push(...(await rows(name, sql, text, database)));
  }
  const text = new StatementText(visibility, { patientBound: false, now: 0 });
  found.push(...(await postedResources([...lookups.keys()], [...types], text, database, visibility.kind)));
  return found;
}

async function canonical(
  pointing: readonly Pointing[],
  visibility: Visibility,
  database: Queryable,
): Promise<Stored[]> {
  const able = pointing.filter(
    ({ parameter, to }) => canonicalSources(parameter).length > 0 && to.some(({ type }) => isCanonical(type)),
  );
  if (able.length === 0) return [];
  const names = new Set<string>();
  const hashes = new Set<string>();
  for (const { parameter, to } of able) {
    for (const stored of to.filter(({ type }) => isCanonical(type))) {
      const { url, version } = parseJson(stored.body) as { url?: string; version?: string };
      if (url === undefined) continue;
      names.add(url);
      if (version !== undefined) names.add(`${url}|${version}`);
      for (const path of canonicalSources(parameter))
        hashes.add(lookup(url, postingSeed.value('reference', path)).hash);
    }
  }
  if (hashes.size === 0) return [];
  const text = new StatementText(visibility, { patientBound: false, now: 0 });
  const types = [...new Set(able.map(({ type }) => typeCode(type)))];
  const found = await postedResources([...hashes], types, text, database, visibility.kind);
  return found.filter((stored) =>
    able.some(({ type, parameter }) => type === stored.type && says(stored, parameter, names)),
  );
}

/** Postings have a canonical without its version too; its text says which one it means. */
function says({ body }: Stored, parameter: SearchParameter, names: ReadonlySet<string>): boolean {
  const resource: unknown = parseJson(body);
  let said = false;
  for (const source of sourcesOf(parameter)) {
    source.walk(resource, (value) => {
      said ||= typeof value === 'string' && names.has(value);
    });
  }
  return said;
}

async function rows(name: string, sql: string, text: StatementText, database: Queryable): Promise<Stored[]> {
  return (await database.rows<StoredRow>({ name, text: sql }, text.values)).map(storedOf);
}
