/** Signing in with a browser, sessions and tokens, over HTTP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SignJWT } from 'jose';
import { testWorld } from '../../http/test-world.ts';
import { Sessions } from '../sessions.ts';
import { sweepSignIn } from '../sweep.ts';

const { app, signIn, wiring, ask } = await testWorld();
const host = 'localhost:8080';

/** A browser as far as this is concerned: keeps cookies, follows redirects within this server. */
class Browser {
  readonly cookies = new Map<string, string>();

  async send(
    method: 'GET' | 'POST',
    url: string,
    more: { form?: Record<string, string>; body?: object; headers?: Record<string, string> } = {},
  ) {
    const { pathname, search } = new URL(url, `http://${host}`);
    const answer = await app.inject({
      method,
      url: pathname + search,
      headers: {
        host,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(more.form && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...more.headers,
      },
      ...(more.form && { payload: new URLSearchParams(more.form).toString() }),
      ...(more.body && { payload: more.body }),
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value.join('='));
    }
    return answer;
  }

  async follow(url: string) {
    let answer = await this.send('GET', url);
    let last = url;
    while (answer.statusCode >= 300 && answer.statusCode < 400) {
      last = String(answer.headers.location);
      if (new URL(last, `http://${host}`).pathname.startsWith('/my-place')) break;
      answer = await this.send('GET', last);
    }
    return { answer, last };
  }

  async signIn(person: string, appName = 'clinician') {
    const { last: choice } = await this.follow(`/sign-in?app=${appName}&return=/my-place`);
    const chosen = await this.send('POST', choice, { form: { person } });
    return this.follow(String(chosen.headers.location));
  }
}

const onScreen = { 'x-vardkedjan-patient': 'viktor-eriksson' };
const own = { 'x-vardkedjan': '1', 'sec-fetch-site': 'same-origin', ...onScreen };

test('a person of the cast is picked, comes back to the same place, and has a session in an httpOnly cookie', async () => {
  const browser = new Browser();
  const { answer: page } = await browser.follow('/sign-in?app=clinician&return=/my-place');
  assert.match(page.body, /Sara Lindqvist/);
  assert.ok(!page.body.includes('<script>'), 'no inline scripts');
  const { last, answer } = await new Browser().signIn('sara');
  assert.equal(last, '/my-place');
  assert.match(
    [answer.headers['set-cookie']].flat().join('\n'),
    /^vardkedjan=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/m,
  );
});

test('/session says who it is, in which assignment, and until when; /sign-out ends it on the server', async () => {
  const browser = new Browser();
  await browser.signIn('sara');
  const session = (await browser.send('GET', '/session')).json<{
    kind: string;
    name: string;
    assignment: { careUnit: { name: string }; offers: string[] };
    demo: boolean;
    expires: string;
  }>();
  assert.deepEqual([session.kind, session.name, session.demo], ['staff', 'Sara Lindqvist', true]);
  assert.match(session.assignment.careUnit.name, /vårdcentral/);
  assert.ok(session.assignment.offers.includes('sign'), 'what the assignment does not rule out');
  assert.ok(Date.parse(session.expires) > Date.now());
  const copied = new Browser();
  for (const [name, value] of browser.cookies) copied.cookies.set(name, value);
  assert.equal((await browser.send('POST', '/sign-out', { headers: own })).statusCode, 204);
  assert.equal(
    (await copied.send('GET', '/session')).statusCode,
    401,
    'a copied cookie is worth nothing after signing out',
  );
});

test('staff with two assignments choose one, and only one of their own', async () => {
  const browser = new Browser();
  await browser.signIn('sofia');
  const session = (await browser.send('GET', '/session')).json<{ assignment: null; assignments: { id: string }[] }>();
  assert.deepEqual([session.assignment, session.assignments.length], [null, 2]);
  assert.equal((await browser.send('GET', '/fhir/Organization/region')).statusCode, 403);
  const choose = (id: string) => browser.send('POST', '/session/assignment', { body: { id }, headers: own });
  assert.equal((await choose('sara-lindqvist-vc-kvarnbacken')).statusCode, 400);
  assert.equal((await choose(session.assignments[0]?.id ?? '')).statusCode, 200);
  assert.equal((await browser.send('GET', '/fhir/Organization/region')).statusCode, 200);
});

test('a request that another site makes the browser send changes nothing', async () => {
  const browser = new Browser();
  await browser.signIn('sara');
  const create = (headers: Record<string, string>) =>
    browser.send('POST', '/fhir/Condition', {
      body: { resourceType: 'Condition', subject: { reference: 'Patient/viktor-eriksson' } },
      headers,
    });
  for (const headers of [
    {},
    { 'sec-fetch-site': 'same-origin' },
    { 'x-vardkedjan': '1' },
    { 'x-vardkedjan': '1', 'sec-fetch-site': 'cross-site' },
    { 'x-vardkedjan': '1', origin: 'https://evil.example' },
    { 'x-vardkedjan': '1', 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
  ] as Record<string, string>[]) {
    assert.equal((await create(headers)).statusCode, 403, JSON.stringify(headers));
    assert.equal((await browser.send('POST', '/sign-out', { headers })).statusCode, 403);
  }
  assert.equal((await create(own)).statusCode, 201);
  assert.equal((await create({ 'x-vardkedjan': '1', origin: `http://${host}`, ...onScreen })).statusCode, 201);
});

test('nobody is led to another site after signing in', async () => {
  for (const back of ['https://evil.example', '//evil.example', '/\\evil.example', '/sign-in?return=/']) {
    const browser = new Browser();
    const { last: choice } = await browser.follow(`/sign-in?return=${encodeURIComponent(back)}`);
    const chosen = await browser.send('POST', choice, { form: { person: 'sara' } });
    const resumed = await browser.send('GET', String(chosen.headers.location));
    const back2 = await browser.send('GET', String(resumed.headers.location));
    assert.equal(back2.headers.location, '/', back);
  }
});

test('a code is worth nothing in another browser, and nothing the second time', async () => {
  const browser = new Browser();
  const { last: choice } = await browser.follow('/sign-in?return=/my-place');
  const chosen = await browser.send('POST', choice, { form: { person: 'sara' } });
  const resumed = await browser.send('GET', String(chosen.headers.location));
  const callback = String(resumed.headers.location);
  assert.equal((await new Browser().send('GET', callback)).statusCode, 403);
  const journey = new Map(browser.cookies);
  assert.equal((await browser.send('GET', callback)).statusCode, 303);
  const again = new Browser();
  for (const [name, value] of journey) again.cookies.set(name, value);
  assert.equal((await again.send('GET', callback)).statusCode, 403);
});

test('a session that nobody uses ends; one that is used ends after a working day all the same; one that is ended is over at once', async () => {
  let now = Date.now();
  const minute = 60_000;
  const sessions = new Sessions(wiring.database, { idle: 60 * minute, absolute: 120 * minute }, () => now);
  const start = () =>
    sessions.start({ kind: 'resident', person: 'viktor-eriksson', assignment: undefined, app: 'resident' });
  const idle = await start();
  now += 59 * minute;
  assert.ok(await sessions.find(idle.token), 'used within the hour');
  now += 59 * minute;
  assert.ok(await sessions.find(idle.token), 'used again');
  now += 3 * minute;
  assert.equal(await sessions.find(idle.token), undefined, 'two hours have passed');
  const forgotten = await start();
  now += 61 * minute;
  assert.equal(await sessions.find(forgotten.token), undefined);
  const revoked = await start();
  const elsewhere = new Sessions(wiring.database, { idle: 60 * minute, absolute: 120 * minute }, () => now);
  assert.ok(await elsewhere.find(revoked.token));
  await sessions.endAllOf('resident', 'viktor-eriksson');
  assert.equal(await sessions.find(revoked.token), undefined);
  assert.equal(await elsewhere.find(revoked.token), undefined, 'and so it is in every other process');
  await sweepSignIn(wiring.database, { sessionIdleMinutes: 60 }, now);
});

test('an assignment chosen and a session ended are so at once in every process, also in one that has just seen it as it was', async () => {
  const limits = { idle: 3_600_000, absolute: 7_200_000 };
  const [here, elsewhere] = [new Sessions(wiring.database, limits), new Sessions(wiring.database, limits)];
  const session = await here.start({ kind: 'staff', person: 'a', assignment: 'first', app: 'clinician' });
  assert.equal((await elsewhere.find(session.token))?.assignment, 'first');
  await here.choose(session, 'second');
  for (const process of [here, elsewhere]) assert.equal((await process.find(session.token))?.assignment, 'second');
  await here.end(session);
  for (const process of [here, elsewhere]) assert.equal(await process.find(session.token), undefined);
});

test('an assignment that ends takes the access with it within seconds, token or not', async () => {
  const token = await signIn.bearer.make({
    principal: { kind: 'staff', person: await hsaIdOf('johan'), assignment: 'johan-ekdahl-vc-kvarnbacken' },
    clientId: 'test',
    minutes: 5,
  });
  const get = () => app.inject({ url: '/fhir/Organization/region', headers: { authorization: `Bearer ${token}` } });
  assert.equal((await get()).statusCode, 200);
  const role = (await ask('client:bench', 'GET', '/fhir/PractitionerRole/johan-ekdahl-vc-kvarnbacken')).body<object>();
  assert.equal(
    (
      await ask('client:bench', 'PUT', '/fhir/PractitionerRole/johan-ekdahl-vc-kvarnbacken', {
        body: { ...role, active: false },
      })
    ).status,
    200,
  );
  const deadline = Date.now() + 5_000;
  while ((await get()).statusCode === 200 && Date.now() < deadline)
    await new Promise((resolve) => void setImmediate(resolve));
  assert.equal((await get()).statusCode, 403);
});

async function hsaIdOf(key: string): Promise<string> {
  return signIn.cast.find((member) => member.key === key)?.number ?? '';
}

test('tokens that are not ours, changed, for something else or too old are refused', async () => {
  const { key, kid } = wiring.keys.current.token;
  const jwt = (claims: { iss?: string; aud?: string; exp?: number; typ?: string; scope?: string }) =>
    new SignJWT({ client_id: 'bench', scope: claims.scope ?? 'system/*.*' })
      .setProtectedHeader({ alg: 'ES256', kid, typ: claims.typ ?? 'at+jwt' })
      .setIssuer(claims.iss ?? 'http://localhost:8080/oidc')
      .setAudience(claims.aud ?? 'http://localhost:8080/fhir')
      .setSubject('bench')
      .setExpirationTime(claims.exp ?? Math.floor(Date.now() / 1000) + 60)
      .sign(key);
  const status = async (token: string) =>
    (await app.inject({ url: '/fhir/Organization/region', headers: { authorization: `Bearer ${token}` } })).statusCode;
  const good = await jwt({});
  assert.equal(await status(good), 200);
  assert.equal(await status(`${good.slice(0, -8)}AAAAAAAA`), 401);
  assert.equal(await status(await jwt({ iss: 'https://evil.example' })), 401);
  assert.equal(await status(await jwt({ aud: 'https://elsewhere.example' })), 401);
  assert.equal(await status(await jwt({ exp: 1 })), 401);
  assert.equal(await status(await jwt({ typ: 'JWT' })), 401);
  assert.equal(await status(await jwt({ scope: 'openid' })), 401, 'made for signing in, not for the record');
  const none = `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${good.split('.')[1]}.`;
  assert.equal(await status(none), 401);
});

test('the terminal’s tokens: people by short name, id, HSA-id or personal number, systems by name', async () => {
  const make = (payload: object, headers: Record<string, string> = { 'x-vardkedjan': '1' }) =>
    app.inject({ method: 'POST', url: '/sign-in/token', payload, headers });
  const hsaId = await hsaIdOf('sara');
  for (const as of ['sara', 'sara-lindqvist', hsaId, 'viktor', 'viktor-eriksson'])
    assert.equal((await make({ as })).statusCode, 200, as);
  assert.equal((await make({ client: 'bench' })).statusCode, 200);
  assert.equal((await make({ client: 'unheard-of' })).statusCode, 404);
  assert.equal((await make({ as: 'unheard-of' })).statusCode, 404);
  assert.equal((await make({ as: 'sofia', assignment: 'hemsjukvård' })).statusCode, 200);
  assert.match((await make({ as: 'sofia', assignment: 'sjuksköterska' })).body, /Which assignment/);
  assert.equal((await make({ as: 'sara' }, {})).statusCode, 403, 'a page elsewhere cannot have one made');
});

test('other systems find their way, and without PKCE they get nowhere', async () => {
  const smart = (await app.inject({ url: '/.well-known/smart-configuration', headers: { host } })).json<{
    token_endpoint: string;
    code_challenge_methods_supported: string[];
  }>();
  assert.deepEqual(smart.code_challenge_methods_supported, ['S256']);
  const openid = (await app.inject({ url: '/oidc/.well-known/openid-configuration', headers: { host } })).json<{
    token_endpoint: string;
  }>();
  assert.equal(openid.token_endpoint, smart.token_endpoint);
  const redirect = encodeURIComponent(`http://${host}/sign-in/callback`);
  const plain = await app.inject({
    url: `/oidc/auth?client_id=vardkedjan&response_type=code&scope=openid&redirect_uri=${redirect}`,
    headers: { host },
  });
  assert.match(String(plain.headers.location), /error=invalid_request/);
});
