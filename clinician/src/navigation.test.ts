import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf, recordAddress } from './navigation.ts';

test('a place and its address are each other’s inverse', () => {
  assert.deepEqual(placeOf('/', ''), { at: 'work' });
  const address = recordAddress('1a-xyz', 'results', { code: 'NPU|02319' });
  const [pathname = '', search = ''] = address.split(/(?=\?)/);
  assert.deepEqual(placeOf(pathname, search), {
    at: 'record',
    patientId: '1a-xyz',
    path: 'results',
    params: { code: 'NPU|02319' },
  });
});

test('the summary needs no path, and what is not ours is nowhere', () => {
  assert.equal(recordAddress('x'), '/patient/x');
  assert.deepEqual(placeOf('/patient/x', ''), { at: 'record', patientId: 'x', path: 'summary', params: {} });
  assert.deepEqual(placeOf('/unit/templates', ''), { at: 'unit', path: 'templates', params: {} });
  assert.deepEqual(placeOf('/unit/templates', '?code=a%20b'), {
    at: 'unit',
    path: 'templates',
    params: { code: 'a b' },
  });
  assert.deepEqual(placeOf('/unit/', ''), { at: 'nowhere' });
  assert.deepEqual(placeOf('/unit/templates/x', ''), { at: 'nowhere' });
  assert.deepEqual(placeOf('/resident/', ''), { at: 'nowhere' });
  assert.deepEqual(placeOf('/patient/x/a/b', ''), { at: 'nowhere' });
});
