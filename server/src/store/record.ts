/**
 * The record, opened for one caller: the only door to stored resources (invariant 2). Every answer is already filtered by
 * the caller's visibility and names the patients it shows, so that the pipeline can log them before it answers.
 */
import type { Resource } from '@medplum/fhirtypes';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import type { Issue } from '@vardkedjan/fhir/outcome.ts';
import type { Queryable } from './queryable.ts';
import type { LogPage } from './access-log/read-log.ts';
import type { EverythingRequest } from './read/everything.ts';

/** One stored version. `body` is the canonical JSON text with id and meta in it, sent as it is. */
export interface Stored {
  type: string;
  id: string;
  key: number;
  /** 0 when the resource belongs to no patient. */
  patientKey: number;
  /** As the row has it: the key of the care provider that keeps it, 0: none's, less than 0: minus that of the unit behind whose wall it is; where it was read. */
  careProvider?: number;
  /** What the patient has blocked, and is open to the caller alone; where it was read by its id. */
  unblocked?: boolean | null;
  version: number;
  /** ISO 8601, UTC, milliseconds: the same text as meta.lastUpdated. */
  updated: string;
  deleted: boolean;
  /** Empty when deleted. */
  body: string;
}

export interface SearchPage {
  /** Matches, in order. */
  matches: Stored[];
  /** Resources that come by _include and _revinclude. */
  included: Stored[];
  /** Present when _total=accurate (or estimate) asked for it. */
  total?: number;
  /** Opaque cursor of the next page, bound to the caller and the query. */
  next?: string;
}

export interface Version extends Stored {
  /** How it came about; a patch is the PUT that gives the same. */
  method: 'POST' | 'PUT' | 'DELETE';
  /** There was none before, or it had been deleted. */
  created: boolean;
}

export interface HistoryPage {
  versions: Version[];
  /** Of all the versions that the caller may see: of one resource, or where no page is asked for. */
  total?: number;
  next?: string;
}

export type HistoryScope = { type?: string; id?: string };

/**
 * One change in a unit of work that is done whole or not at all. `fullUrl` is the entry's in a transaction Bundle (`urn:uuid:…`):
 * wherever the other changes refer to it, the store writes the reference to the resource it became (`Type/id`). `linked`: its
 * references may be by criteria, as in a transaction. `match`: the condition by which `id` was found; it must still find it.
 */
export type Change =
  | { action: 'create'; resource: Resource; fullUrl?: string; ifNoneExist?: SearchQuery; linked?: true }
  | {
      action: 'update';
      resource: Resource;
      fullUrl?: string;
      id?: string;
      ifMatch?: number;
      ifNoneMatch?: '*' | number;
      match?: SearchQuery;
      linked?: true;
    }
  | {
      action: 'patch';
      type: string;
      id: string;
      match?: SearchQuery;
      ifMatch?: number;
      apply: (current: Resource) => Resource;
    }
  | { action: 'delete'; type: string; id: string; match?: SearchQuery; ifMatch?: number };

export interface Written {
  stored: Stored;
  /** `created` 201, `updated` 200, `unchanged` 200 (identical content makes no new version), `deleted` 204. */
  result: 'created' | 'updated' | 'unchanged' | 'deleted';
  /** What was found that is no hindrance: a claimed profile that is not known, a code outside an extensible value set. */
  issues?: readonly Issue[];
}

/** Reads the record as a unit of work will leave it, for the same caller; `facts`: what the law asks about. Done again with each attempt. */
export type Meanwhile = (inside: { record: OpenRecord; facts: Queryable }) => Promise<void>;

export interface OpenRecord {
  /** undefined: no such resource *that the caller may see*; a deleted one comes with `deleted: true`. */
  read(type: string, id: string): Promise<Stored | undefined>;
  vread(type: string, id: string, version: number): Promise<Stored | undefined>;
  search(query: SearchQuery): Promise<SearchPage>;
  history(
    scope: HistoryScope,
    page: { since?: string; at?: string; count: number; cursor?: string },
  ): Promise<HistoryPage>;
  /** Everything in the patient's compartment, in pages. */
  everything(patientId: string, page: EverythingRequest): Promise<SearchPage>;
  /** What the chart of one patient opens with, the Patient first; undefined: no such patient that the caller may see. */
  chart(patientId: string): Promise<Stored[] | undefined>;
  /** Words in one patient's record, newest first. */
  textSearch(
    patientKey: number,
    request: { text: string; count: number; cursor?: string | undefined },
  ): Promise<SearchPage>;
  /** Who has been in a patient's record, newest first. */
  accessLog(patientKey: number, page: { count: number; cursor?: string | undefined }): Promise<LogPage>;
  /** All the changes or none (40001 and 40P01 are retried with jitter inside). `meanwhile`: what is read before the commit; none when it fails. */
  write(changes: Change[], meanwhile?: Meanwhile): Promise<Written[]>;
  /** Deletes it and empties its versions; undefined: no such resource that the caller may see. */
  erase(type: string, id: string): Promise<{ patientKey: number; versions: number } | undefined>;
  /** Fails as `write` would, and does nothing. What would be told of is in the answer. */
  tryWrite(changes: Change[]): Promise<Written[]>;
}
