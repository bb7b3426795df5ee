/**
 * The index rows of one resource: what searches will find it by (server/migrations/0002-index.sql). Pure: the same resource
 * and owner always give the same rows, and that is how they are taken away again.
 */
import type { LocationPosition, Resource } from '@medplum/fhirtypes';
import { clinicalParameter, clinicalSpan } from '@vardkedjan/fhir/search/clinical-date.ts';
import { type Additions, compositeSourcesOf, indexSourcesOf } from '@vardkedjan/fhir/search/index-sources.ts';
import { owningParameter } from '@vardkedjan/fhir/search/owning-parameter.ts';
import { type Words, wordsOf } from '@vardkedjan/fhir/search/words.ts';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { compositeRows } from './composite-rows.ts';
import { postingSeed } from './index-names.ts';
import { indexSource } from './index-source.ts';
import { positionParam } from '../condition/near-condition.ts';
import { Postings } from './postings.ts';
import { postMentions } from './reference-hashes.ts';

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
  /** References that search parameters are about. */
  referred: Set<string>;
  /** Only of what has any. */
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

/** @param added what added parameters of the type look for besides R4's own */
export function indexRows(resource: Resource, owner: IndexOwner, added?: Additions): IndexRows {
  const type = resource.resourceType;
  const dated = clinicalParameter(type);
  const span =
    dated === undefined ? { low: owner.updated, high: owner.updated } : clinicalSpan(resource, stockholmZone);
  const rows: IndexRows = {
    owner,
    dateLow: span?.low ?? Number.NEGATIVE_INFINITY,
    dateHigh: span?.high ?? Number.NEGATIVE_INFINITY,
    present: 0,
    postings: new Postings(),
    dates: [],
    quantities: [],
    strings: [],
    referred: new Set(),
  };
  const owning = owner.patientKey === 0 ? undefined : owningParameter(type);
  const ownReference = owner.patientId === undefined ? undefined : `Patient/${owner.patientId}`;
  let ownedBySubject = false;
  for (const source of indexSourcesOf(type)) {
    const before = rows.present;
    const isClinical = dated?.type === source.kind && dated.sources.includes(source.path);
    const isOwning = source.kind === 'reference' && owning?.sources.includes(source.path) === true;
    const there = indexSource(rows, source, resource, {
      isClinical,
      ownReference: isOwning ? ownReference : undefined,
    });
    ownedBySubject ||= there.owner;
    if (there.any) rows.present = before + 2 ** source.bit;
  }
  postMentions(resource, rows.postings, rows.referred, owner);
  if (owning !== undefined && !ownedBySubject) rows.postings.add('', postingSeed.ownedOtherwise(type), true);
  for (const composite of compositeSourcesOf(type)) compositeRows(rows, composite, resource);
  if (added !== undefined) addedRows(rows, added, resource);
  if (resource.resourceType === 'Location') addPosition(rows, resource.position);
  rows.strings = eachOnce(rows.strings);
  const words = wordsOf(resource);
  if (words.narrative !== '' || words.rest !== '') rows.words = words;
  return rows;
}

/** A name is found by what is said of all of it and of its parts, which is the same row. */
function eachOnce(strings: IndexRows['strings']): IndexRows['strings'] {
  if (strings.length < 2) return strings;
  const seen = new Set<string>();
  return strings.filter(({ param, value, exact }) => {
    const before = seen.size;
    return seen.add(`${param} ${value} ${exact ?? ''}`).size > before;
  });
}

function addedRows(rows: IndexRows, { sources, composites }: Additions, resource: Resource): void {
  for (const source of sources) {
    const { any } = indexSource(rows, source, resource, { isClinical: false, ownReference: undefined });
    if (any) rows.postings.add('', postingSeed.present(source.kind, source.path), false);
  }
  for (const composite of composites) compositeRows(rows, composite, resource);
}

/** What `near` searches by: latitude and longitude as the ends of one row. */
function addPosition(rows: IndexRows, position: LocationPosition | undefined): void {
  const { latitude, longitude } = position ?? {};
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return;
  rows.quantities.push({ param: positionParam, unit: 0, code: 0, low: latitude, high: longitude });
}
