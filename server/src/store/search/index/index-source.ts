/**
 * The index rows of one source, a path that search parameters are about (fhir/src/search/index-sources.ts).
 */
import type { Resource } from '@medplum/fhirtypes';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { isInAnyCase } from '@vardkedjan/fhir/search/code-systems.ts';
import type { Source, SourceKind } from '@vardkedjan/fhir/search/index-sources.ts';
import {
  eachAmount,
  eachNumber,
  eachReference,
  eachString,
  eachToken,
  eachUri,
  spanOf,
  uriPrefixes,
} from '@vardkedjan/fhir/search/values.ts';
import { postingSeed, rowParam, systemHash } from './index-names.ts';
import type { IndexRows } from './index-rows.ts';
import { isReferencePosted, isTokenPosted, isUriPosted } from './posted.ts';
import { addLaterWords, addString, quantityRow } from './row-values.ts';

interface About {
  rows: IndexRows;
  path: string;
  /** The date stands in the resource's own row. */
  isClinical: boolean;
  /** What the patient key says already. */
  ownReference: string | undefined;
  /** What has been found: anything; the owner. */
  any: boolean;
  owner: boolean;
}

export function indexSource(
  rows: IndexRows,
  { kind, path, walk }: Source,
  resource: Resource,
  how: { isClinical: boolean; ownReference: string | undefined },
): { any: boolean; owner: boolean } {
  const about: About = { rows, path, ...how, any: false, owner: false };
  const index = indexers[kind];
  walk(resource, (value, type) => index(about, value, type));
  return about;
}

const indexers: Record<SourceKind, (about: About, value: unknown, type: string) => void> = {
  token: indexToken,
  reference: indexReference,
  uri: indexUri,
  string(about, value, type) {
    eachString(value, type, (part, text) => {
      about.any = true;
      addString(about.rows, rowParam.part(about.path, part), text);
      const later = rowParam.laterWords(about.path, part);
      if (later !== undefined) addLaterWords(about.rows, later, text);
    });
  },
  date(about, value, type) {
    const span = spanOf(value, type, stockholmZone);
    if (span === undefined) return;
    about.any = true;
    if (!about.isClinical) about.rows.dates.push({ param: rowParam.value('date', about.path), ...span });
  },
  quantity(about, value, type) {
    eachAmount(value, type, (amount) => {
      about.any = true;
      about.rows.quantities.push(quantityRow(rowParam.value('quantity', about.path), amount));
    });
  },
  number(about, value, type) {
    eachNumber(value, type, ({ low, high }) => {
      about.any = true;
      about.rows.quantities.push({ param: rowParam.value('number', about.path), unit: 0, code: 0, low, high });
    });
  },
};

function indexToken(about: About, value: unknown, type: string): void {
  const { path } = about;
  const { postings } = about.rows;
  const seed = postingSeed.value('token', path);
  const inAnyCase = isInAnyCase(path);
  about.any = true;
  eachToken(value, type, {
    token: (system, written) => {
      const code = inAnyCase ? written.toLowerCase() : written;
      postings.addCode(code, system, systemHash(system), seed, isTokenPosted(path, code));
    },
    typed: (text) => postings.add(text, postingSeed.ofType(path), true),
    system: (system) => postings.add(system, postingSeed.system(path), true),
  });
}

function indexReference(about: About, value: unknown, type: string): void {
  const { path, ownReference } = about;
  const { postings, owner } = about.rows;
  about.any = true;
  eachReference(value, type, {
    reference: (text) => {
      if (type === 'Reference') about.rows.referred.add(text);
      if (text === ownReference) about.owner = true;
      else postings.add(text, postingSeed.value('reference', path), isReferencePosted(text, owner.patientKey));
    },
    identifier: (identifier) =>
      eachToken(identifier, 'Identifier', {
        token: (system, code) => postings.addCode(code, system, systemHash(system), postingSeed.identifier(path), true),
        typed: () => undefined,
        system: () => undefined,
      }),
  });
}

function indexUri(about: About, value: unknown): void {
  const { path } = about;
  const { postings } = about.rows;
  about.any = true;
  eachUri(value, (uri) => {
    postings.add(uri, postingSeed.value('uri', path), isUriPosted(path));
    // Prefixes of meta.profile and meta.source on every resource would cost more than anybody asks for them.
    if (path.includes('.meta.')) return;
    for (const prefix of uriPrefixes(uri)) postings.add(prefix, postingSeed.below(path), true);
  });
}
