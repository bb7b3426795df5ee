/** Other systems: registered in a file, with tokens of their own or for a person who signs in (OAuth 2.0, SMART App Launch). */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { decodeJwt } from 'jose';
import { testWorld } from '../../http/test-world.ts';
import { readApiClients } from './api-clients.ts';

const folder = mkdtempSync(join(tmpdir(), 'vardkedjan-clients-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(content: unknown): string {
  const path = join(folder, `${randomBytes(4).toString('hex')}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const redirect = 'https://app.example.se/back';
const clients = fileOf([
  {
    client_id: 'lab',
    client_name: 'Laboratoriet',
    client_secret: 'a-secret-of-the-lab',
    grant_types: ['client_credentials'],
    vardkedjan_mandate: { whole_record: 'lab' },
    response_types: [],
    redirect_uris: [],
  },
  {
    client_id: 'planner',
    client_name: 'Planeringen',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    redirect_uris: [redirect],
  },
]);
const { app } = await testWorld({ API_CLIENTS: clients });
const host = 'localhost:8080';
const basic = `Basic ${Buffer.from('lab:a-secret-of-the-lab').toString('base64')}`;

const post = (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url,
    headers: { host, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(form).toString(),
  });

test('a system gets a token for itself with its secret, and the log knows its name', async () => {
  const answer = await post(
    '/oidc/token',
    { grant_type: 'client_credentials', scope: 'system/*.*' },
    { authorization: basic },
  );
  assert.equal(answer.statusCode, 200, answer.body);
  const { access_token: token, expires_in: seconds } = answer.json<{ access_token: string; expires_in: number }>();
  assert.equal(seconds, 900);
  const read = await app.inject({
    url: '/fhir/Patient/viktor-eriksson',
    headers: { authorization: `Bearer ${token}` },
  });
  assert.equal(read.statusCode, 200);
  assert.equal(
    (await post('/oidc/token', { grant_type: 'client_credentials' }, { authorization: 'Basic bGFiOndyb25n' }))
      .statusCode,
    401,
  );
});

test('an app gets a token for the person who signs in, in the assignment that is chosen on the way', async () => {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const cookies = new Map<string, string>();
  const follow = async (url: string, form?: Record<string, string>) => {
    const { pathname, search } = new URL(url, `http://${host}`);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer =
      form === undefined
        ? await app.inject({ url: pathname + search, headers: { host, cookie } })
        : await post(pathname, form, { cookie });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return answer;
  };
  const query = new URLSearchParams({
    client_id: 'planner',
    response_type: 'code',
    redirect_uri: redirect,
    scope: 'openid fhirUser user/*.*',
    state: 'mine',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  const choice = String((await follow(`/oidc/auth?${query}`)).headers.location);
  const page = await follow(choice, { person: 'sofia' });
  assert.match(page.body, /Välj uppdrag/);
  assert.ok(!String(page.headers['content-security-policy']).includes('form-action'));
  const who = /name="who" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const assignment = /name="assignment" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const resume = String((await follow(choice, { who, assignment })).headers.location);
  const back = new URL(String((await follow(resume)).headers.location));
  assert.equal(back.origin + back.pathname, redirect);
  const form = {
    grant_type: 'authorization_code',
    client_id: 'planner',
    redirect_uri: redirect,
    code: back.searchParams.get('code') ?? '',
    code_verifier: verifier,
  };
  const tokens = (await post('/oidc/token', form)).json<{ access_token: string; id_token: string }>();
  assert.equal(decodeJwt(tokens.id_token)['fhirUser'], 'http://localhost:8080/fhir/Practitioner/sofia-blom');
  const read = await app.inject({
    url: '/fhir/Organization/region',
    headers: { authorization: `Bearer ${tokens.access_token}` },
  });
  assert.equal(read.statusCode, 200);
  assert.equal((await post('/oidc/token', form)).statusCode, 400, 'a code is used once');
});

const system = (more: object) => ({ client_id: 'x', grant_types: ['client_credentials'], ...more });

test('a file that cannot be used stops the start with one sentence', () => {
  for (const [content, sentence] of [
    ['not json', /cannot be read as JSON/],
    [{}, /must hold a list/],
    [[{ client_id: 'vardkedjan' }], /no client_id that can be used/],
    [[{ client_id: 'x', grant_types: ['implicit'] }], /grant implicit, which is not supported/],
    [[system({})], /must say what it may do/],
    [[system({ vardkedjan_mandate: { whole_record: 'another' } })], /must name care_providers and units/],
    [[system({ vardkedjan_mandate: { whole_record: 'x', reads: ['Patient'] } })], /must name care_providers and units/],
    [[system({ vardkedjan_mandate: { reads: ['Everything'] } })], /must name care_providers and units/],
    [[system({ vardkedjan_mandate: { read: ['Patient'] } })], /must name care_providers and units/],
    [[system({ vardkedjan_mandate: {}, vardkedjan_quality_register: {} })], /in one of/],
    [[system({ vardkedjan_quality_register: { register: 'r', types: [] } })], /must name a register/],
  ] as const) {
    assert.throws(() => readApiClients(fileOf(content)), { name: 'StartFailure', message: sentence });
  }
});
