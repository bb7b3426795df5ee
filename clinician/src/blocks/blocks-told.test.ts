import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksTold, groundParameters, timeLeft, unitsTold } from './blocks-told.ts';

const open = (id: string, until: string) => ({
  name: 'open',
  part: [
    { name: 'unit', valueReference: { reference: `Organization/${id}`, display: `Enhet ${id}` } },
    { name: 'until', valueInstant: until },
  ],
});

test('what is open is told with its unit and time, what closes first is first', () => {
  const told = blocksTold({
    resourceType: 'Parameters',
    parameter: [
      { name: 'blocked', valueBoolean: true },
      open('b', '2026-11-29T18:00:00.000Z'),
      open('a', '2026-11-29T17:00:00.000Z'),
    ],
  });
  assert.equal(told.isBlocked, true);
  assert.deepEqual(
    told.open.map(({ id, name }) => [id, name]),
    [
      ['a', 'Enhet a'],
      ['b', 'Enhet b'],
    ],
  );
  assert.deepEqual(blocksTold({ resourceType: 'Parameters' }), { isBlocked: false, open: [] });
});

test('units are told by name; one without a name by its id', () => {
  const unit = (id: string, display?: string) => ({
    name: 'unit',
    valueReference: { reference: `https://here/fhir/Organization/${id}`, ...(display && { display }) },
  });
  assert.deepEqual(unitsTold({ resourceType: 'Parameters', parameter: [unit('x', 'Ögon'), unit('a')] }), [
    { id: 'a', name: 'a' },
    { id: 'x', name: 'Ögon' },
  ]);
});

test('that the data matter is said only where the law asks for it', () => {
  assert.deepEqual(
    groundParameters('given', 'skäl').map(({ name }) => name),
    ['consent', 'reason'],
  );
  assert.deepEqual(
    groundParameters('cannot-be-had', 'skäl').map(({ name }) => name),
    ['consent', 'matters', 'reason'],
  );
});

test('the last minute is a minute, and what is over is none', () => {
  assert.deepEqual(timeLeft(8 * 3_600_000), { hours: 8, minutes: 0 });
  assert.deepEqual(timeLeft(3_600_001), { hours: 1, minutes: 0 });
  assert.deepEqual(timeLeft(3_650_000), { hours: 1, minutes: 1 });
  assert.deepEqual(timeLeft(1), { hours: 0, minutes: 1 });
  assert.deepEqual(timeLeft(-5), { hours: 0, minutes: 0 });
});
