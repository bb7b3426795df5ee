/**
 * For tests: the whole server on a database of its own, with a part of the cast in it. Requests go through HTTP's own doors
 * (fastify.inject), so everything between the address and the store is tested.
 */
import { after } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import { cast } from '@vardkedjan/region/cast.ts';
import { castRecords, foundation } from '@vardkedjan/region/region.ts';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { testDatabase } from '../../test/database.ts';
import { LawfulAccess } from '../access/access.ts';
import { type Config, readConfig } from '../config.ts';
import { demoCast } from '../jobs/demo-cast.ts';
import { demoSystems } from '../jobs/demo-systems.ts';
import { principalByWord } from '../sign-in/cast.ts';
import { signInCaller } from '../sign-in/people.ts';
import type { Principal } from '../sign-in/principal.ts';
import { openSignIn, type SignIn } from '../sign-in/sign-in.ts';
import { served } from '../operations/operations.ts';
import { kept } from '../operations/own-definitions.ts';
import { openSigningKeys } from '../sign-in/signing-keys.ts';
import { openAccessLog } from '../store/access-log/access-log.ts';
import { sealCursorsWith } from '../store/cursor.ts';
import type { Database } from '../store/database.ts';
import { openRecord } from '../store/open-record.ts';
import { timeoutsOf } from '../processes/timeouts.ts';
import { parameterRegistryOf } from '../store/reindex/parameter-registry.ts';
import { InFlight } from './in-flight.ts';
import { openLog } from './around/log.ts';
import { Metrics } from './around/metrics.ts';
import { buildServer } from './server.ts';
import type { Wiring } from './wiring.ts';

/** Staff of a health centre and of home care, of a ward far away, of the log review, of social care, and with two assignments; residents with much and with little. */
const staff = ['sara', 'johan', 'maria', 'birgitta', 'tomas', 'gunnar', 'sofia', 'lena', 'hanna', 'mona'];
const residents = ['viktor', 'linnea'];

export interface Answered {
  status: number;
  headers: Record<string, string | undefined>;
  text: string;
  bytes: Buffer;
  /** The body's value, as the test says it is. */
  body: <T = Resource>() => T;
}

export interface TestWorld {
  app: FastifyInstance;
  wiring: Wiring;
  signIn: SignIn;
  /** The moment up to which the records reach. */
  now: Date;
  /** It closes by itself when the file's tests are done. */
  close: () => Promise<void>;
  /** An access token for somebody of the cast or a system client, for ten minutes. */
  tokenOf: (as: string) => Promise<string>;
  /** Sends a request as somebody of the cast (`sara`), as a system client (`client:bench`), or as nobody. */
  ask: (
    as: string | undefined,
    method: string,
    url: string,
    more?: { body?: unknown; headers?: Record<string, string> },
  ) => Promise<Answered>;
}

export async function testWorld(environment: Record<string, string> = {}): Promise<TestWorld> {
  const config: Config = readConfig({ LOG_LEVEL: 'silent', ...environment });
  const database = await testDatabase(timeoutsOf(config));
  const now = new Date();
  const seed = openRecord(database, { kind: 'system', id: 'seed', name: 'Seed' });
  const options = { seed: 'vardkedjan', now };
  const records = castRecords(options, new Set(residents.map(idOf)));
  await seed.write(asUpdates(neededOf(foundation(options), records.flat())));
  for (const record of records) await seed.write(asUpdates(record));
  return { ...(await testServer(database, environment)), now };
}

/** The whole server on a database with whatever is in it. */
export async function testServer(
  database: Database,
  environment: Record<string, string> = {},
): Promise<Omit<TestWorld, 'now'>> {
  const config: Config = readConfig({ LOG_LEVEL: 'silent', ...environment });
  sealCursorsWith(config.secret);
  const keys = await openSigningKeys(database, config.secret);
  const accessLog = await openAccessLog(database);
  const signIn = openSignIn({
    config,
    database,
    keys,
    record: openRecord(database, signInCaller),
    cast: demoCast,
    demoSystems,
  });
  const inFlight = new InFlight(config.maxInFlight);
  const wiring: Wiring = {
    config,
    database,
    openRecord: (caller) =>
      openRecord(
        database,
        caller,
        undefined,
        config.lastResortUnit ? `Organization/${config.lastResortUnit}` : undefined,
      ),
    access: new LawfulAccess(database.lane),
    accessLog,
    searchParameters: parameterRegistryOf(database),
    authenticator: signIn.authenticator,
    served,
    kept,
    keys,
    log: openLog(config.logLevel),
    metrics: new Metrics(() => inFlight.now),
  };
  const app = buildServer(wiring, signIn, inFlight);
  await app.ready();
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= app.close().then(() => accessLog.close()));
  after(close);
  return {
    app,
    wiring,
    signIn,
    close,
    tokenOf: (as) => tokenOf(as, signIn),
    ask: (as, method, url, more = {}) => ask(app, signIn, { as, method, url, ...more }),
  };
}

interface AskedOf {
  as: string | undefined;
  method: string;
  url: string;
  body?: unknown;
  headers?: Record<string, string>;
}

async function ask(
  app: FastifyInstance,
  signIn: SignIn,
  { as, method, url, body, headers = {} }: AskedOf,
): Promise<Answered> {
  const token = as === undefined ? undefined : await tokenOf(as, signIn);
  const asItIs = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
  const payload = asItIs ? body : JSON.stringify(body);
  const answer = await app.inject({
    method,
    url,
    headers: {
      host: 'localhost:8080',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(payload !== undefined && { 'content-type': 'application/fhir+json' }),
      ...headers,
    },
    ...(payload !== undefined && { payload }),
  } as InjectOptions);
  return {
    status: answer.statusCode,
    headers: answer.headers as Record<string, string | undefined>,
    text: answer.body,
    bytes: answer.rawPayload,
    body: <T>() => JSON.parse(answer.body) as T,
  };
}

async function tokenOf(as: string, signIn: SignIn): Promise<string> {
  const principal: Principal = as.startsWith('client:')
    ? { kind: 'client', person: as.slice('client:'.length) }
    : await principalByWord(as, signIn.cast, signIn.people);
  return signIn.bearer.make({
    principal,
    clientId: principal.kind === 'client' ? principal.person : 'test',
    minutes: 10,
  });
}

function idOf(key: string): string {
  const member = cast.find((each) => each.key === key);
  if (member === undefined) throw new Error(`nobody of the cast is ${key}`);
  return member.id;
}

/** The records of some residents, some of the staff with their assignments, the templates, and all that these refer to. */
function neededOf(all: readonly Resource[], records: readonly Resource[]): Resource[] {
  const byName = new Map(all.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));
  const practitioners = new Set(staff.map((key) => `Practitioner/${idOf(key)}`));
  const needed = new Set<Resource>();
  const need = (resource: Resource): void => {
    if (needed.has(resource)) return;
    needed.add(resource);
    needTargetsOf(resource);
  };
  const needTargetsOf = (resource: Resource): void => {
    for (const [, name = ''] of JSON.stringify(resource).matchAll(/"reference":"([^"]+)"/g)) {
      const target = byName.get(name);
      if (target !== undefined) need(target);
    }
  };
  records.forEach(needTargetsOf);
  for (const resource of all) {
    const assigned =
      resource.resourceType === 'PractitionerRole' && practitioners.has(resource.practitioner?.reference ?? '');
    if (assigned || resource.resourceType === 'Questionnaire') need(resource);
  }
  const units = new Set([...needed].flatMap((resource) => unitOf(resource) ?? []));
  for (const resource of all)
    if (resource.resourceType === 'QuestionnaireResponse' && units.has(resource.subject?.reference ?? ''))
      need(resource);
  return [...needed];
}

function unitOf(resource: Resource): string | undefined {
  return resource.resourceType === 'PractitionerRole' ? resource.organization?.reference : undefined;
}

function asUpdates(resources: readonly Resource[]) {
  const unique = new Map(resources.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));
  return [...unique.values()].map((resource) => ({
    action: 'update' as const,
    resource,
    ...(resource.id !== undefined && { id: resource.id }),
  }));
}
