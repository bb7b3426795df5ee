/** Quick texts over HTTP: each has their own, the unit's are kept by its head, the text comes out byte for byte (F1), and of two who keep at once one is told (F13). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Basic, Bundle } from '@medplum/fhirtypes';
import { quickTextsOf } from '@vardkedjan/care/record-keeping/quick-texts/quick-texts.ts';
import { testWorld } from '../../http/test-world.ts';

const { ask } = await testWorld();
const text = '  Ingen <5 & | ^ åäö\t\n\nrad två ';

const read = (as: string, of: string) => ask(as, 'GET', `/fhir/Basic/$quick-texts?of=${of}`);
const keep = (as: string, of: string, version: string | undefined, ...texts: [string, string][]) =>
  ask(as, 'POST', '/fhir/Basic/$keep-quick-texts', {
    headers: { 'if-match': version ?? '' },
    body: {
      resourceType: 'Parameters',
      parameter: [
        { name: 'of', valueCode: of },
        ...texts.map(([word, valueString]) => ({
          name: 'quick-text',
          part: [
            { name: 'word', valueCode: word },
            { name: 'text', valueString },
          ],
        })),
      ],
    },
  });

test('one’s own are kept byte for byte, and are nobody else’s', async () => {
  const none = await read('sara', 'own');
  assert.deepEqual([none.status, none.headers['etag'], quickTextsOf(none.body<Basic>())], [200, 'W/"0"', []]);
  const kept = await keep('sara', 'own', 'W/"0"', ['bra', text], ['åter1', 'Åter om ett år.']);
  assert.equal(kept.status, 200, kept.text);
  const found = await read('sara', 'own');
  assert.deepEqual(quickTextsOf(found.body<Basic>()), [
    { word: 'bra', text },
    { word: 'åter1', text: 'Åter om ett år.' },
  ]);
  assert.deepEqual(quickTextsOf((await read('johan', 'own')).body<Basic>()), []);
  for (const as of ['johan', 'viktor']) {
    const searched = await ask(as, 'GET', '/fhir/Basic?subject=Practitioner/sara-lindqvist');
    assert.deepEqual(searched.status === 200 ? (searched.body<Bundle>().entry ?? []) : [], []);
    assert.ok((await ask(as, 'GET', '/fhir/Binary/qt-P-sara-lindqvist')).status >= 400, as);
  }
});

test('the unit’s are kept by its head and read by its staff alone', async () => {
  assert.equal((await keep('sara', 'unit', 'W/"0"', ['hej', 'Hej'])).status, 403);
  assert.equal((await keep('johan', 'unit', 'W/"0"', ['hej', 'Hej'])).status, 200);
  assert.deepEqual(quickTextsOf((await read('sara', 'unit')).body<Basic>()), [{ word: 'hej', text: 'Hej' }]);
  assert.deepEqual(quickTextsOf((await read('tomas', 'unit')).body<Basic>()), []);
  assert.equal((await read('viktor', 'own')).status, 403, 'a resident has none');
});

test('of two who keep at once, the second is told', async () => {
  assert.equal((await keep('maria', 'own', 'W/"0"', ['a', 'A'])).status, 200);
  assert.equal((await keep('maria', 'own', 'W/"0"', ['b', 'B'])).status, 412);
  assert.equal((await keep('maria', 'own', 'W/"1"', ['b', 'B'])).status, 200);
  assert.equal((await keep('maria', 'own', 'W/"1"', ['c', 'C'])).status, 412);
  assert.equal((await keep('maria', 'own', undefined, ['c', 'C'])).status, 400);
});

test('a word is short and stands once, and has a text', async () => {
  for (const texts of [
    [['Bra', 'x']],
    [['två ord', 'x']],
    [['', 'x']],
    [['a', ' ']],
    [
      ['a', 'x'],
      ['a', 'y'],
    ],
  ] as [string, string][][])
    assert.ok([400, 422].includes((await keep('hanna', 'own', 'W/"0"', ...texts)).status), JSON.stringify(texts));
});
