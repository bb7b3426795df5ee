/**
 * The authorization server at /oidc: OpenID Connect with PKCE for people, client credentials for systems, access tokens as
 * signed JWTs (OpenID Connect Core 1.0; RFC 6749, 7636, 8707, 9068, 9700). Who somebody is, is found out on our sign-in page.
 */
import Provider, { type ClientMetadata, type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { Config } from '../../config.ts';
import type { Database } from '../../store/database.ts';
import { mandateProperty, ownClientId, registerProperty } from './api-clients.ts';
import { fhirScopes } from '../bearer.ts';
import type { People } from '../people.ts';
import { principalOf } from '../principal.ts';
import { adapterFor } from './provider-adapter.ts';
import { derivedKey } from '../seal.ts';
import type { SigningKeys } from '../signing-keys.ts';

type ResourceIndicators = NonNullable<NonNullable<Configuration['features']>['resourceIndicators']>;

const identityScopes = 'openid profile fhirUser';

export interface ProviderParts {
  config: Config;
  database: Database;
  keys: SigningKeys;
  people: People;
  /** Address of the authorization server. */
  issuer: string;
  /** Address of the FHIR API: what tokens are for. */
  audience: string;
  /** Where our own sign-in may return to. */
  ownRedirects: string[];
  apiClients: readonly ClientMetadata[];
}

export function openProvider(parts: ProviderParts): Provider {
  const provider = new Provider(parts.issuer, configurationOf(parts));
  // The mount in routes.ts says by which address the browser came.
  provider.proxy = true;
  return provider;
}

export function ownClientSecret(config: Config): string {
  return derivedKey(config.secret, 'own client').toString('base64url');
}

function configurationOf(parts: ProviderParts): Configuration {
  const { config, keys, people, audience } = parts;
  return {
    adapter: adapterFor(parts.database),
    clients: [ownClient(parts), ...parts.apiClients],
    clientDefaults: {
      grant_types: ['authorization_code'],
      response_types: ['code'],
      id_token_signed_response_alg: 'ES256',
    },
    jwks: { keys: [keys.current.token.jwk] },
    cookies: {
      keys: [derivedKey(config.secret, 'provider cookies').toString('base64url')],
      names: { session: 'vardkedjan-oidc', interaction: 'vardkedjan-interaction', resume: 'vardkedjan-resume' },
      long: { httpOnly: true, sameSite: 'lax', path: '/' },
      short: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
    responseTypes: ['code'],
    pkce: { required: () => true },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'], clientAuthSigningAlgValues: ['ES256', 'PS256'] },
    scopes: identityScopes.split(' '),
    claims: { openid: ['sub'], profile: ['name'], fhirUser: ['fhirUser'] },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: tokensForTheApi(parts),
    },
    interactions: { url: (_ctx, { uid }) => `/sign-in/choose/${uid}` },
    loadExistingGrant: (ctx) => grantAll(ctx, audience),
    findAccount: async (_ctx, subject) => ({ accountId: subject, claims: () => claimsOf(subject, people, audience) }),
    renderError: (ctx, out) => {
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = `${out.error}: ${out.error_description ?? ''}`;
    },
    extraClientMetadata: { properties: [registerProperty, mandateProperty] },
    ttl: {
      Interaction: 600,
      AuthorizationCode: 60,
      IdToken: 600,
      Grant: 14 * 3600,
      Session: 600,
      AccessToken: config.tokenMinutes * 60,
      ClientCredentials: config.tokenMinutes * 60,
    },
  };
}

/** Access tokens are for the FHIR API alone, and signed JWTs (RFC 8707, RFC 9068). */
function tokensForTheApi({ config, keys, audience }: ProviderParts): ResourceIndicators {
  return {
    enabled: true,
    defaultResource: () => audience,
    useGrantedResource: () => true,
    getResourceServerInfo: (_ctx, resource, client) => {
      if (resource !== audience) throw new errors.InvalidTarget();
      const system = client.grantTypeAllowed('client_credentials');
      return {
        scope: system ? fhirScopes.systems : fhirScopes.people,
        audience,
        accessTokenFormat: 'jwt',
        accessTokenTTL: config.tokenMinutes * 60,
        jwt: { sign: { alg: 'ES256', kid: keys.current.token.kid } },
      };
    },
  };
}

function ownClient({ config, ownRedirects }: ProviderParts): ClientMetadata {
  return {
    client_id: ownClientId,
    client_name: 'Vårdkedjan',
    client_secret: ownClientSecret(config),
    token_endpoint_auth_method: 'client_secret_basic',
    redirect_uris: ownRedirects,
  };
}

/** Clients are registered by the region, so nobody is asked for consent one by one. */
async function grantAll(ctx: KoaContextWithOIDC, audience: string) {
  const { client, session, provider } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(identityScopes);
  grant.addResourceScope(audience, fhirScopes.people);
  await grant.save();
  return grant;
}

async function claimsOf(subject: string, people: People, audience: string) {
  const principal = principalOf(subject);
  if (principal?.kind === 'staff') {
    const staff = await people.staff(principal.person);
    return { sub: subject, name: staff?.name, fhirUser: staff && `${audience}/Practitioner/${staff.practitioner.id}` };
  }
  if (principal?.kind === 'resident') {
    const resident = await people.resident(principal.person);
    return { sub: subject, name: resident?.name, fhirUser: resident && `${audience}/Patient/${resident.id}` };
  }
  return { sub: subject };
}
