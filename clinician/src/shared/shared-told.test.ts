import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consentParameters, dangerParameters, providersTold, sharedTold } from './shared-told.ts';

const open = (ground: string, until: string) => ({
  name: 'open',
  part: [
    { name: 'ground', valueCode: ground },
    { name: 'until', valueInstant: until },
    { name: 'to', valueReference: { reference: 'Organization/home', display: 'Hemsjukvården' } },
    { name: 'of', valueReference: { reference: 'Organization/region', display: 'Regionen' } },
  ],
});

test('what was opened in danger comes first, then what ends first', () => {
  const told = sharedTold({
    resourceType: 'Parameters',
    parameter: [
      { name: 'exists', valueBoolean: true },
      open('consent', '2027-03-01T00:00:00Z'),
      open('consent', '2027-02-01T00:00:00Z'),
      open('emergency', '2027-05-01T00:00:00Z'),
    ],
  });
  assert.equal(told.exists, true);
  assert.deepEqual(
    told.open.map(({ until }) => until.slice(5, 7)),
    ['05', '02', '03'],
  );
  assert.deepEqual(told.open[0]?.of, [{ id: 'region', name: 'Regionen' }]);
  assert.deepEqual(sharedTold({ resourceType: 'Parameters' }), { exists: false, open: [] });
});

test('care providers are told by name, one without by its id', () => {
  const provider = (id: string, display?: string) => ({
    name: 'provider',
    valueReference: { reference: `Organization/${id}`, ...(display && { display }) },
  });
  assert.deepEqual(
    providersTold({ resourceType: 'Parameters', parameter: [provider('x', 'Ögonkliniken'), provider('a')] }),
    [
      { id: 'a', name: 'a' },
      { id: 'x', name: 'Ögonkliniken' },
    ],
  );
});

test('a child who cannot consent says neither yes nor that it can', () => {
  const said = (answer: 'given' | 'child', isForProvider: boolean) =>
    consentParameters({ answer, isForProvider, until: '2027-01-01' }, 'town').map(
      ({ valueCode, valueReference }) => valueCode ?? valueReference?.reference,
    );
  assert.deepEqual(said('given', false), ['given', 'has', undefined, undefined]);
  assert.deepEqual(said('child', true), ['cannot-be-had', 'lacks-for-now', undefined, undefined, 'Organization/town']);
});

test('danger is said with the reason, and that there is no consent to be had', () => {
  assert.deepEqual(
    dangerParameters('skäl').map(
      ({ valueBoolean, valueCode, valueString }) => valueBoolean ?? valueCode ?? valueString,
    ),
    [true, 'cannot-be-had', 'skäl'],
  );
});
