/**
 * One entry of a batch or transaction as a request of its own (http://hl7.org/fhir/R4/bundle.html#http): which interaction it
 * is, and what it asks.
 */
import type { BundleEntry, BundleEntryRequest } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { Asked, type AskedParts } from '../../http/asked.ts';
import { create } from '../create.ts';
import { deletion } from '../delete.ts';
import { historyInstance } from '../history-instance.ts';
import { historyType } from '../history-type.ts';
import type { Interaction, WriteInteraction } from '../interaction.ts';
import { patch } from '../patch.ts';
import { read } from '../read.ts';
import { searchCompartment } from '../search-compartment.ts';
import { searchSystem } from '../search-system.ts';
import { searchType } from '../search-type.ts';
import { update } from '../update.ts';
import { vread } from '../vread.ts';

export interface Entry {
  /** Position in the Bundle, from 1. */
  number: number;
  asked: Asked;
  fullUrl: string | undefined;
  interaction: Interaction;
  /** The same interaction, when it changes something. */
  write: WriteInteraction | undefined;
}

/** Fails with `invalid` or `not-supported`, naming the entry. */
export function entryOf(bundle: Asked, entry: BundleEntry | undefined, number: number): Entry {
  const { request } = entry ?? {};
  if (request?.method === undefined || request.url === undefined) {
    throw new Failure('invalid', `Entry ${number} has no request with method and url`);
  }
  const parts = partsOf(bundle, entry, request);
  const { interaction, write } = interactionOf(parts, number);
  const { caller, record, base, requestId, wiring } = bundle;
  const asked = new Asked(parts, { caller, record, base, requestId }, wiring);
  return { number, asked, fullUrl: entry?.fullUrl, interaction, write };
}

function partsOf(bundle: Asked, entry: BundleEntry | undefined, request: BundleEntryRequest): AskedParts {
  const url = (request.url ?? '').startsWith(`${bundle.base}/`)
    ? (request.url ?? '').slice(bundle.base.length + 1)
    : (request.url ?? '');
  const [path = '', query = ''] = url.split('?', 2);
  const [type, id, history, version] = path.replace(/^\//, '').split('/');
  const member =
    history !== undefined && version === undefined && /^(?:\*|[A-Z]\w*)$/.test(history) ? history : undefined;
  return {
    method: history === undefined || member !== undefined ? (request.method ?? '') : `${request.method} ${history}`,
    type: type === '' ? undefined : type,
    member,
    id: id === '' ? undefined : id,
    version,
    parameters: [...new URLSearchParams(query)],
    body: entry?.resource === undefined ? undefined : { value: entry.resource },
    ifMatch: request.ifMatch,
    ifNoneMatch: request.ifNoneMatch,
    ifNoneExist: request.ifNoneExist,
    ifModifiedSince: request.ifModifiedSince,
    prefer: bundle.parts.prefer,
  };
}

function interactionOf(
  { method, type, id, version, member }: AskedParts,
  number: number,
): { interaction: Interaction; write: WriteInteraction | undefined } {
  const writing = (write: WriteInteraction) => ({ interaction: write, write });
  const reading = (interaction: Interaction) => ({ interaction, write: undefined });
  if (id?.startsWith('$'))
    throw new Failure('not-supported', `Entry ${number}: operations in a Bundle are not supported`);
  switch (method) {
    case 'POST':
      if (id === undefined) return writing(create);
      break;
    case 'PUT':
      return writing(update);
    case 'PATCH':
      return writing(patch);
    case 'DELETE':
      return writing(deletion);
    case 'GET':
      if (id === '_history') return reading(historyType);
      if (member !== undefined) return reading(searchCompartment);
      if (type === undefined) return reading(searchSystem);
      return reading(id === undefined ? searchType : read);
    case 'GET _history':
      return reading(version === undefined ? historyInstance : vread);
  }
  throw new Failure('not-supported', `Entry ${number}: such a request is not supported in a Bundle`);
}
