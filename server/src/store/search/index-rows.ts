/**
 * The index rows of one resource: what searches will find it by (server/migrations/0002-index.sql). Pure: the same resource
 * and owner always give the same rows, and that is how they are taken away again.
 */
import type { Resource } from '@medplum/fhirtypes';
import { clinicalParameter, clinicalSpan } from '@vardkedjan/fhir/search/clinical-date.ts';
import { compositeSourcesOf, indexSourcesOf, type IndexSource } from '@vardkedjan/fhir/search/index-sources.ts';
import { owningParameter } from '@vardkedjan/fhir/search/owning-parameter.ts';
import { type Amount, eachAmount, eachNumber, eachReference, eachString, eachToken, eachUri, normalized, spanOf, uriPrefixes } from '@vardkedjan/fhir/search/values.ts';
import { type Words, wordsOf } from '@vardkedjan/fhir/search/words.ts';
import { compositeRows } from './composite-rows.ts';
import { hash32 } from './hash.ts';
import { postingSeed, rowParam, systemHash } from './index-names.ts';
import { isReferencePosted, isTokenPosted, isUriPosted } from './posted.ts';
import { Postings } from './postings.ts';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';

/** What the resource's own row says of it: the scalars that its index rows repeat. */
export interface IndexOwner {
  key: number;
  /** 0 when the resource belongs to no patient. */
  patientKey: number;
  /** FHIR id of that patient; references to it are not indexed where the patient key says the same. */
  patientId?: string;
  /** The type's stored code. */
  type: number;
  /** Milliseconds since 1970: the same as meta.lastUpdated. */
  updated: number;
  careProvider: number;
  patientVisible: boolean;
  protected: boolean;
}

export interface IndexRows {
  owner: IndexOwner;
  /**
   * The clinical date, to be stored as resource.date_low and date_high (milliseconds; infinite ones are PostgreSQL's
   * 'infinity' and '-infinity'). A type without one has `updated`; a resource that lacks its type's has -infinity in both,
   * which sorts it after the dated ones when newest come first.
   */
  dateLow: number;
  dateHigh: number;
  /** To be stored as resource.present. */
  present: number;
  /** Its `packed` is to be stored as resource.tokens. */
  postings: Postings;
  dates: { param: number; low: number; high: number }[];
  quantities: QuantityRow[];
  strings: { param: number; value: string; exact?: string }[];
  /** Only of what belongs to a patient, and has any. */
  words?: Words;
}

/** `unit` and `code` are hashes; code 0: not for searches without unit. */
export interface QuantityRow {
  param: number;
  unit: number;
  code: number;
  low: number;
  high: number;
  given?: number;
}

export function indexRows(resource: Resource, owner: IndexOwner): IndexRows {
  const type = resource.resourceType;
  const dated = clinicalParameter(type);
  const span = dated === undefined ? { low: owner.updated, high: owner.updated } : clinicalSpan(resource, stockholmZone);
  const rows: IndexRows = {
    owner,
    dateLow: span?.low ?? Number.NEGATIVE_INFINITY,
    dateHigh: span?.high ?? Number.NEGATIVE_INFINITY,
    present: 0,
    postings: new Postings(),
    dates: [],
    quantities: [],
    strings: [],
  };
  const owning = owner.patientKey === 0 ? undefined : owningParameter(type);
  const ownReference = owner.patientId === undefined ? undefined : `Patient/${owner.patientId}`;
  let ownedBySubject = false;
  for (const source of indexSourcesOf(type)) {
    const before = rows.present;
    const isClinical = dated?.type === source.kind && dated.sources.includes(source.path);
    const isOwning = source.kind === 'reference' && owning?.sources.includes(source.path) === true;
    const there = indexSource(rows, source, resource, isClinical, isOwning ? ownReference : undefined);
    ownedBySubject ||= there.owner;
    if (there.any) rows.present = before + 2 ** source.bit;
  }
  if (owning !== undefined && !ownedBySubject) rows.postings.add('', postingSeed.ownedOtherwise(type), true);
  for (const composite of compositeSourcesOf(type)) compositeRows(rows, composite, resource);
  if (owner.patientKey !== 0) {
    const words = wordsOf(resource);
    if (words.narrative !== '' || words.rest !== '') rows.words = words;
  }
  return rows;
}

function indexSource(
  rows: IndexRows,
  { kind, path, walk }: IndexSource,
  resource: Resource,
  isClinical: boolean,
  ownReference: string | undefined,
): { any: boolean; owner: boolean } {
  const there = { any: false, owner: false };
  const { postings } = rows;
  const seed = postingSeed.value(kind, path);
  walk(resource, (value, type) => {
    switch (kind) {
      case 'token':
        there.any = true;
        eachToken(value, type, {
          token: (system, code) => postings.addCode(code, system, systemHash(system), seed, isTokenPosted(path, code)),
          typed: (text) => postings.add(text, postingSeed.ofType(path), true),
          system: (system) => postings.add(system, postingSeed.system(path), true),
        });
        return;
      case 'reference':
        there.any = true;
        eachReference(value, type, {
          reference: (text) => {
            if (text === ownReference) there.owner = true;
            else postings.add(text, seed, isReferencePosted(text, rows.owner.patientKey));
          },
          identifier: (identifier) =>
            eachToken(identifier, 'Identifier', {
              token: (system, code) => postings.addCode(code, system, systemHash(system), postingSeed.identifier(path), true),
              typed: () => undefined,
              system: () => undefined,
            }),
        });
        return;
      case 'uri':
        there.any = true;
        eachUri(value, (uri) => {
          postings.add(uri, seed, isUriPosted(path));
          // Prefixes of meta.profile and meta.source on every resource would cost more than anybody asks for them.
          if (!path.includes('.meta.')) for (const prefix of uriPrefixes(uri)) postings.add(prefix, postingSeed.below(path), true);
        });
        return;
      case 'string':
        eachString(value, type, (part, text) => {
          there.any = true;
          addString(rows, rowParam.part(path, part), text);
        });
        return;
      case 'date': {
        const span = spanOf(value, type, stockholmZone);
        if (span === undefined) return;
        there.any = true;
        if (!isClinical) rows.dates.push({ param: rowParam.value(kind, path), ...span });
        return;
      }
      case 'quantity':
        eachAmount(value, type, (amount) => {
          there.any = true;
          rows.quantities.push(quantityRow(rowParam.value(kind, path), amount));
        });
        return;
      case 'number':
        eachNumber(value, type, ({ low, high }) => {
          there.any = true;
          rows.quantities.push({ param: rowParam.value(kind, path), unit: 0, code: 0, low, high });
        });
    }
  });
  return there;
}

export function addString(rows: IndexRows, param: number, text: string): void {
  const value = normalized(text);
  rows.strings.push(value === text ? { param, value } : { param, value, exact: text });
}

export function quantityRow(param: number, { low, high, unit, code, given }: Amount): QuantityRow {
  const row: QuantityRow = { param, unit: hash32(unit), code: code === undefined ? 0 : hash32(code), low, high };
  if (given !== undefined && given !== low) row.given = given;
  return row;
}
