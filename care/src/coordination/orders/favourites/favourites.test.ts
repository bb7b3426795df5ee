import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Pin, pinsOf, pinsOffered, withPins } from './pins.ts';
import { counted, favouriteCodes, favouritesOf, favouritesResource } from './favourites.ts';

test('what is ordered is counted, one’s own goes before the unit’s, and the list comes out as it was kept', () => {
  let own = counted([], 'test', ['crp', 'hb', 'crp'], '2026-11-29');
  own = counted(own, 'test', ['hb'], '2026-11-30');
  own = counted(own, 'drug', ['panodil'], '2026-11-30');
  assert.deepEqual(favouriteCodes(own, [], 'test'), ['hb', 'crp']);
  const units = counted(counted([], 'test', ['tsh', 'hb'], '2026-11-01'), 'test', ['tsh'], '2026-11-02');
  assert.deepEqual(favouriteCodes(own, units, 'test'), ['hb', 'crp', 'tsh']);
  assert.deepEqual(favouriteCodes(own, units, 'drug'), ['panodil']);
  assert.deepEqual(favouritesOf(favouritesResource({ reference: 'Practitioner/a' }, own)), own);
  assert.deepEqual(favouritesOf(favouritesResource({ reference: 'Practitioner/a' }, [])), []);
});

test('a list stays short: what is used least gives way, never what was just ordered', () => {
  let list = counted([], 'test', ['often'], '2026-01-01');
  list = counted(list, 'test', ['often'], '2026-01-02');
  for (let index = 0; index < 300; index++) list = counted(list, 'test', [`c${index}`], '2026-01-03');
  assert.equal(list.length, 200);
  assert.ok(list.some(({ code }) => code === 'often'));
  assert.equal(list[0]?.code, 'c299');
});

test('pins come out as they were kept, and are offered by how often they are ordered, one’s own before the unit’s, each once', () => {
  const list = counted(counted([], 'drug', ['b'], '2026-11-01'), 'test', ['crp'], '2026-11-02');
  const pin = (code: string, dose = '', kind: Pin['kind'] = 'drug'): Pin => ({ kind, code, dose });
  const pins = [pin('a', '1x1'), pin('b', '1x2'), pin('b', '2x2'), pin('crp', '', 'test')];
  const kept = withPins(favouritesResource({ reference: 'Practitioner/a' }, list), pins);
  assert.deepEqual(pinsOf(kept), pins);
  assert.deepEqual(favouritesOf(kept), list);
  const units = { list: [], pins: [pin('b', '2x2'), pin('c')] };
  assert.deepEqual(
    pinsOffered({ list, pins: pins.toReversed() }, units, 'drug').map(
      ({ code, dose, whose }) => `${whose} ${code} ${dose}`,
    ),
    ['own b 1x2', 'own b 2x2', 'own a 1x1', 'unit c '],
  );
});
