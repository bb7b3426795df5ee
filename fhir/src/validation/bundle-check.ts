/**
 * What a Bundle's entries call themselves, and what a document must bring with it: http://hl7.org/fhir/R4/bundle.html#bundle-unique,
 * http://hl7.org/fhir/R4/bundle-definitions.html#Bundle.entry.fullUrl, http://hl7.org/fhir/R4/documents.html#content.
 */
import { parseReference } from '../reference.ts';
import type { Run } from './run.ts';

type Json = Record<string, unknown>;

/** Whose entries are resources of their own, as against requests (whose fullUrl may be made up) and answers. */
const identified = new Set(['document', 'message', 'collection', 'searchset', 'history']);

/** The bundle has the right structure. */
export function checkBundle(bundle: Json, run: Run): void {
  const entries = Array.isArray(bundle['entry']) ? (bundle['entry'] as Json[]) : [];
  const isIdentified = identified.has(String(bundle['type']));
  for (const [index, entry] of entries.entries()) {
    const { fullUrl } = entry;
    if (typeof fullUrl !== 'string') continue;
    const fault = fullUrlFault(fullUrl, entry['resource'], isIdentified);
    if (fault !== undefined) reportIn(`entry[${index}]`, 'fullUrl', fault, run);
  }
  if (bundle['type'] === 'document') checkDocument(entries, run);
}

function reportIn(entry: string, step: string, fault: string, run: Run): void {
  run.enter(entry);
  run.reportAt(step, 'value', fault);
  run.leave();
}

function fullUrlFault(fullUrl: string, resource: unknown, isIdentified: boolean): string | undefined {
  const parsed = parseReference(fullUrl);
  if (parsed.kind !== 'absolute' && parsed.kind !== 'urn') return 'must be an absolute URL';
  if (!isJson(resource) || parsed.kind !== 'absolute' || parsed.type === undefined) return undefined;
  if (resource['resourceType'] !== parsed.type) return 'must have the type of the resource, as it names a type';
  const { id } = resource;
  if (id === undefined) return isIdentified ? 'names an id, which the resource lacks' : undefined;
  return id === parsed.id ? undefined : 'must have the id of the resource, as it names an id';
}

/** What the Composition refers to directly stands in the document. */
function checkDocument(entries: readonly Json[], run: Run): void {
  const [first] = entries;
  const composition = first?.['resource'];
  if (first === undefined || !isJson(composition) || composition['resourceType'] !== 'Composition') return;
  const urls = new Set(entries.map(({ fullUrl }) => fullUrl));
  const { fullUrl } = first;
  run.enter('entry[0]');
  run.enter('resource');
  eachReference(composition, [], (reference, steps) => {
    if (isInDocument(reference, fullUrl, urls)) return;
    for (const step of steps) run.enter(step);
    run.report('not-found', 'leads to nothing in the document, which must hold what its Composition refers to');
    for (const _ of steps) run.leave();
  });
  run.leave();
  run.leave();
}

function isInDocument(reference: string, from: unknown, urls: ReadonlySet<unknown>): boolean {
  const parsed = parseReference(reference);
  if (parsed.kind === 'urn') return urls.has(reference);
  if (parsed.kind !== 'local') return true;
  const around = typeof from === 'string' ? parseReference(from) : undefined;
  const base = around?.kind === 'absolute' ? around.base : undefined;
  const { type, id } = parsed;
  return base === undefined ? urls.has(reference) : urls.has(`${base}/${type}/${id}`);
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
