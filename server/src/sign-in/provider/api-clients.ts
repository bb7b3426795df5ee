/**
 * Other systems that may ask for tokens here: OAuth client metadata (RFC 7591) from the file that API_CLIENTS names. Those
 * with the grant `client_credentials` become callers of their own, logged like everyone: with a mandate for everything, or as a quality register.
 */
import { readFileSync } from 'node:fs';
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
  if (registerProperty in client) requireRegister(id, client[registerProperty], path);
  return { ...client, client_id: id };
}

/** A client that asks for itself. */
export interface SystemClient {
  /** As the access log shows it. */
  name: string;
  /** It collects for a quality register (PDL 7 kap.): for which Organization, and what kinds of resources. */
  collects?: { register: string; types: readonly string[] };
}

export function systemClients(clients: readonly ClientMetadata[]): Map<string, SystemClient> {
  const systems = clients.filter(({ grant_types: grants }) => grants?.includes('client_credentials'));
  return new Map(
    systems.map((client) => {
      const { client_id: id, client_name: name } = client;
      const collects = client[registerProperty] as SystemClient['collects'];
      return [id, { name: name ?? id, ...(collects !== undefined && { collects }) }];
    }),
  );
}

/** In the metadata of a client: `{ "register": "<id of the Organization>", "types": ["Condition", …] }`. */
export const registerProperty = 'vardkedjan_quality_register';

/** What does not say which register, and what it was registered for, is no client: it would have the whole record. */
function requireRegister(id: string, value: unknown, path: string): void {
  const { register, types } = (value ?? {}) as Record<string, unknown>;
  const isOne =
    typeof register === 'string' &&
    Array.isArray(types) &&
    types.length > 0 &&
    types.every((type) => typeof type === 'string' && isResourceType(type));
  if (!isOne)
    throw new StartFailure(
      `The client ${id} in ${path} has ${registerProperty}, which must name a register and the resource types it collects.`,
    );
}
