/**
 * Bundles (http://hl7.org/fhir/R4/bundle.html) as pieces of text: the stored resources go out letter for letter, nothing is
 * parsed and written again.
 */
import { randomUUID } from 'node:crypto';
import type { Bundle, Coding, Resource } from '@medplum/fhirtypes';
import { stringifyJson } from '@vardkedjan/fhir/json.ts';
import type { Stored, Version } from '../../store/record.ts';
import { entityTag } from './entity-tag.ts';

export interface BundleLink {
  relation: 'self' | 'next' | 'previous' | 'first' | 'last';
  url: string;
}

export interface BundleParts {
  type: NonNullable<Bundle['type']>;
  total?: number | undefined;
  links?: readonly BundleLink[];
  tags?: readonly Coding[];
  /** JSON texts of entries. */
  entries: readonly string[];
}

/** In pieces: joined, one letter beyond Latin-1 would make all of it twice as long in memory, and slow to write. */
export function bundleText({ type, total, links = [], tags = [], entries }: BundleParts): readonly string[] {
  const tag = tags.length === 0 ? '' : `,"tag":${JSON.stringify(tags)}`;
  const head = `{"resourceType":"Bundle","id":"${randomUUID()}","meta":{"lastUpdated":"${new Date().toISOString()}"${tag}},"type":"${type}"`;
  const count = total === undefined ? '' : `,"total":${total}`;
  const link = links.length === 0 ? '' : `,"link":${JSON.stringify(links)}`;
  const before = `${head}${count}${link}`;
  if (entries.length === 0) return [`${before}}`];
  const pieces = [`${before},"entry":[`];
  for (const entry of entries) pieces.push(entry, ',');
  pieces[pieces.length - 1] = ']}';
  return pieces;
}

export function foundEntry(base: string, stored: Stored, mode: 'match' | 'include', body = stored.body): string {
  return `{"fullUrl":"${base}/${stored.type}/${stored.id}","resource":${body},"search":{"mode":"${mode}"}}`;
}

/** An OperationOutcome that comes along with the matches. */
export function outcomeEntry(outcome: Resource): string {
  return `{"resource":${stringifyJson(outcome)},"search":{"mode":"outcome"}}`;
}

export function collectedEntry(base: string, stored: Stored): string {
  return `{"fullUrl":"${base}/${stored.type}/${stored.id}","resource":${stored.body}}`;
}

/** http://hl7.org/fhir/R4/http.html#history */
export function versionEntry(base: string, stored: Version, body = stored.body): string {
  const { method, created } = stored;
  const address = `${stored.type}/${stored.id}`;
  const status = created ? '201 Created' : method === 'DELETE' ? '204 No Content' : '200 OK';
  const resource = stored.deleted ? '' : `,"resource":${body}`;
  const request = `"request":{"method":"${method}","url":"${method === 'POST' ? stored.type : address}"}`;
  const location = created ? `,"location":"${base}/${address}/_history/${stored.version}"` : '';
  const response = `"response":{"status":"${status}"${location},"etag":"${entityTag(stored.version).replaceAll('"', '\\"')}","lastModified":"${stored.updated}"}`;
  return `{"fullUrl":"${base}/${address}"${resource},${request},${response}}`;
}

/** One entry of a batch's or transaction's response (http://hl7.org/fhir/R4/http.html#transaction-response). */
export function responseEntry(response: {
  status: string;
  location?: string | undefined;
  etag?: string | undefined;
  lastModified?: string | undefined;
  fullUrl?: string | undefined;
  resource?: string | undefined;
  outcome?: Resource | undefined;
}): string {
  const { fullUrl, resource, outcome, ...said } = response;
  const parts = [`"response":${stringifyJson({ ...said, outcome })}`];
  if (resource !== undefined) parts.unshift(`"resource":${resource}`);
  if (fullUrl !== undefined) parts.unshift(`"fullUrl":${JSON.stringify(fullUrl)}`);
  return `{${parts.join(',')}}`;
}
