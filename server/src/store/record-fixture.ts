/** For tests of the opened record: an empty database of the file's own, opened by a system that sees everything. */
import assert from 'node:assert/strict';
import type { Observation, Resource } from '@medplum/fhirtypes';
import { testDatabase } from '../../test/database.ts';
import { openRecord } from './open-record.ts';
import type { Stored } from './record.ts';

export const database = await testDatabase();
export const record = openRecord(database, { kind: 'system', id: 'test', name: 'Test' });

export async function create(resource: Resource): Promise<Stored> {
  const [written] = await record.write([{ action: 'create', resource }]);
  assert.equal(written?.result, 'created');
  return written.stored;
}

export function reference(stored: Stored): { reference: string } {
  return { reference: `${stored.type}/${stored.id}` };
}

export const observation = (patient: Stored, more: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  subject: reference(patient),
  effectiveDateTime: '2026-01-02T03:04:05Z',
  ...more,
});
