/** What is odd about an opening, sign by sign: each is told when it is there, and not when it is not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Odd, oddOf, oddWeights } from './odd.ts';
import type { RecordOpening, OpeningFacts, Person } from './opening.ts';
import { isManyPatients, isOutsideUsual, type UserDay, usualOf } from './usual.ts';

const bits = (...hours: number[]): number => hours.reduce((sum, hour) => sum | (1 << hour), 0);

const opening: RecordOpening = {
  caller: 'SE1',
  callerKind: 'staff',
  callerName: 'Sara',
  patientKey: 7,
  day: '2026-11-18',
  from: '2026-11-18T09:00:00.000Z',
  until: '2026-11-18T09:10:00.000Z',
  units: [3],
  unitNames: ['Vårdcentralen'],
  titles: ['Läkare'],
  acts: 4,
  opened: 3,
  occasions: 1,
  hours: bits(10),
  refused: 0,
  lookUps: 0,
  isEmergency: false,
  isUnblocked: false,
  isUnreadable: false,
  reason: '',
  lot: '',
};
const person = (more: Partial<Person> = {}): Person => ({
  isProtected: false,
  families: ['holm'],
  identifiers: ['pnr|1'],
  addresses: ['åsgatan1|50450'],
  ...more,
});
const user = person({ families: ['lindqvist'], identifiers: ['pnr|2'], addresses: ['byvägen2|50455'] });
const facts: OpeningFacts = {
  patient: person(),
  user,
  isColleague: false,
  hasCareContact: true,
  patientsThatDay: 12,
};
const weekdays = (count: number): UserDay[] =>
  Array.from({ length: count }, (_, n) => {
    const day = new Date(Date.UTC(2026, 7, 3 + 7 * Math.floor(n / 5) + (n % 5))).toISOString().slice(0, 10);
    return { day, opened: 40, patients: 12, hours: bits(8, 9, 10, 11, 13, 14, 15) };
  });
const usual = usualOf(weekdays(60));
const odd = (more: Partial<RecordOpening>, known: Partial<OpeningFacts> = {}): Odd[] =>
  oddOf({ ...opening, ...more }, { ...facts, ...known }, usual);

const signs: [Odd, Partial<RecordOpening>, Partial<OpeningFacts>?][] = [
  ['unreadable', { isUnreadable: true, callerKind: 'unknown' }],
  ['own-record', {}, { user: person() }],
  ['emergency', { isEmergency: true }],
  ['same-address', {}, { user: person({ families: [], identifiers: [] }) }],
  ['no-care-contact', {}, { hasCareContact: false }],
  ['unblocked', { isUnblocked: true }],
  ['colleague', {}, { isColleague: true }],
  ['refused', { refused: 1, opened: 0 }],
  ['same-surname', {}, { user: person({ addresses: [], identifiers: [] }) }],
  ['many-occasions', { occasions: 8 }],
  ['many-patients', {}, { patientsThatDay: 25 }],
  ['outside-usual', { hours: bits(10, 22) }],
  ['looked-up', { lookUps: 1, opened: 0 }],
];

test('an ordinary opening has nothing odd about it', () => assert.deepEqual(odd({}), []));

for (const [sign, of, known] of signs) {
  test(`${sign} is told, alone`, () => assert.deepEqual(odd(of, known), [sign]));
}

test('each sign that has a weight has a case', () => {
  const cased = [...signs.map(([sign]) => sign), 'protected-person'];
  assert.deepEqual(cased.toSorted(), Object.keys(oddWeights).toSorted());
});

test('the heaviest sign comes first', () => {
  assert.deepEqual(odd({ isEmergency: true, hours: bits(3) }, { hasCareContact: false }), [
    'emergency',
    'no-care-contact',
    'outside-usual',
  ]);
});

test('of a protected person no sign says who or where it is', () => {
  const patient = person({ isProtected: true });
  assert.deepEqual(odd({}, { patient, user: person(), isColleague: true }), []);
  assert.deepEqual(odd({}, { patient, user: person(), isColleague: true, hasCareContact: false }), [
    'no-care-contact',
    'protected-person',
  ]);
});

test('nor of a protected user', () => {
  const protectedUser = person({ isProtected: true, identifiers: ['pnr|2'] });
  assert.deepEqual(odd({}, { user: protectedUser }), []);
});

test('who was shown in a list only has not been opened', () => {
  assert.deepEqual(odd({ opened: 0 }, { hasCareContact: false, user: person() }), []);
});

test('a system client is not measured as a person is', () => {
  assert.deepEqual(odd({ callerKind: 'system' }, { hasCareContact: false }), []);
});

test('an hour beside a usual one is usual, and so are nights for one who works nights', () => {
  assert.equal(isOutsideUsual(usual, '2026-11-18', bits(7, 16)), false);
  assert.equal(isOutsideUsual(usual, '2026-11-18', bits(6)), true);
  const nights = usualOf(weekdays(60).map((day) => ({ ...day, hours: bits(22, 23, 0, 1) })));
  assert.equal(isOutsideUsual(nights, '2026-11-18', bits(2)), false);
  assert.equal(isOutsideUsual(nights, '2026-11-18', bits(10)), true);
});

test('a weekend is outside for one who never works weekends, whatever the hour', () => {
  assert.equal(isOutsideUsual(usual, '2026-11-21', bits(10)), true);
});

test('of one who has hardly been here nothing is unusual', () => {
  const fresh = usualOf(weekdays(19));
  assert.equal(isOutsideUsual(fresh, '2026-11-18', bits(3)), undefined);
  assert.equal(isManyPatients(fresh, 500), undefined);
});
