/**
 * Other systems that may ask for tokens here: OAuth client metadata (RFC 7591) from the file that API_CLIENTS names. Those
 * with the grant `client_credentials` become callers of their own, logged like everyone, with the mandate that their registration says (care/src/access/mandate.ts).
 */
import { readFileSync } from 'node:fs';
import { kindsOfLaw } from '@vardkedjan/care/access/mandate.ts';
import { isResourceType } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { ClientMetadata } from 'oidc-provider';
import { StartFailure } from '../../store/start-failure.ts';

/** The product's own client: the browser sessions. */
export const ownClientId = 'vardkedjan';

export function readApiClients(path: string): ClientMetadata[] {
  if (path === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new StartFailure(`API_CLIENTS names ${path}, which cannot be read as JSON.`, { cause });
  }
  if (!Array.isArray(value)) throw new StartFailure(`API_CLIENTS names ${path}, which must hold a list of clients.`);
  return value.map((client: unknown) => apiClient(client, path));
}

const grants = new Set(['authorization_code', 'client_credentials']);

function apiClient(value: unknown, path: string): ClientMetadata {
  const client = value as Partial<ClientMetadata>;
  const id = client.client_id;
  if (typeof id !== 'string' || !/^[A-Za-z0-9-]{1,64}$/.test(id) || id === ownClientId) {
    throw new StartFailure(`A client in ${path} has no client_id that can be used: letters, digits and hyphens.`);
  }
  const unknownGrant = client.grant_types?.find((grant) => !grants.has(grant));
  if (unknownGrant !== undefined)
    throw new StartFailure(`The client ${id} in ${path} asks for the grant ${unknownGrant}, which is not supported.`);
  if (client.grant_types?.includes('client_credentials') === true) mandateOf(client, path);
  return { ...client, client_id: id };
}

/** A client that asks for itself. */
export interface SystemClient {
  /** As the access log shows it. */
  name: string;
  mandate: RegisteredMandate;
}

/** Organisations by FHIR id. */
export type RegisteredMandate =
  | { of: 'whole-record'; registers: boolean }
  /** It collects for a quality register (PDL 7 kap.): for which Organization, and what kinds of resources. */
  | { of: 'quality-register'; register: string; types: readonly string[] }
  | ({ of: 'some-kinds'; careProviders: readonly string[]; units: readonly string[] } & Kinds);

interface Kinds {
  reads: readonly string[];
  writes: readonly string[];
  changes: readonly string[];
}

export function systemClients(clients: readonly ClientMetadata[], path: string): Map<string, SystemClient> {
  const systems = clients.filter(({ grant_types: grants }) => grants?.includes('client_credentials'));
  return new Map(
    systems.map((client) => {
      const { client_id: id, client_name: name } = client;
      return [id, { name: name ?? id, mandate: mandateOf(client, path) }];
    }),
  );
}

/** In the metadata of a client: `{ "register": "<id of the Organization>", "types": ["Condition", …] }`. */
export const registerProperty = 'vardkedjan_quality_register';
/** In the metadata of a client: what it may do (docs/how-to/connect-another-system.md). */
export const mandateProperty = 'vardkedjan_mandate';

/** A client that does not say what it may do, or says what cannot be understood, is none: it would have no mandate, or another than was meant. */
function mandateOf(client: Partial<ClientMetadata>, path: string): RegisteredMandate {
  const { client_id: id = '' } = client;
  const said = [registerProperty, mandateProperty].filter((property) => property in client);
  const [property] = said;
  if (property === undefined || said.length > 1)
    throw new StartFailure(
      `The client ${id} in ${path} must say what it may do, in one of ${registerProperty} and ${mandateProperty}.`,
    );
  const value = (client[property] ?? {}) as Record<string, unknown>;
  const mandate =
    property === registerProperty
      ? registerIn(value)
      : 'whole_record' in value
        ? wholeRecordIn(value, id)
        : someKindsIn(value);
  if (mandate === undefined)
    throw new StartFailure(`The client ${id} in ${path} has ${property}, which must ${form[property]}.`);
  return mandate;
}

const form: Record<string, string> = {
  [registerProperty]: 'name a register and the resource types it collects',
  [mandateProperty]:
    'name care_providers and units, and what it reads, writes and changes of resource types that there are; or, as whole_record, the client itself',
};

function registerIn({ register, types }: Record<string, unknown>): RegisteredMandate | undefined {
  return typeof register === 'string' && isList(types, isResourceType) && types.length > 0
    ? { of: 'quality-register', register, types }
    : undefined;
}

/** It names the client, so that it is not copied along with another's. */
function wholeRecordIn(value: Record<string, unknown>, id: string): RegisteredMandate | undefined {
  const { whole_record: whole, registers = false, ...more } = value;
  return whole === id && typeof registers === 'boolean' && Object.keys(more).length === 0
    ? { of: 'whole-record', registers }
    : undefined;
}

function someKindsIn(value: Record<string, unknown>): RegisteredMandate | undefined {
  const { care_providers: careProviders = [], units = [], reads = [], writes = [], changes = [], ...more } = value;
  const ofLaw: readonly string[] = kindsOfLaw;
  const isKind = (kind: string): boolean => isResourceType(kind) || ofLaw.includes(kind);
  const isId = (id: string): boolean => /^[A-Za-z0-9\-.]{1,64}$/.test(id);
  return isList(careProviders, isId) &&
    isList(units, isId) &&
    isList(reads, isResourceType) &&
    isList(writes, isKind) &&
    isList(changes, isKind) &&
    Object.keys(more).length === 0
    ? { of: 'some-kinds', careProviders, units, reads, writes, changes }
    : undefined;
}

function isList(value: unknown, isOne: (text: string) => boolean): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && isOne(one));
}
