/** What is often ordered, over HTTP: one's own and the unit's sums, of what stands in a catalogue, shown to nobody else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Basic, CodeSystem, MedicationKnowledge } from '@medplum/fhirtypes';
import { pinsOf } from '@vardkedjan/care/coordination/orders/favourites/pins.ts';
import { favouritesOf } from '@vardkedjan/care/coordination/orders/favourites/favourites.ts';
import { testWorld } from '../../http/test-world.ts';

const { ask } = await testWorld();

const catalogue: CodeSystem = {
  resourceType: 'CodeSystem',
  id: 'order-catalogue',
  url: 'https://vardkedjan.se/fhir/CodeSystem/order-catalogue',
  status: 'active',
  content: 'complete',
  concept: ['crp', 'hb', 'tsh'].map((code) => ({ code, display: code.toUpperCase() })),
};
const put = await ask('client:bench', 'PUT', '/fhir/CodeSystem/order-catalogue', { body: catalogue });
assert.ok(put.status < 300, put.text);

const count = (as: string, kind: string, codes: readonly string[]) =>
  ask(as, 'POST', '/fhir/Basic/$count-ordered', {
    body: {
      resourceType: 'Parameters',
      parameter: [{ name: 'kind', valueCode: kind }, ...codes.map((valueCode) => ({ name: 'code', valueCode }))],
    },
  });
const favourites = async (as: string, of: string) =>
  favouritesOf((await ask(as, 'GET', `/fhir/Basic/$favourites?of=${of}`)).body<Basic>()).map(({ code, used }) => [
    code,
    used,
  ]);

test('what one orders is counted for oneself and the unit, and a person’s number is not', async () => {
  assert.equal((await count('sara', 'test', ['crp', '19121212-1212', 'hb'])).status, 200);
  assert.equal((await count('sara', 'test', ['hb'])).status, 200);
  assert.equal((await count('maria', 'test', ['tsh'])).status, 200);
  assert.deepEqual(await favourites('sara', 'own'), [
    ['hb', 2],
    ['crp', 1],
  ]);
  assert.deepEqual(await favourites('maria', 'own'), [['tsh', 1]]);
  assert.deepEqual(
    (await favourites('maria', 'unit')).toSorted(([one], [other]) => String(one).localeCompare(String(other))),
    [
      ['crp', 1],
      ['hb', 2],
      ['tsh', 1],
    ],
  );
  assert.deepEqual(await favourites('tomas', 'unit'), [], 'another unit has its own');
  assert.equal((await count('sara', 'drug', ['no-such-drug'])).status, 200);
  assert.equal((await favourites('sara', 'own')).length, 2);
  for (const as of ['johan', 'viktor'])
    assert.ok((await ask(as, 'GET', '/fhir/Binary/fav-P-sara-lindqvist')).status >= 400, as);
  assert.equal((await count('viktor', 'test', ['hb'])).status, 403);
  assert.equal((await count('sara', 'note', ['hb'])).status, 400);
});

test('none is lost when many count at once', async () => {
  const all = await Promise.all([1, 2, 3].map(() => count('lena', 'test', ['hb'])));
  assert.deepEqual(
    all.map(({ status }) => status),
    [200, 200, 200],
  );
  assert.deepEqual(await favourites('lena', 'own'), [['hb', 3]]);
});

const panodil: MedicationKnowledge = {
  resourceType: 'MedicationKnowledge',
  id: 'panodil',
  status: 'active',
  code: { coding: [{ system: 'http://www.whocc.no/atc', code: 'N02BE01' }], text: 'Panodil 500 mg tablett' },
  extension: [{ url: 'https://vardkedjan.se/fhir/StructureDefinition/drug-dose-unit', valueString: 'tablett' }],
};

test('one pins for oneself, the head for the unit, a drug with a dose that is understood; what is counted stays beside it', async () => {
  assert.ok((await ask('client:bench', 'PUT', '/fhir/MedicationKnowledge/panodil', { body: panodil })).status < 300);
  const pin = (as: string, of: string, one: { kind: string; code: string; dose?: string; pinned?: boolean }) =>
    ask(as, 'POST', '/fhir/Basic/$pin-favourite', {
      body: {
        resourceType: 'Parameters',
        parameter: [
          { name: 'of', valueCode: of },
          { name: 'kind', valueCode: one.kind },
          { name: 'code', valueCode: one.code },
          ...(one.dose === undefined ? [] : [{ name: 'dose', valueString: one.dose }]),
          { name: 'pinned', valueBoolean: one.pinned ?? true },
        ],
      },
    });
  const pinned = async (as: string, of: string) =>
    pinsOf((await ask(as, 'GET', `/fhir/Basic/$favourites?of=${of}`)).body<Basic>()).map(
      ({ code, dose }) => `${code} ${dose}`,
    );
  const drug = { kind: 'drug', code: 'panodil', dose: '2x3' };
  assert.equal((await pin('maria', 'own', drug)).status, 200);
  assert.equal((await pin('maria', 'own', { ...drug, dose: '1x4' })).status, 200);
  assert.equal((await pin('maria', 'own', drug)).status, 200, 'pinned already');
  assert.deepEqual(await pinned('maria', 'own'), ['panodil 1x4', 'panodil 2x3']);
  assert.deepEqual(await favourites('maria', 'own'), [['tsh', 1]]);
  assert.equal((await count('maria', 'test', ['tsh'])).status, 200);
  assert.equal((await pinned('maria', 'own')).length, 2, 'counting loses no pin');
  assert.deepEqual(await pinned('sara', 'own'), [], 'each has their own');
  assert.equal((await pin('maria', 'own', { ...drug, dose: '1 vid behov mot smärta' })).status, 200);
  assert.equal((await pin('maria', 'own', { ...drug, dose: '1 vid behov mot smärta', pinned: false })).status, 200);
  for (const bad of [
    { dose: '2x3 till Viktor' },
    { dose: '1 vid behov mot smärta 19121212' },
    { code: 'no-such-drug' },
    { kind: 'test', code: 'hb' },
  ])
    assert.equal((await pin('maria', 'own', { ...drug, ...bad })).status, 422, JSON.stringify(bad));
  assert.equal((await pin('maria', 'unit', drug)).status, 403);
  assert.equal((await pin('viktor', 'own', drug)).status, 403);
  assert.equal((await pin('johan', 'unit', { kind: 'test', code: 'crp' })).status, 200);
  assert.deepEqual(await pinned('maria', 'unit'), ['crp ']);
  assert.equal((await pin('maria', 'own', { ...drug, pinned: false })).status, 200);
  assert.deepEqual(await pinned('maria', 'own'), ['panodil 1x4']);
});
