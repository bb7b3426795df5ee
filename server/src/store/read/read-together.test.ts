/** Reads that go as one statement are each the caller's own: what one may see, the other beside it does not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { searchFixture } from '../search/search-fixture.ts';
import { readStored } from './read.ts';

const { database, put, create } = await searchFixture();

test('many at once: each finds its own, nobody another’s, and what is not there is not there', async (context) => {
  await put({ resourceType: 'Patient', id: 'anna' });
  const made = (
    await create({
      resourceType: 'Flag',
      status: 'active',
      code: { text: 'a' },
      subject: { reference: 'Patient/anna' },
    })
  ).slice(5);
  const calls = context.mock.method(database.lane, 'rows');
  const everything: Visibility = { kind: 'everything' };
  const stranger: Visibility = { kind: 'related', careProvider: 1, careUnit: 2, practitioner: 3, forCare: true };
  const read = async (visibility: Visibility, type: string, id: string) =>
    (await readStored(database.lane, visibility, type, id))?.id;
  const answers = await Promise.all([
    read(everything, 'Flag', made),
    read(everything, 'Patient', 'anna'),
    read(everything, 'Flag', 'nobody'),
    read(everything, 'Patient', made),
    read(stranger, 'Flag', made),
    read(stranger, 'Patient', 'anna'),
  ]);
  assert.deepEqual(answers, [made, 'anna', undefined, undefined, undefined, 'anna']);
  assert.equal(
    calls.mock.callCount(),
    4,
    'for each kind of visibility one statement, and one more for what that does not show',
  );
});

test('callers of one kind with different units get different answers from the same statement', async () => {
  await put(
    {
      resourceType: 'Organization',
      id: 'unit',
      type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/organization-type', code: 'prov' }] }],
    },
    { resourceType: 'Patient', id: 'bo' },
    {
      resourceType: 'Encounter',
      id: 'visit',
      status: 'in-progress',
      class: { code: 'AMB' },
      subject: { reference: 'Patient/bo' },
      serviceProvider: { reference: 'Organization/unit' },
    },
  );
  const unit = (await readStored(database.lane, { kind: 'everything' }, 'Organization', 'unit'))?.key ?? 0;
  const of = (careUnit: number): Visibility => ({
    kind: 'related',
    careProvider: unit,
    careUnit,
    practitioner: 1,
    forCare: true,
  });
  const found = await Promise.all(
    [unit, unit + 1, unit].map((careUnit) => readStored(database.lane, of(careUnit), 'Encounter', 'visit')),
  );
  assert.deepEqual(
    found.map((stored) => stored?.id),
    ['visit', undefined, 'visit'],
  );
});
