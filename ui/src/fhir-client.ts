/**
 * The one HTTP client: FHIR R4's RESTful API (http://hl7.org/fhir/R4/http.html) at /fhir with the session's cookie. It throws FhirFailure and
 * nothing else. Unsafe requests carry `X-Vardkedjan: 1`, which a page of another origin cannot send, and whose record is on the screen:
 * what concerns another patient the server refuses.
 */
import type { Bundle, Parameters, Resource } from '@medplum/fhirtypes';
import { parseJson, stringifyJson } from '@vardkedjan/fhir/json.ts';
import { isAttended } from './attended.ts';
import { FhirFailure, failureOf } from './fhir-failure.ts';

/** A resource as it was when it was read; its ETag goes back as If-Match, so nobody's change is written over. */
export interface Versioned<T> {
  resource: T;
  etag: string | undefined;
}

export interface Page<T extends Resource> {
  matches: T[];
  included: Resource[];
  total: number | undefined;
  /** Address of the next page, relative to the origin; undefined on the last. */
  next: string | undefined;
}

export type Query = Record<string, string | number | readonly string[] | undefined>;

const base = '/fhir';
const fhirJson = 'application/fhir+json';

/**
 * The id of the patient whose record is on the screen; undefined when what is sent is in nobody's record. With the draft in which it was
 * typed, `DocumentReference/<id>/_history/<version>`, the server takes the draft with what is sent, or neither.
 */
export type PatientOnScreen = string | { patient: string; draft: string } | undefined;

interface Common {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** Goes on when the page is left; the browser allows 64 kB under way at once. */
  keepalive?: boolean;
}

type Asked =
  | (Common & { method?: 'GET' })
  | (Common & { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; patient: PatientOnScreen });

const signedOutListeners = new Set<() => void>();

/** Told whenever the server says that the session is over, so that the app can ask for a new one without losing what is on screen. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

export async function request(path: string, asked: Asked = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: fhirJson, ...asked.headers };
  if ('patient' in asked) {
    headers['X-Vardkedjan'] = '1';
    Object.assign(headers, onScreen(asked.patient));
  }
  if (!isAttended()) headers['X-Vardkedjan-Unattended'] = '1';
  if (asked.body !== undefined) headers['Content-Type'] ??= fhirJson;
  let response: Response;
  try {
    response = await fetch(path, {
      method: asked.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(asked.body === undefined ? {} : { body: stringifyJson(asked.body) }),
      ...(asked.signal ? { signal: asked.signal } : {}),
      ...(asked.keepalive ? { keepalive: true } : {}),
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new FhirFailure('offline', 0, 'The server could not be reached', { cause });
  }
  if (response.ok) return response;
  const failure = failureOf(response.status, await bodyOf(response), response.headers.get('x-request-id') ?? undefined);
  if (failure.kind === 'signed-out') for (const listener of signedOutListeners) listener();
  throw failure;
}

function onScreen(shown: PatientOnScreen): Record<string, string> {
  if (shown === undefined) return {};
  if (typeof shown === 'string') return { 'X-Vardkedjan-Patient': shown };
  return { 'X-Vardkedjan-Patient': shown.patient, 'X-Vardkedjan-Draft': shown.draft };
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return parseJson(text);
  } catch (cause) {
    if (response.ok) throw new FhirFailure('failed', response.status, 'The answer was not JSON', { cause });
    return undefined;
  }
}

/** A query string; a list gives the parameter several times (all must hold), a comma inside a value means any of them. */
export function queryString(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

async function versioned<T>(response: Response): Promise<Versioned<T>> {
  return { resource: (await bodyOf(response)) as T, etag: response.headers.get('etag') ?? undefined };
}

export async function readResource<T extends Resource>(
  type: T['resourceType'],
  id: string,
  signal?: AbortSignal,
): Promise<Versioned<T>> {
  return versioned(await request(`${base}/${type}/${encodeURIComponent(id)}`, { signal }));
}

export async function createResource<T extends Resource>(resource: T, patient: PatientOnScreen): Promise<Versioned<T>> {
  return versioned(
    await request(`${base}/${resource.resourceType}`, {
      method: 'POST',
      patient,
      body: resource,
      headers: { Prefer: 'return=representation' },
    }),
  );
}

/** With the ETag it was read with: `changed-meanwhile` when somebody else has saved since. */
export async function updateResource<T extends Resource>(
  resource: T & { id: string },
  etag: string | undefined,
  patient: PatientOnScreen,
): Promise<Versioned<T>> {
  return versioned(
    await request(`${base}/${resource.resourceType}/${encodeURIComponent(resource.id)}`, {
      method: 'PUT',
      patient,
      body: resource,
      headers: { Prefer: 'return=representation', ...(etag ? { 'If-Match': etag } : {}) },
    }),
  );
}

export async function deleteResource(
  type: Resource['resourceType'],
  id: string,
  etag: string | undefined,
  patient: PatientOnScreen,
): Promise<void> {
  await request(`${base}/${type}/${encodeURIComponent(id)}`, {
    method: 'DELETE',
    patient,
    headers: etag ? { 'If-Match': etag } : {},
  });
}

/** Earlier versions of one resource, the newest first. */
export async function historyOf<T extends Resource>(
  type: T['resourceType'],
  id: string,
  signal?: AbortSignal,
): Promise<Page<T>> {
  return pageOf<T>(
    (await bodyOf(await request(`${base}/${type}/${encodeURIComponent(id)}/_history`, { signal }))) as Bundle,
  );
}

export async function searchResources<T extends Resource>(
  type: T['resourceType'],
  query: Query,
  signal?: AbortSignal,
): Promise<Page<T>> {
  return followPage<T>(`${base}/${type}${queryString(query)}`, signal);
}

/** A page by its address, as `next` of the one before gave it. */
export async function followPage<T extends Resource>(address: string, signal?: AbortSignal): Promise<Page<T>> {
  return pageOf<T>((await bodyOf(await request(address, { signal }))) as Bundle);
}

export function pageOf<T extends Resource>(bundle: Bundle): Page<T> {
  const matches: T[] = [];
  const included: Resource[] = [];
  for (const entry of bundle.entry ?? []) {
    if (!entry.resource || entry.resource.resourceType === 'OperationOutcome') continue;
    if (entry.search?.mode === 'include') included.push(entry.resource);
    else matches.push(entry.resource as T);
  }
  const next = bundle.link?.find((link) => link.relation === 'next')?.url;
  return { matches, included, total: bundle.total, next: next ? relativeAddress(next) : undefined };
}

/** Our own pages only: an address at another origin is reduced to its path, so a cookie never leaves. */
function relativeAddress(address: string): string {
  const url = new URL(address, 'https://here.invalid');
  return url.pathname + url.search;
}

interface Operated {
  query?: Query;
  etag?: string | undefined;
  signal?: AbortSignal;
}

/** A $operation: `Patient/x/$chart` with GET, or POST when there are Parameters or a resource to send. */
export async function operate<T extends Resource>(
  path: string,
  asked: (Operated & { body?: never }) | (Operated & { body: Parameters | Resource; patient: PatientOnScreen }) = {},
): Promise<Versioned<T>> {
  const address = `${base}/${path}${queryString(asked.query ?? {})}`;
  const common: Common = { headers: asked.etag ? { 'If-Match': asked.etag } : {}, signal: asked.signal };
  return versioned(
    await (asked.body === undefined
      ? request(address, common)
      : request(address, { ...common, method: 'POST', body: asked.body, patient: asked.patient })),
  );
}

/** An operation that is sent without a body, such as `$sign`. */
export async function perform<T extends Resource>(
  path: string,
  etag: string | undefined,
  patient: PatientOnScreen,
): Promise<Versioned<T>> {
  return versioned(
    await request(`${base}/${path}`, { method: 'POST', patient, headers: etag ? { 'If-Match': etag } : {} }),
  );
}
