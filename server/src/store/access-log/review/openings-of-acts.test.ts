/** What openings are told of: what was refused opened nothing, what somebody else lifted for the reader was opened, and looking up who has read is seen. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Act, ActPatient } from '../act.ts';
import { openingsOf } from './openings-of-acts.ts';

const at = '2026-11-18T09:00:00.000Z';
const found = (more: Partial<Act>, patients: readonly ActPatient[] = [[7, 'p', 1]]) => ({
  caller: 'SE1',
  at,
  lot: '',
  act: {
    chain: 1,
    seq: 1,
    at,
    act: 'open',
    permitted: true,
    callerKind: 'staff',
    caller: 'SE1',
    callerName: 'Sara',
    careProvider: 20,
    purpose: 'care',
    what: 'GET Patient/$chart',
    request: 'r',
    patients,
    ...more,
  },
});
const one = (...acts: ReturnType<typeof found>[]) => {
  const [opening] = openingsOf(acts, { careProvider: 20, listed: false });
  assert.ok(opening);
  const { opened, occasions, hours, refused, isEmergency, isUnblocked, lookUps } = opening;
  return { opened, occasions, hours, refused, isEmergency, isUnblocked, lookUps };
};
const nothing = { opened: 0, occasions: 0, hours: 0, refused: 0, isEmergency: false, isUnblocked: false, lookUps: 0 };

test('a refused opening is a refusal, and nothing else', () => {
  for (const act of ['open', 'emergency', 'lift-block', 'read-log'])
    assert.deepEqual(one(found({ act, permitted: false })), { ...nothing, refused: 1 }, act);
});

test('an emergency and a lifted block that were permitted are told', () => {
  assert.equal(one(found({ act: 'emergency' })).isEmergency, true);
  assert.equal(one(found({ act: 'lift-block' })).isUnblocked, true);
});

test('what was read on such a ground is told, whoever opened it, of the patient whose it was', () => {
  const grounds = (...said: string[]) => one(found({ act: 'read' }, [[7, 'p', 1, [30], ...said]]));
  assert.deepEqual([grounds('emergency').isEmergency, grounds('emergency').isUnblocked], [true, false]);
  assert.deepEqual([grounds('lifted').isEmergency, grounds('lifted').isUnblocked], [false, true]);
  assert.equal(grounds('unblocked').isUnblocked, true);
  assert.deepEqual([grounds('consent').isEmergency, grounds('consent').isUnblocked], [false, false]);
  const whole = { rule: 'blocks-are-known', law: 'pdl-4-4', outcome: 'met', facts: { block: 'lifted' } } as const;
  assert.equal(one(found({ findings: [whole] })).isUnblocked, true);
  const two: ActPatient[] = [
    [7, 'p', 1],
    [8, 'q', 1, [30], 'emergency'],
  ];
  const told = openingsOf([found({ act: 'search' }, two)], { careProvider: 20, listed: true });
  assert.deepEqual(
    told.map(({ patientKey, isEmergency }) => [patientKey, isEmergency]),
    [
      [7, false],
      [8, true],
    ],
  );
});

test('that somebody has looked up who has read one record is an opening to look at, of which nothing was opened', () => {
  assert.deepEqual(one(found({ act: 'read-log' })), { ...nothing, lookUps: 1 });
  const many: ActPatient[] = [
    [7, 'p', 1],
    [8, 'q', 1],
  ];
  assert.deepEqual(openingsOf([found({ act: 'read-log' }, many)], { careProvider: 20, listed: false }), []);
});
