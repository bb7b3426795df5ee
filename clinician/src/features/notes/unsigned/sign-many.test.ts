import assert from 'node:assert/strict';
import { it } from 'node:test';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { type Outcome, signMany } from './sign-many.ts';

it('each is signed in its own record and version, one after the other, whatever becomes of those before it', async () => {
  const said: string[] = [];
  const found: [string, Outcome][] = [];
  let under = 0;
  const sign = async ({ id, version, patientId }: { id: string; version: number; patientId: string }) => {
    assert.equal(++under, 1, 'one at a time');
    await Promise.resolve();
    said.push(`${id} ${version} ${patientId}`);
    under--;
    if (id === 'b') throw new FhirFailure('changed-meanwhile', 412, 'changed');
    if (id === 'c') throw new FhirFailure('refused', 403, 'Inte du.');
    if (id === 'd') throw new FhirFailure('offline', 0, 'gone');
  };
  const notes = ['a', 'b', 'c', 'd', 'e'].map((id, index) => ({ id, version: index + 1, patientId: `p-${id}` }));
  await signMany(notes, sign, (id, outcome) => found.push([id, outcome]));
  assert.deepEqual(said, ['a 1 p-a', 'b 2 p-b', 'c 3 p-c', 'd 4 p-d', 'e 5 p-e']);
  assert.deepEqual(found, [
    ['a', { kind: 'signed' }],
    ['b', { kind: 'changed-meanwhile' }],
    ['c', { kind: 'refused', reason: 'Inte du.' }],
    ['d', { kind: 'no-answer' }],
    ['e', { kind: 'signed' }],
  ]);
});
