/** A region's own identity provider instead of the demo page: what it claims (swedish-rules 2.3) and what comes of it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import type { InjectOptions } from 'fastify';
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';
import { demoCast } from '../../jobs/demo-cast.ts';
import { testWorld } from '../../http/test-world.ts';
import { claimedIdentity } from './claims.ts';

/** Whom the identity provider vouches for next, without asking. */
let claims: Record<string, string | undefined> = {};

const listener = createServer();
listener.listen(0, 'localhost');
await once(listener, 'listening');
const issuer = `http://localhost:${(listener.address() as { port: number }).port}`;
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const idp = new Provider(issuer, {
  clients: [
    {
      client_id: 'vardkedjan',
      client_secret: 'shared-secret',
      redirect_uris: ['http://localhost:8080/sign-in/identity-provider'],
    },
  ],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', kid: 'idp' }] },
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  conformIdTokenClaims: false,
  acrValues: ['http://id.sambi.se/loa/loa2', 'http://id.sambi.se/loa/loa3'],
  claims: {
    acr: null,
    openid: ['sub'],
    profile: ['employeeHsaId', 'commissionHsaId', 'credentialPersonalIdentityNumber'],
  },
  cookies: { keys: ['test'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, { uid }) => `/vouch/${uid}` },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...claims }) }),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: 'vardkedjan', accountId: ctx.oidc.session?.accountId ?? '' });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});
const answer = idp.callback();
listener.on('request', (request, response) => {
  if (request.url?.startsWith('/vouch/')) {
    void idp.interactionFinished(request, response, {
      login: { accountId: 'someone', acr: claims['acr'] ?? '', remember: false },
    });
  } else void answer(request, response);
});
after(() => void listener.close());

const { app } = await testWorld({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: 'vardkedjan',
  OIDC_CLIENT_SECRET: 'shared-secret',
  OIDC_ACR: 'http://id.sambi.se/loa/loa3',
});
const loa3 = 'http://id.sambi.se/loa/loa3';

/** Follows the browser's way through both servers; the last answer of ours. */
async function signInAs(person: Record<string, string | undefined>) {
  claims = person;
  const jars = { ours: new Map<string, string>(), theirs: new Map<string, string>() };
  const cookie = (whose: keyof typeof jars) => [...jars[whose]].map(([name, value]) => `${name}=${value}`).join('; ');
  const keep = (whose: keyof typeof jars, lines: readonly string[]) => {
    for (const line of lines) {
      const [pair = ''] = line.split(';');
      jars[whose].set(pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1));
    }
  };
  let url = 'http://localhost:8080/sign-in?return=/my-place';
  for (let hops = 0; hops < 20; hops++) {
    const { host, pathname, search } = new URL(url);
    let location: string | undefined;
    if (host === 'localhost:8080') {
      const ours = await app.inject({
        url: pathname + search,
        headers: { host, cookie: cookie('ours') },
      } as InjectOptions);
      keep('ours', [ours.headers['set-cookie'] ?? []].flat());
      location = ours.headers.location as string | undefined;
      if (location === undefined) return { status: ours.statusCode, body: ours.body, session: undefined };
    } else {
      const theirs = await fetch(url, { redirect: 'manual', headers: { cookie: cookie('theirs') } });
      keep('theirs', theirs.headers.getSetCookie());
      location = theirs.headers.get('location') ?? undefined;
      if (location === undefined)
        throw new Error(`the identity provider answered ${theirs.status}: ${await theirs.text()}`);
    }
    if (location === '/my-place') {
      const session = await app.inject({
        url: '/session',
        headers: { host: 'localhost:8080', cookie: cookie('ours') },
      });
      return {
        status: 303,
        body: '',
        session: session.json<{ kind: string; name: string; assignment: { id: string } | null }>(),
      };
    }
    url = new URL(location, url).href;
  }
  throw new Error('too many redirects');
}

const hsaId = (key: string) => demoCast.find((member) => member.key === key)?.number;

test('an employee is known by employeeHsaId, and by commissionHsaId the assignment too', async () => {
  const { session } = await signInAs({ employeeHsaId: hsaId('sara'), acr: loa3 });
  assert.deepEqual([session?.kind, session?.name], ['staff', 'Sara Lindqvist']);
  const sofia = await signInAs({ employeeHsaId: hsaId('sofia'), acr: loa3 });
  assert.equal(sofia.session?.assignment, null, 'without a commission she chooses herself');
});

test('a resident is known by the personal identity number', async () => {
  const { session } = await signInAs({
    credentialPersonalIdentityNumber: demoCast.find(({ key }) => key === 'viktor')?.number,
    acr: loa3,
  });
  assert.deepEqual([session?.kind, session?.name], ['resident', 'Viktor Eriksson']);
});

test('who is not in the record, or not identified strongly enough, is told so', async () => {
  const stranger = await signInAs({ employeeHsaId: 'SE2321000131-NOBODY', acr: loa3 });
  assert.match(stranger.body, /finns inte i katalogen över medarbetare/);
  const weak = await signInAs({ employeeHsaId: hsaId('sara'), acr: 'http://id.sambi.se/loa/loa2' });
  assert.equal(weak.status, 403);
  assert.match(weak.body, /inte stark nog/);
  assert.match((await signInAs({ acr: loa3 })).body, /varken i katalogen/);
});

test('claims: lists of one count, lists of several and other forms say nothing', () => {
  assert.deepEqual(claimedIdentity({ employeeHsaId: ['SE1-A'], commissionHsaId: 'SE1-B' }), {
    staff: 'SE1-A',
    commission: 'SE1-B',
  });
  assert.deepEqual(claimedIdentity({ employeeHsaId: ['SE1-A', 'SE1-C'] }), {});
  assert.deepEqual(claimedIdentity({ personalIdentityNumber: '19380128-9269' }), { resident: '193801289269' });
  assert.deepEqual(claimedIdentity({ personalIdentityNumber: '380128-9269', acr: 3 }), {});
});
