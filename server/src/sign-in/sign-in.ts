/** Signing in, put together: the authorization server, who vouches for people, the sessions and tokens that come of it. */
import type Provider from 'oidc-provider';
import { baseUrlOf } from '../http/around/origin.ts';
import type { Config } from '../config.ts';
import type { Database } from '../store/database.ts';
import { sharedOf } from '../store/open-record.ts';
import type { OpenRecord } from '../store/record.ts';
import { readApiClients, type SystemClient, systemClients } from './provider/api-clients.ts';
import { Authenticator } from './authenticator.ts';
import { BearerTokens } from './bearer.ts';
import { Callers } from './callers.ts';
import type { CastMember } from './cast.ts';
import { type IdentityProvider, identityProviderOf } from './provider/identity-provider.ts';
import { type Inject, OwnClient } from './provider/own-client.ts';
import { OnlineRecords } from './online-records.ts';
import { People } from './people.ts';
import { openProvider, ownClientSecret } from './provider/provider.ts';
import { type Seal, sealFor } from './seal.ts';
import { Sessions } from './sessions.ts';
import type { SigningKeys } from './signing-keys.ts';

export interface SignIn {
  provider: Provider;
  /** undefined in a demo without one: then the cast is listed. */
  identityProvider: IdentityProvider | undefined;
  people: People;
  online: OnlineRecords;
  sessions: Sessions;
  bearer: BearerTokens;
  authenticator: Authenticator;
  cast: readonly CastMember[];
  /** For what the browser carries between the steps of signing in. */
  seal: Seal;
  /** System clients by id. */
  systems: ReadonlyMap<string, SystemClient>;
  ownClient(inject: Inject): OwnClient;
}

export interface SignInParts {
  config: Config;
  database: Database;
  keys: SigningKeys;
  /** The record, opened for the sign-in's own caller. */
  record: OpenRecord;
  cast: readonly CastMember[];
  /** System clients that a demo has from the start. */
  demoSystems: ReadonlyMap<string, SystemClient>;
}

const minute = 60_000;
export function openSignIn({ config, database, keys, record, cast, demoSystems }: SignInParts): SignIn {
  const base = baseUrlOf(config);
  const issuer = `${base}/oidc`;
  const audience = `${base}/fhir`;
  const apiClients = readApiClients(config.apiClients);
  const systems = new Map([...demoSystems, ...systemClients(apiClients, config.apiClients)]);
  const people = new People(record);
  const online = new OnlineRecords(database.lane, config.onlineAges);
  const sessions = new Sessions(database, {
    idle: config.sessionIdleMinutes * minute,
    absolute: config.sessionHours * 60 * minute,
  });
  const bearer = new BearerTokens(keys, { issuer, audience });
  const authenticator = new Authenticator({
    bearer,
    sessions,
    callers: new Callers({
      people,
      online,
      roles: sharedOf(database).roles,
      overdue: config.overdueAnalysis,
      clients: systems,
    }),
    baseUrl: base,
  });
  const ownRedirects = ownOrigins(config).map((origin) => `${origin}/sign-in/callback`);
  return {
    provider: openProvider({ config, database, keys, people, issuer, audience, ownRedirects, apiClients }),
    identityProvider: config.oidcIssuer === '' ? undefined : identityProviderOf(config),
    people,
    online,
    sessions,
    bearer,
    authenticator,
    cast,
    seal: sealFor(config.secret, 'sign-in'),
    systems,
    ownClient: (inject) => new OwnClient(issuer, ownClientSecret(config), inject),
  };
}

/** The addresses a browser may come by: see origin.ts. */
function ownOrigins(config: Config): string[] {
  const names = ['localhost', '127.0.0.1', '[::1]'];
  return config.baseUrl === '' ? names.map((name) => `http://${name}:${config.port}`) : [config.baseUrl];
}
