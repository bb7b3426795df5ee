import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from './config.ts';

const production = {
  MODE: 'production',
  SECRET: 'correct horse battery staple, and then some',
  BASE_URL: 'https://journal.example.se/',
  OIDC_ISSUER: 'https://idp.example.se',
  OIDC_CLIENT_ID: 'vardkedjan',
  LAST_RESORT_UNIT: 'answers',
};

test('without any setting it is a demo on port 8080', () => {
  const config = readConfig({});
  assert.equal(config.mode, 'demo');
  assert.equal(config.port, 8080);
  assert.match(config.dataDir, /[\\/]\.data$/);
});

test('an empty setting is no setting', () => {
  assert.equal(readConfig({ PORT: '' }).port, 8080);
});

test('a setting that cannot be used is named in one sentence', () => {
  assert.throws(() => readConfig({ PORT: 'eighty' }), {
    name: 'StartFailure',
    message: /^The setting PORT cannot be used: .* 0 to 65535\.$/,
  });
  assert.throws(() => readConfig({ MODE: 'test' }), /MODE cannot be used: it must be one of demo, production/);
  assert.throws(() => readConfig({ DATABASE_URL: 'mysql://x' }), /DATABASE_URL cannot be used/);
});

test('production starts with secrets and an identity provider of its own', () => {
  assert.equal(readConfig(production).baseUrl, 'https://journal.example.se');
});

for (const [missing, sentence] of [
  ['SECRET', /needs a SECRET of its own/],
  ['OIDC_ISSUER', /needs OIDC_ISSUER/],
  ['BASE_URL', /needs BASE_URL/],
  ['OIDC_CLIENT_ID', /OIDC_CLIENT_ID is not/],
  ['LAST_RESORT_UNIT', /needs LAST_RESORT_UNIT/],
] as const) {
  test(`production refuses to start without ${missing}`, () => {
    assert.throws(() => readConfig({ ...production, [missing]: '' }), { name: 'StartFailure', message: sentence });
  });
}
