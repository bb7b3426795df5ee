/**
 * Other systems that may ask for tokens here: OAuth client metadata (RFC 7591) from the file that API_CLIENTS names. Those
 * with the grant `client_credentials` become callers of their own, with a mandate for everything, logged like everyone.
 */
import { readFileSync } from 'node:fs';
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
  return { ...client, client_id: id };
}

/** Clients that ask for themselves, by id, with the name that the access log shows. */
export function systemClients(clients: readonly ClientMetadata[]): Map<string, string> {
  const systems = clients.filter(({ grant_types: grants }) => grants?.includes('client_credentials'));
  return new Map(systems.map(({ client_id: id, client_name: name }) => [id, name ?? id]));
}
