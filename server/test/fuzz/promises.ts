/**
 * What holds for every answer, whatever was asked: never a 5xx, nothing told of the inside, FHIR in every body, no accepted
 * nonsense, and what was accepted is there when one asks again.
 */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { numberText, parseJson, stringifyJson } from '@vardkedjan/fhir/json.ts';
import { parseXml } from '@vardkedjan/fhir/xml/parse-xml.ts';
import type { LightMyRequestResponse } from 'fastify';
import { canary } from './nasty.ts';
import { nonsense } from './oracle.ts';
import type { Pair, Sent } from './sent.ts';

export interface Answered {
  status: number;
  headers: Record<string, string | undefined>;
  text: string;
}

export type Send = (sent: Sent) => Promise<Answered>;

/** Longer than anything takes here; what takes longer hangs. */
const patience = 30_000;

const inside =
  /\bat [\w.<>]+ \(|node_modules|\.ts:\d+|\bselect\b.{1,80}\bfrom\b|\binsert into\b|syntax error|\brelation "|\bcolumn "|invalid input syntax|pg_|ECONN|violates|Cannot read prop|is not a function|is not iterable|undefined \(/i;

/** Sends the request and says what promise was broken; undefined: none. */
export async function broken(sent: Sent, send: Send): Promise<string | undefined> {
  const answer = await inTime(send(sent));
  if (answer === undefined) return 'no answer';
  const fault = frameFault(answer, sent);
  if (fault !== undefined) return fault;
  if (answer.status >= 400 || answer.text === '') return undefined;
  const body = JSON.parse(answer.text) as Resource;
  if (isSearch(sent) && body.resourceType === 'Bundle') return searchFault(sent, body, send);
  if (body.resourceType === 'Bundle' && body.type?.endsWith('-response')) return responseFault(sent, body);
  return isWrite(sent) ? writeFault(sent, answer, body, send) : undefined;
}

export function answeredBy(response: LightMyRequestResponse): Answered {
  const headers = response.headers as Answered['headers'];
  const text = unpacked(response.rawPayload, headers['content-encoding']).toString('utf8');
  return { status: response.statusCode, headers, text: text.startsWith('<') ? asJson(text) : text };
}

/** What is no FHIR XML stays as it is, and is found to be no JSON. */
function asJson(xml: string): string {
  try {
    return stringifyJson(parseXml(xml));
  } catch {
    return xml;
  }
}

function unpacked(payload: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'br') return brotliDecompressSync(payload);
  return encoding === 'gzip' ? gunzipSync(payload) : payload;
}

async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function frameFault(answer: Answered, sent: Sent): string | undefined {
  const { status, headers, text } = answer;
  if (status >= 500) return `status ${status}`;
  if (status < 200 || status === 300) return `status ${status}`;
  if (sent.method === 'HEAD' || text === '') {
    return status >= 400 && sent.method !== 'HEAD' ? `status ${status} without an OperationOutcome` : undefined;
  }
  // The content of a Binary.
  if (headers['content-disposition'] === 'attachment' && sent.path.startsWith('/fhir/Binary/')) return undefined;
  const type = headers['content-type'] ?? '';
  if (!/^application\/fhir\+(json|xml)/.test(type)) return `an answer of the type ${type.split(';')[0]}`;
  return status >= 400 ? outcomeFault(answer) : jsonFault(text);
}

function jsonFault(text: string): string | undefined {
  try {
    const { resourceType } = JSON.parse(text) as Partial<Resource>;
    return typeof resourceType === 'string' ? undefined : 'an answer that is no resource';
  } catch {
    return 'an answer that is no JSON';
  }
}

function outcomeFault(answer: Answered): string | undefined {
  const { text } = answer;
  if (inside.test(text)) return `tells of the inside: ${inside.exec(text)?.[0].slice(0, 60)}`;
  if (text.includes(canary)) return 'an error that gives back a value';
  if (text.length > 100_000) return 'an error without end';
  const fault = jsonFault(text);
  if (fault !== undefined) return fault;
  const outcome = JSON.parse(text) as Resource;
  if (outcome.resourceType !== 'OperationOutcome' || !Array.isArray(outcome.issue) || outcome.issue.length === 0) {
    return 'an error that is no OperationOutcome';
  }
  return outcome.issue.some(({ diagnostics, details }) => diagnostics === undefined && details === undefined)
    ? 'an issue that says nothing'
    : undefined;
}

function isSearch({ method, path }: Sent): boolean {
  return (method === 'GET' && /^\/fhir(\/[A-Z]\w*)?$/.test(path)) || (method === 'POST' && path.endsWith('/_search'));
}

async function searchFault(sent: Sent, first: Bundle, send: Send): Promise<string | undefined> {
  if (first.type !== 'searchset') return `a search answered with a ${String(first.type)}`;
  const self = linkOf(first, 'self');
  if (self === undefined) return 'a searchset without a self link';
  const again = await send({ as: sent.as, method: 'GET', ...addressOf(self) });
  // Whoever asks may have lost the assignment meanwhile: then the request itself is refused now.
  if (again.status !== 200)
    return (await send(sent)).status === again.status ? undefined : `its self link answers ${again.status}`;
  const second = JSON.parse(again.text) as Bundle;
  if (within(linkOf(second, 'self')) !== within(self)) return 'its self link has another self link';
  const shown = (bundle: Bundle): string =>
    JSON.stringify([bundle.total, (bundle.entry ?? []).map((entry) => [within(entry.fullUrl), entry.search?.mode])]);
  const isLenient = sent.headers.some(([name, value]) => name === 'Prefer' && value.includes('lenient'));
  if (!isLenient && shown(first) !== shown(second)) return 'its self link, asked again, answers otherwise';
  return pageFault(sent, second, send);
}

/** No match comes twice; the total is what all pages hold. */
async function pageFault(sent: Sent, first: Bundle, send: Send): Promise<string | undefined> {
  const seen = new Set<string>();
  let page = first;
  for (let left = 4; left > 0; left--) {
    for (const { fullUrl = '', search } of page.entry ?? []) {
      if (search?.mode !== 'match') continue;
      if (seen.has(fullUrl)) return 'a match that comes twice';
      seen.add(fullUrl);
    }
    const next = linkOf(page, 'next');
    if (next === undefined) return totalFault(first, seen.size);
    const { parameters, ...address } = addressOf(next);
    const ask = (asked: typeof parameters): Promise<Answered> =>
      send({ as: sent.as, method: 'GET', ...address, parameters: asked });
    let answer = await ask(parameters);
    // A later page may hold a character that XML cannot.
    if (answer.status === 406) answer = await ask(parameters.filter(([name]) => name !== '_format'));
    // As above: then the request itself is refused now.
    if (answer.status !== 200)
      return (await send(sent)).status === answer.status ? undefined : `its next link answers ${answer.status}`;
    page = JSON.parse(answer.text) as Bundle;
  }
  return undefined;
}

function totalFault({ total, link }: Bundle, found: number): string | undefined {
  const self = new URL(link?.find(({ relation }) => relation === 'self')?.url ?? 'http://x');
  if (
    total === undefined ||
    self.searchParams.getAll('_summary').includes('count') ||
    self.searchParams.getAll('_count').includes('0')
  )
    return undefined;
  if (self.searchParams.get('_total') === 'estimate') return undefined;
  return total === found ? undefined : `a total of ${total} where ${found} are found`;
}

/** Without the host, which follows the Host header. */
function within(url = 'http://nowhere'): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function linkOf({ link }: Bundle, relation: string): string | undefined {
  return link?.find((one) => one.relation === relation)?.url;
}

/** With the host that the link names, whose own addresses are then the same. */
function addressOf(url: string): Pick<Sent, 'path' | 'parameters' | 'headers'> {
  const { host, pathname, searchParams } = new URL(url);
  return { path: pathname, parameters: [...searchParams], headers: [['Host', host]] };
}

function responseFault({ body }: Sent, { entry = [] }: Bundle): string | undefined {
  const asked = body !== undefined && 'value' in body ? (body.value as Bundle).entry : undefined;
  if (Array.isArray(asked) && asked.length !== entry.length)
    return `${asked.length} entries asked, ${entry.length} answered`;
  for (const { response } of entry) {
    const status = response?.status ?? '';
    if (!/^\d{3}/.test(status)) return 'an entry without a status';
    if (status.startsWith('5') && !status.startsWith('503')) return `an entry with the status ${status.slice(0, 3)}`;
    if (response?.outcome !== undefined) {
      const fault = outcomeFault({ status: 400, headers: {}, text: JSON.stringify(response.outcome) });
      if (fault !== undefined && status >= '4') return `an entry: ${fault}`;
    }
  }
  return undefined;
}

function isWrite({ method, path }: Sent): boolean {
  return (
    ((method === 'POST' && /^\/fhir\/\w+$/.test(path)) || method === 'PUT' || method === 'PATCH') && !path.includes('$')
  );
}

async function writeFault(sent: Sent, answer: Answered, body: Resource, send: Send): Promise<string | undefined> {
  if (body.resourceType === 'OperationOutcome' && !sent.path.includes('OperationOutcome')) return undefined;
  const fault = nonsense(body);
  if (fault !== undefined) return `accepted nonsense: ${fault}`;
  const place = answer.headers['location'];
  if (answer.status === 201 && place === undefined) return 'created without a Location';
  const path = `/fhir/${body.resourceType}/${body.id}`;
  // Without the header a Binary answers with what it holds.
  const headers: Pair[] = [['Accept', 'application/fhir+json']];
  const read = await send({ as: 'client:bench', method: 'GET', path, parameters: [], headers });
  if (read.status !== 200) return `what was written answers ${read.status}`;
  // XML has an order of its own for what stands in an element.
  const said = answer.headers['content-type']?.includes('xml') ? inAnyOrder : bare;
  if (said(read.text) !== said(answer.text)) return 'what was written reads otherwise than its answer';
  return sent.method === 'PATCH' || sent.headers.some(([name]) => name === 'If-None-Exist')
    ? undefined
    : changedFault(sent, read.text);
}

/** What came back is what was sent, letter for letter, but for what the server sets. */
function changedFault({ body, path }: Sent, stored: string): string | undefined {
  if (body === undefined || /^\/fhir\/Binary\b/.test(path)) return undefined;
  const text = 'raw' in body ? body.raw.toString('utf8').replace(/^\ufeff/, '') : JSON.stringify(body.value);
  return own(text.startsWith('<') ? asJson(text) : text) === own(stored)
    ? undefined
    : 'what was written is not what was sent';
}

/** Without white space (`_pretty`). */
function bare(text: string): string {
  return stringifyJson(parseJson(text));
}

function inAnyOrder(text: string): string {
  return stringifyJson(ordered(parseJson(text)));
}

function own(text: string): string {
  const { id: _id, meta, ...rest } = parseJson(text) as Record<string, unknown>;
  const { versionId: _v, lastUpdated: _l, extension: _e, ...said } = (meta ?? {}) as Record<string, unknown>;
  return stringifyJson(ordered({ ...rest, meta: said }));
}

/** What is sent once more in another order of its elements is the same, and stays as it was. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((one: unknown, at) => (typeof one === 'number' ? numberText(value, at) : ordered(one)));
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).toSorted() as (keyof typeof value)[];
  return names.map((name) => [name, typeof value[name] === 'number' ? numberText(value, name) : ordered(value[name])]);
}
