import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParametersParameter } from '@medplum/fhirtypes';
import { ownRegisters } from './own-registers.ts';

test('a register is told with whether it is opposed, since when, and whether it has erased', () => {
  const register = (id: string, ...more: ParametersParameter[]): ParametersParameter => ({
    name: 'register',
    part: [
      { name: 'organization', valueReference: { reference: `Organization/${id}`, display: id } },
      { name: 'informed', valueBoolean: id === 'a' },
      ...more,
    ],
  });
  const found = ownRegisters({
    resourceType: 'Parameters',
    parameter: [
      register('a'),
      register(
        'b',
        { name: 'since', valueDateTime: '2026-11-01T10:00:00Z' },
        { name: 'erased', valueInstant: '2026-11-02T10:00:00Z' },
      ),
    ],
  });
  assert.deepEqual(found, [
    { id: 'a', name: 'a', informed: true },
    { id: 'b', name: 'b', informed: false, since: '2026-11-01T10:00:00Z', erased: '2026-11-02T10:00:00Z' },
  ]);
});
