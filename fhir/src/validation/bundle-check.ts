/**
 * What a Bundle's entries call themselves, what a search's answer holds, and what a document must bring with it:
 * http://hl7.org/fhir/R4/bundle.html#bundle-unique, http://hl7.org/fhir/R4/bundle-definitions.html#Bundle.entry.fullUrl,
 * http://hl7.org/fhir/R4/valueset-search-entry-mode.html, http://hl7.org/fhir/R4/documents.html#content.
 */
import { parseReference } from '../reference.ts';
import type { Run } from './run.ts';

type Json = Record<string, unknown>;

/** Whose entries are resources of their own, as against requests (whose fullUrl may be made up) and answers. */
const identified = new Set(['document', 'message', 'collection', 'searchset', 'history']);
/** fullUrl may be left out by a POST, and by the result of an operation, which is a collection or a searchset. */
const named = new Set(['document', 'message', 'history']);

/** The bundle has the right structure. */
export function checkBundle(bundle: Json, run: Run): void {
  const entries = Array.isArray(bundle['entry']) ? (bundle['entry'] as Json[]) : [];
  const type = String(bundle['type']);
  for (const [index, entry] of entries.entries()) {
    const fault = fullUrlFault(entry, type);
    if (fault !== undefined) reportIn(`entry[${index}]`, 'fullUrl', fault, run);
    const unfit = type === 'searchset' ? foundFault(entry) : undefined;
    if (unfit !== undefined) reportIn(`entry[${index}]`, 'resource', unfit, run);
  }
  if (type === 'document') checkDocument(entries, run);
}

function reportIn(entry: string, step: string, fault: string, run: Run): void {
  run.enter(entry);
  run.reportAt(step, 'value', fault);
  run.leave();
}

function fullUrlFault({ fullUrl, resource }: Json, type: string): string | undefined {
  if (typeof fullUrl !== 'string')
    return named.has(type) && isJson(resource) ? 'is missing, which identifies the resource' : undefined;
  const parsed = parseReference(fullUrl);
  if (parsed.kind !== 'absolute' && parsed.kind !== 'urn') return 'must be an absolute URL';
  if (!isJson(resource) || parsed.kind !== 'absolute' || parsed.type === undefined) return undefined;
  if (resource['resourceType'] !== parsed.type) return 'must have the type of the resource, as it names a type';
  const { id } = resource;
  if (id === undefined) return identified.has(type) ? 'names an id, which the resource lacks' : undefined;
  return id === parsed.id ? undefined : 'must have the id of the resource, as it names an id';
}

/** What a search has found is stored, and what is stored has an id; what it has to say beside that is an OperationOutcome. */
function foundFault({ search, resource }: Json): string | undefined {
  if (!isJson(resource)) return undefined;
  const isOutcome = resource['resourceType'] === 'OperationOutcome';
  const mode = isJson(search) ? search['mode'] : undefined;
  if (mode === 'outcome' && !isOutcome) return 'must be an OperationOutcome, as the outcome of the search';
  return resource['id'] === undefined && (mode === 'match' || mode === 'include')
    ? 'must have an id, as it was found by a search'
    : undefined;
}

/** What the Composition refers to directly stands in the document, once. */
function checkDocument(entries: readonly Json[], run: Run): void {
  const [first] = entries;
  const composition = first?.['resource'];
  if (first === undefined || !isJson(composition) || composition['resourceType'] !== 'Composition') return;
  const { fullUrl } = first;
  const byUrl = Map.groupBy(entries, (entry) => entry['fullUrl']);
  run.enter('entry[0]');
  run.enter('resource');
  eachReference(composition, [], (reference, steps) => {
    const fault = documentFault(reference, fullUrl, byUrl);
    if (fault === undefined) return;
    for (const step of steps) run.enter(step);
    run.report('not-found', fault);
    for (const _ of steps) run.leave();
  });
  run.leave();
  run.leave();
}

/** http://hl7.org/fhir/R4/bundle.html#references */
function documentFault(
  reference: string,
  from: unknown,
  byUrl: ReadonlyMap<unknown, readonly Json[]>,
): string | undefined {
  const parsed = parseReference(reference);
  if (parsed.kind !== 'urn' && parsed.kind !== 'local') return undefined;
  const url = parsed.kind === 'urn' ? reference : localUrl(parsed, from);
  const version = parsed.kind === 'local' ? parsed.version : undefined;
  const matches = (byUrl.get(url) ?? []).filter(
    ({ resource }) => version === undefined || versionOf(resource) === version,
  );
  if (matches.length === 0) return 'leads to nothing in the document, which must hold what its Composition refers to';
  return matches.length > 1 ? 'leads to several entries, so that nobody knows which is meant' : undefined;
}

function localUrl({ type, id }: { type: string; id: string }, from: unknown): string {
  const around = typeof from === 'string' ? parseReference(from) : undefined;
  const base = around?.kind === 'absolute' ? around.base : undefined;
  return base === undefined ? `${type}/${id}` : `${base}/${type}/${id}`;
}

function versionOf(resource: unknown): unknown {
  const meta = isJson(resource) ? resource['meta'] : undefined;
  return isJson(meta) ? meta['versionId'] : undefined;
}

function eachReference(
  value: unknown,
  steps: (string | number)[],
  found: (reference: string, steps: readonly (string | number)[]) => void,
): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === 'contained') continue;
    if (key === 'reference' && typeof child === 'string') found(child, steps);
    else eachReference(child, [...steps, Array.isArray(value) ? Number(key) : key], found);
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
