/**
 * What matches refer to (https://hl7.org/fhir/R4/search.html#include): read from their text and followed, canonicals by URL and
 * version.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { isResourceType, typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { sourcesOf } from '@vardkedjan/fhir/search/index-sources.ts';
import { parametersOf, type SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { Include } from '@vardkedjan/fhir/search/query.ts';
import type { SearchParameters } from '@vardkedjan/fhir/search/search-parameters.ts';
import { eachReference } from '@vardkedjan/fhir/search/values.ts';
import { numbers } from '../../array-literal.ts';
import { patientKeyOf } from '../../ids.ts';
import type { Queryable } from '../../queryable.ts';
import type { Stored } from '../../record.ts';
import { textArray } from '../statement/binary-array.ts';
import { storedColumns } from '../statement/compile.ts';
import { postedResources, referencesOf } from './include-rows.ts';
import { postingSeed } from '../index/index-names.ts';
import { lookup } from '../statement/lookups.ts';
import { type StoredRow, storedOf } from '../statement/stored-row.ts';
import { StatementText } from '../statement/statement-text.ts';

interface Wanted {
  /** `Type/id` */
  literal: Set<string>;
  /** Canonical URLs, by the types they may lead to. */
  canonical: Map<string, Set<string>>;
}

export async function follow(
  includes: Include[],
  from: readonly Stored[],
  { known, parameters }: { known: ReadonlySet<string>; parameters: SearchParameters | undefined },
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
    const hashes = lookups.map(({ hash }) => hash);
    const rows = await postedResources(hashes, [typeCode(type)], text, database, visibility.kind);
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
