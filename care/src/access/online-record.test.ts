import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stockholmDay } from '../time/stockholm.ts';
import { guardianshipsOf } from './guardianship.ts';
import { onlineAgesOn, parseOnlineAges, usualOnlineAges } from './online-ages.ts';
import { agesAt, howOpen, type OnlineRecord } from './online-record.ts';
import { visibilityOf } from './visibility.ts';

function recordOf(record: 'own' | 'childs', birthDate: string, now: string, ages = usualOnlineAges): OnlineRecord {
  const facts = {
    record,
    protectedPerson: false,
    deceased: false,
    ...(record === 'childs' && { guardianProtected: false, guardianShutOut: false }),
    ...agesAt({ record, birthDate }, new Date(now), ages),
  };
  return { day: stockholmDay(new Date(now)), patientKey: 7, id: 'p', name: '', facts, clinics: [] };
}
const open = (...given: Parameters<typeof recordOf>) => howOpen(recordOf(...given)) === 'whole';

describe('a birthday at midnight in Sweden', () => {
  for (const [when, before, after, birthDate] of [
    ['in winter', '2026-12-31T22:59:59.999Z', '2026-12-31T23:00:00Z', '2014-01-01'],
    ['in summer', '2026-06-30T21:59:59.999Z', '2026-06-30T22:00:00Z', '2013-07-01'],
    ['on the day whose night is an hour short', '2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00Z', '2013-03-29'],
    ['the day after it', '2026-03-29T21:59:59.999Z', '2026-03-29T22:00:00Z', '2013-03-30'],
    ['on the day whose night is an hour long', '2026-10-24T21:59:59.999Z', '2026-10-24T22:00:00Z', '2013-10-25'],
    ['the day after it', '2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00Z', '2013-10-26'],
  ] as const) {
    it(`${when}: thirteen closes the record to guardians`, () => {
      assert.equal(open('childs', birthDate, before), true);
      assert.equal(open('childs', birthDate, after), false);
    });
    it(`${when}: sixteen opens it to the young person`, () => {
      const older = `${Number(birthDate.slice(0, 4)) - 3}${birthDate.slice(4)}`;
      assert.equal(open('own', older, before), false);
      assert.equal(open('own', older, after), true);
    });
  }

  it('of somebody born on 29 February: guardians until 28 February, the young person from 1 March', () => {
    assert.equal(open('childs', '2012-02-29', '2025-02-27T22:59:59Z'), true);
    assert.equal(open('childs', '2012-02-29', '2025-02-27T23:00:00Z'), false);
    // Sixteen years later there is such a day again.
    assert.equal(open('own', '2012-02-29', '2028-02-28T22:59:59Z'), false);
    assert.equal(open('own', '2012-02-29', '2028-02-28T23:00:00Z'), true);
    const changed = parseOnlineAges('2020-01-01:13:15') ?? [];
    assert.equal(open('own', '2012-02-29', '2027-02-28T22:59:59Z', changed), false);
    assert.equal(open('own', '2012-02-29', '2027-02-28T23:00:00Z', changed), true);
  });

  it('a date of birth that is not whole opens nothing', () => {
    for (const birthDate of ['2014', '2014-05', '', 'okänt', '2999-01-01'])
      for (const record of ['own', 'childs'] as const)
        assert.equal(open(record, birthDate, '2026-11-29T12:00:00Z'), false);
  });
});

describe('the ages are a setting with first days', () => {
  const ages = parseOnlineAges('0001-01-01:13:16, 2027-07-01:15:15');
  it('each set holds from its first day', () => {
    assert.equal(open('childs', '2013-05-05', '2027-06-30T12:00:00Z', ages), false);
    assert.equal(open('childs', '2013-05-05', '2027-07-01T12:00:00Z', ages), true);
    assert.equal(open('own', '2012-05-05', '2027-06-30T12:00:00Z', ages), false);
    assert.equal(open('own', '2012-05-05', '2027-07-01T12:00:00Z', ages), true);
  });
  it('before the first set nobody reads', () => {
    assert.equal(onlineAgesOn('2020-01-01', parseOnlineAges('2021-01-01:13:16') ?? []), undefined);
    assert.equal(open('own', '1980-01-01', '2020-01-01T12:00:00Z', parseOnlineAges('2021-01-01:13:16')), false);
  });
  it('what is not understood is refused', () => {
    for (const text of ['', '13:16', '2027-01-01:16:13', '2027-01-01:13:16;2028-01-01:14:16', '2027-1-1:13:16'])
      assert.equal(parseOnlineAges(text), undefined, text);
  });
});

describe('what a resident sees', () => {
  const now = '2026-11-29T12:00:00Z';
  it('is their own record, the small children’s, and of others what clinics have opened', () => {
    const own = { ...recordOf('own', '1982-05-21', now), patientKey: 1 };
    const small = { ...recordOf('childs', '2019-01-01', now), patientKey: 2 };
    const older = { ...recordOf('childs', '2012-06-01', now), patientKey: 3, clinics: [11, 12] };
    const grown = { ...recordOf('childs', '2010-06-01', now), patientKey: 4, clinics: [11] };
    const caller = { kind: 'resident', id: 'p', name: '', patientKey: 1 } as const;
    assert.deepEqual(visibilityOf({ ...caller, online: [own, small, grown] }), { kind: 'own', patientKeys: [1, 2] });
    assert.deepEqual(visibilityOf({ ...caller, online: [own, small, older, grown] }), {
      kind: 'own-and-clinics',
      patientKeys: [1, 2],
      clinics: [
        { patientKey: 3, careUnit: 11 },
        { patientKey: 3, careUnit: 12 },
      ],
    });
    assert.deepEqual(visibilityOf({ ...caller, online: [] }), { kind: 'own', patientKeys: [] });
  });
});

describe('a guardianship', () => {
  const guardian = (more: object) => ({
    resourceType: 'RelatedPerson' as const,
    patient: { reference: 'Patient/p' },
    relationship: [{ coding: [{ code: 'GUARD' }] }],
    identifier: [{ system: 'http://electronichealth.se/identifier/personnummer', value: '198205212387' }],
    ...more,
  });
  it('is known by a personal number, and lasts to the end of its last day', () => {
    assert.deepEqual(guardianshipsOf(guardian({ period: { start: '2026-01-01', end: '2026-06-30' } })), [
      { number: '198205212387', from: '2025-12-31T23:00:00.000Z', until: '2026-06-30T21:59:59.999Z' },
    ]);
  });
  it('is none without a number, when it is no longer so, or when its period cannot be read', () => {
    for (const more of [
      { identifier: [] },
      { identifier: [{ system: 'urn:other', value: '198205212387' }] },
      { identifier: [{ system: 'http://electronichealth.se/identifier/personnummer', value: '19820521-2387' }] },
      { active: false },
      { period: { end: 'snart' } },
      { relationship: [{ coding: [{ code: 'MTH' }] }] },
    ])
      assert.deepEqual(guardianshipsOf(guardian(more)), []);
  });
});
