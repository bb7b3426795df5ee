/**
 * One entry of a batch or transaction as a request of its own (http://hl7.org/fhir/R4/bundle.html#http): which of the served
 * interactions and operations it is, by the same table of routes as any request, and what it asks.
 */
import type { BundleEntry, BundleEntryRequest } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { Asked, type AskedParts } from '../../http/asked.ts';
import type { Interaction, Route, WriteInteraction } from '../interaction.ts';

export interface Entry {
  /** Position in the Bundle, from 1. */
  number: number;
  asked: Asked;
  fullUrl: string | undefined;
  interaction: Interaction;
  /** The same interaction, when it changes something and can be part of a transaction. */
  write: WriteInteraction | undefined;
}

/** Fails with `invalid` or `not-supported`, naming the entry. */
export function entryOf(bundle: Asked, entry: BundleEntry | undefined, number: number): Entry {
  const { request } = entry ?? {};
  if (request?.method === undefined || request.url === undefined) {
    throw new Failure('invalid', `Entry ${number} has no request with method and url`);
  }
  const { caller, record, base, requestId, onScreen, wiring } = bundle;
  const [path, parameters] = addressOf(request.url, base, number);
  const { interaction, found } = servedAt(wiring.served, request.method, path, number);
  const parts: AskedParts = {
    method: request.method === 'HEAD' ? 'GET' : request.method,
    type: found['type'] ?? interaction.type,
    member: found['member'],
    id: found['id'],
    version: found['version'],
    parameters,
    body: entry?.resource === undefined ? undefined : { value: entry.resource },
    ...conditionsOf(request),
    prefer: bundle.parts.prefer,
  };
  const asked = new Asked(parts, { caller, record, base, requestId, onScreen }, wiring);
  return { number, asked, fullUrl: entry?.fullUrl, interaction, write: isWrite(interaction) ? interaction : undefined };
}

function conditionsOf({ ifMatch, ifNoneMatch, ifNoneExist, ifModifiedSince }: BundleEntryRequest) {
  return { ifMatch, ifNoneMatch, ifNoneExist, ifModifiedSince };
}

function isWrite(interaction: Interaction): interaction is WriteInteraction {
  return 'change' in interaction;
}

/** Relative to the server's base, or absolute below it. */
function addressOf(url: string, base: string, number: number): [path: string[], parameters: [string, string][]] {
  const relative = url === base ? '' : url.startsWith(`${base}/`) ? url.slice(base.length + 1) : url.replace(/^\//, '');
  if (/^[a-z][a-z0-9+.-]*:/i.test(relative))
    throw new Failure('invalid', `Entry ${number}: its url is not below this server`);
  const mark = relative.indexOf('?');
  const path = mark === -1 ? relative : relative.slice(0, mark);
  const query = mark === -1 ? '' : relative.slice(mark + 1);
  return [path === '' ? [] : path.replace(/\/$/, '').split('/'), [...new URLSearchParams(query)]];
}

interface Part {
  /** What varies has a name. */
  name: string | undefined;
  fits: (text: string) => boolean;
}

interface Served {
  interaction: Interaction;
  method: Route['method'];
  parts: Part[];
}

const tables = new WeakMap<readonly Interaction[], Served[]>();

/** What is spelled out goes before what varies. */
function tableOf(served: readonly Interaction[]): Served[] {
  let table = tables.get(served);
  if (table === undefined) {
    const fixed = ({ parts }: Served): number => parts.filter(({ name }) => name === undefined).length;
    table = served
      .flatMap((interaction) =>
        interaction.routes.map(({ method, path }) => ({ interaction, method, parts: partsOf(path) })),
      )
      .sort((a, b) => fixed(b) - fixed(a));
    tables.set(served, table);
  }
  return table;
}

/** `/:type/:id/_history`; what varies may be held to a pattern, as in `/:type(^Patient$)`. */
function partsOf(path: string): Part[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .map((part): Part => {
      const [, name, pattern] = /^:(\w+)(?:\((.*)\))?$/.exec(part) ?? [];
      if (name === undefined) return { name: undefined, fits: (text) => text === part };
      const wanted = new RegExp(pattern ?? '^[^$]');
      return { name, fits: (text) => wanted.test(text) };
    });
}

function servedAt(
  served: readonly Interaction[],
  wanted: string,
  path: readonly string[],
  number: number,
): { interaction: Interaction; found: Record<string, string> } {
  const asked = wanted === 'HEAD' ? 'GET' : wanted;
  for (const { interaction, method, parts } of tableOf(served)) {
    if (method !== asked || parts.length !== path.length || interaction.code === 'transaction') continue;
    if (!parts.every(({ fits }, at) => fits(path[at] ?? ''))) continue;
    const found = parts.flatMap(({ name }, at) => (name === undefined ? [] : [[name, path[at] ?? '']]));
    return { interaction, found: Object.fromEntries(found) as Record<string, string> };
  }
  throw new Failure('not-supported', `Entry ${number}: such a request is not supported in a Bundle`);
}
