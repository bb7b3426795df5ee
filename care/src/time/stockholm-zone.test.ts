import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stockholmZone } from './stockholm-zone.ts';

const at = (clock: string): string => new Date(stockholmZone(Date.parse(`${clock}Z`))).toISOString();

test('what a Swedish clock shows is an instant, also on the days when it is turned', () => {
  assert.equal(at('2026-01-15T00:00'), '2026-01-14T23:00:00.000Z');
  assert.equal(at('2026-07-15T12:30'), '2026-07-15T10:30:00.000Z');
  assert.equal(at('2026-03-29T01:59'), '2026-03-29T00:59:00.000Z');
  assert.equal(at('2026-03-29T03:00'), '2026-03-29T01:00:00.000Z');
  assert.equal(at('2026-10-25T02:30'), '2026-10-25T00:30:00.000Z');
  assert.equal(at('2026-10-25T03:00'), '2026-10-25T02:00:00.000Z');
});
