import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MedicationAdministration, MedicationRequest } from '@medplum/fhirtypes';
import { readTypedDose } from '../dosing/dose-grammar.ts';
import {
  administrationOf,
  afterDelay,
  doubleSigningUrl,
  type Given,
  signedBySecond,
  undone,
  waitsForSecond,
} from './administration.ts';
import { leftNow } from './as-needed.ts';
import { covers, delegationOf, delegationResource } from './delegation.ts';
import { ended, givenVolume, wholeVolume } from './infusion.ts';
import { type GivingFacts, givingFaults } from './lawful-giving.ts';
import { drugInPackage, matchOf } from './package-drug.ts';
import { packageCode } from './scanned-code.ts';

const elin = { practitioner: { reference: 'Practitioner/elin' }, now: '2026-11-29T08:05:00+01:00' };
const maj = { ...elin, practitioner: { reference: 'Practitioner/maj' } };
const nurse = { practitioner: 'Practitioner/elin', mayGive: true, isDelegated: false };
const now = Date.parse(elin.now);
const morning = '2026-11-29T07:00:00Z';
const paracetamol = {
  coding: [{ system: 'http://www.whocc.no/atc', code: 'N02BE01' }],
  text: 'Paracetamol 500 mg tablett',
};

function order(typed = '1x3', more: Partial<MedicationRequest> = {}): MedicationRequest {
  const read = readTypedDose(typed, { unit: 'tablett' });
  return {
    resourceType: 'MedicationRequest',
    id: 'o',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p' },
    authoredOn: '2026-11-28T07:00:00+01:00',
    medicationCodeableConcept: paracetamol,
    dosageInstruction: 'problem' in read ? [] : read.dosages,
    ...more,
  };
}

const tablets = (value: number) => ({ value, unit: 'tablett', system: 'http://unitsofmeasure.org', code: '{tablet}' });
const given = (more: Partial<Given> = {}, by = elin) =>
  administrationOf({ order: order(), dueAt: morning, status: 'completed', dose: tablets(1), ...more }, by);
const faultsOf = (
  after: MedicationAdministration,
  {
    before,
    by = nurse,
    ...facts
  }: Partial<GivingFacts> & { before?: MedicationAdministration; by?: typeof nurse } = {},
) => givingFaults(before, after, by, { order: order(), earlier: [], now, ...facts });

describe('a dose that is given', () => {
  it('as it is due is lawful', () => assert.deepEqual(faultsOf(given()), []));
  const refused: [
    what: string,
    fault: string,
    after: MedicationAdministration,
    more?: Parameters<typeof faultsOf>[1],
  ][] = [
    ['when it is not due', 'not-due', given({ dueAt: '2026-11-29T08:00:00Z' })],
    ['in the pause of a cycle', 'not-due', given(), { order: order('1x1 1 på 2 av') }],
    ['with no time, when the order has times', 'no-due-time', given({ dueAt: undefined })],
    ['of more than is ordered', 'more-than-ordered', given({ dose: tablets(2) })],
    ['in another unit', 'more-than-ordered', given({ dose: { ...tablets(1), unit: 'mL' } })],
    ['without an amount', 'no-dose', given({ dose: undefined })],
    ['on an order that is stopped', 'not-in-force', given(), { order: order('1x3', { status: 'stopped' }) }],
    ['on an order that is paused', 'not-in-force', given(), { order: order('1x3', { status: 'on-hold' }) }],
    ['on an order that is not known', 'no-order', given(), { order: undefined }],
    ['to another patient', 'other-patient', given(), { order: order('1x3', { subject: { reference: 'Patient/q' } }) }],
    [
      'of another drug',
      'other-drug',
      given(),
      { order: order('1x3', { medicationCodeableConcept: { text: 'Naproxen' } }) },
    ],
    ['in another’s name', 'not-the-giver', given({}, maj)],
    ['when another system has recorded it', 'already-recorded', given(), { earlier: [given({}, maj)] }],
    ['long before its time', 'too-early', given({ dueAt: '2026-11-29T13:00:00Z' })],
    ['in the future', 'not-yet', given({}, { ...elin, now: '2026-11-29T09:00:00+01:00' })],
    ['by who may not', 'may-not-give', given(), { by: { ...nurse, mayGive: false } }],
    [
      'by one where the order asks for two',
      'second-signature',
      given(),
      { order: order('1x3', { extension: [{ url: doubleSigningUrl, valueBoolean: true }] }) },
    ],
    ['not, and nothing says why', 'no-reason', given({ status: 'not-done', dose: undefined })],
  ];
  for (const [what, fault, after, more] of refused)
    it(`${what} is refused`, () =>
      assert.ok(faultsOf(after, more).includes(fault as never), faultsOf(after, more).join()));

  it('of less than is ordered is lawful, and not given with a reason, and by a delegation', () => {
    assert.deepEqual(faultsOf(given({ dose: tablets(0.5) })), []);
    assert.deepEqual(faultsOf(given({ status: 'not-done', dose: undefined, reason: 'Illamående' })), []);
    assert.deepEqual(faultsOf(given(), { by: { ...nurse, mayGive: false, isDelegated: true } }), []);
  });

  it('again after a mistake is lawful', () => {
    assert.deepEqual(faultsOf(given(), { earlier: [undone(given({}, maj), 'Fel patient', maj)] }), []);
  });

  it('is never written over; a mistake is marked with why, by anybody who gives', () => {
    const before = given();
    assert.deepEqual(faultsOf({ ...before, dosage: { dose: tablets(0.5) } }, { before }), ['written-over']);
    assert.deepEqual(faultsOf({ ...before, status: 'not-done', statusReason: [{ text: 'x' }] }, { before }), [
      'status',
    ]);
    assert.deepEqual(
      faultsOf(undone(before, 'Fel patient', maj), { before, by: { ...nurse, practitioner: 'Practitioner/maj' } }),
      [],
    );
    assert.deepEqual(faultsOf(undone(before, ' ', elin), { before }), ['no-reason']);
    assert.deepEqual(faultsOf(before, { before: undone(before, 'Fel', elin) }), ['status']);
  });

  it('late, after it was delayed, by whoever gives it then', () => {
    const before = given({ status: 'on-hold', dose: undefined, reason: 'På röntgen' });
    assert.deepEqual(faultsOf(before), []);
    const after = afterDelay(before, { order: order(), dueAt: morning, status: 'completed', dose: tablets(1) }, maj);
    assert.deepEqual(faultsOf(after, { before, by: { ...nurse, practitioner: 'Practitioner/maj' } }), []);
    assert.deepEqual(faultsOf(after, { before }), ['not-the-giver']);
    assert.deepEqual(
      faultsOf(after, {
        before,
        by: { ...nurse, practitioner: 'Practitioner/maj' },
        order: order('1x3', { status: 'on-hold' }),
      }),
      ['not-in-force', 'not-due'],
    );
  });

  it('by two, where the second is another and signs in their own name', () => {
    const two = order('1x3', { extension: [{ url: doubleSigningUrl, valueBoolean: true }] });
    const before = given({ status: 'in-progress' });
    assert.deepEqual(faultsOf(before, { order: two }), []);
    const second = signedBySecond(before, maj);
    const byMaj = { ...nurse, practitioner: 'Practitioner/maj' };
    assert.deepEqual(faultsOf(second, { before, by: byMaj, order: two }), []);
    assert.deepEqual(faultsOf(second, { before, order: two }), ['not-the-giver', 'same-hand']);
    assert.deepEqual(faultsOf(signedBySecond(before, elin), { before, order: two }), ['same-hand']);
    assert.deepEqual(faultsOf({ ...before, status: 'completed' }, { before, by: byMaj, order: two }), [
      'second-signature',
    ]);
    assert.ok(
      faultsOf(signedBySecond({ ...before, status: 'completed' }, maj), { order: two }).includes('second-signature'),
      'both at once, by one',
    );
  });
});

describe('as needed', () => {
  const needed = order('1-2 vb högst 6/dygn');
  const at = (time: string, value: number) =>
    given({ order: needed, dueAt: undefined, dose: tablets(value) }, { ...elin, now: time });
  it('what is left is counted over twenty-four hours, not by the calendar, and says when there is more', () => {
    const earlier = [
      at('2026-11-28T08:00:00+01:00', 2),
      at('2026-11-28T22:00:00+01:00', 2),
      at('2026-11-29T04:00:00+01:00', 2),
    ];
    const ofNow = leftNow(needed, earlier, now);
    assert.deepEqual([ofNow?.left, ofNow?.most], [2, 6]);
    const full = leftNow(needed, [...earlier, at('2026-11-29T07:00:00+01:00', 2)], now);
    assert.deepEqual([full?.left, full?.again], [0, '2026-11-29T21:00:00.000Z']);
    assert.equal(leftNow(order('1 vb'), [], now), undefined);
    assert.equal(leftNow(needed, [undone(at('2026-11-29T07:00:00+01:00', 2), 'Fel', elin)], now)?.left, 6);
  });
  it('no more is given than is left', () => {
    const earlier = [
      at('2026-11-29T01:00:00+01:00', 2),
      at('2026-11-29T04:00:00+01:00', 2),
      at('2026-11-29T07:00:00+01:00', 1),
    ];
    assert.deepEqual(faultsOf(at(elin.now, 1), { order: needed, earlier }), []);
    assert.deepEqual(faultsOf(at(elin.now, 2), { order: needed, earlier }), ['more-than-left']);
    assert.deepEqual(faultsOf(at(elin.now, 3), { order: needed }), ['more-than-ordered']);
    const longAgo = [3, 5, 7].map((hour) => at(`2026-11-28T0${hour}:00:00+01:00`, 2));
    assert.deepEqual(faultsOf(at(elin.now, 1), { order: needed, earlier: longAgo }), []);
    const written = at('2026-11-28T23:00:00+01:00', 1);
    assert.deepEqual(faultsOf(written, { order: needed, earlier: longAgo }), ['more-than-left'], 'of its own day');
  });
});

describe('an infusion', () => {
  const rate = (value: number) => ({ value, unit: 'mL/h', system: 'http://unitsofmeasure.org', code: 'mL/h' });
  const drip = order('1x1', {
    dosageInstruction: [{ text: '1 000 mL, 125 mL/h', doseAndRate: [{ rateQuantity: rate(125) }] }],
  });
  const begun = administrationOf({ order: drip, status: 'in-progress', rate: rate(100) }, elin);
  it('runs at no more than the ordered rate, and its volume is rate times time through each change', () => {
    assert.deepEqual(faultsOf(begun, { order: drip }), []);
    assert.deepEqual(
      faultsOf(administrationOf({ order: drip, status: 'in-progress', rate: rate(150) }, elin), { order: drip }),
      ['more-than-ordered'],
    );
    assert.equal(givenVolume(begun, now + 90 * 60_000)?.value, 150);
    const first = ended(begun, '2026-11-29T09:35:00+01:00');
    const next = administrationOf(
      { order: drip, status: 'in-progress', rate: rate(50) },
      { ...elin, now: '2026-11-29T09:35:00+01:00' },
    );
    assert.equal(wholeVolume([first, next], Date.parse('2026-11-29T10:35:00+01:00'))?.value, 200);
    assert.deepEqual(faultsOf(first, { before: begun, order: drip }), []);
    assert.deepEqual(
      faultsOf({ ...first, dosage: { ...first.dosage, rateQuantity: rate(10) } }, { before: begun, order: drip }),
      ['written-over'],
    );
    assert.equal(
      ended(begun, '2026-11-29T09:35:00+01:00', { read: 140, reason: 'Infart ur' }).dosage?.dose?.value,
      140,
    );
  });
});

describe('an infusion that two sign', () => {
  const rate = (value: number) => ({ value, unit: 'mL/h', system: 'http://unitsofmeasure.org', code: 'mL/h' });
  const drip = order('1x1', {
    dosageInstruction: [{ text: '1 000 mL, 125 mL/h', doseAndRate: [{ rateQuantity: rate(125) }] }],
    extension: [{ url: doubleSigningUrl, valueBoolean: true }],
  });
  const later = { ...maj, now: '2026-11-29T08:09:00+01:00' };
  const ready = administrationOf({ order: drip, status: 'in-progress', rate: rate(100) }, elin);
  const running = signedBySecond(ready, later);
  const byMaj = { ...nurse, practitioner: 'Practitioner/maj' };
  const facts = { order: drip, now: Date.parse(later.now) };

  it('runs from when the second signed, who is another', () => {
    assert.deepEqual([waitsForSecond(ready, true), waitsForSecond(running, true)], [true, false]);
    assert.deepEqual([running.status, running.effectivePeriod?.start], ['in-progress', later.now]);
    assert.deepEqual(faultsOf(running, { before: ready, by: byMaj, ...facts }), []);
    assert.deepEqual(
      faultsOf(signedBySecond(ready, { ...later, practitioner: elin.practitioner }), { before: ready, ...facts }),
      ['same-hand'],
    );
    for (const start of ['2026-11-29T07:00:00+01:00', '2026-11-29T12:00:00+01:00'])
      assert.deepEqual(
        faultsOf({ ...running, effectivePeriod: { start } }, { before: ready, by: byMaj, ...facts }),
        ['written-over'],
        start,
      );
  });

  it('has given nothing before: it is not ended as given, but thrown away', () => {
    const end = '2026-11-29T08:10:00+01:00';
    assert.deepEqual(faultsOf(ended(ready, end), { before: ready, ...facts }), ['second-signature']);
    assert.deepEqual(faultsOf(ended(ready, end), { before: ready, ...facts, order: undefined }), ['second-signature']);
    assert.deepEqual(faultsOf(ended(running, end), { before: running, ...facts }), []);
    assert.deepEqual(faultsOf(undone(ready, 'Fel påse', elin), { before: ready, ...facts }), []);
    assert.deepEqual(faultsOf({ ...ready, effectivePeriod: { start: end } }, { before: ready, ...facts }), [
      'written-over',
    ]);
  });
});

describe('a delegation', () => {
  const basic = delegationResource({
    to: { reference: 'Practitioner/u' },
    by: { reference: 'Practitioner/elin' },
    unit: 'ward',
    from: '2026-06-01',
    until: '2026-11-29',
    drugs: [{ coding: [{ system: 'http://www.whocc.no/atc', code: 'N02BE' }], text: 'Paracetamol' }],
  });
  const delegation = delegationOf(basic);
  const use = { practitioner: 'u', unit: 'ward', day: '2026-11-29', drug: paracetamol };
  it('covers the person, the unit, the drug and the days that it names, and nothing else', () => {
    assert.ok(delegation);
    assert.equal(covers(delegation, use), true);
    assert.equal(covers(delegation, { ...use, day: '2026-11-30' }), false);
    assert.equal(covers(delegation, { ...use, day: '2026-05-31' }), false);
    assert.equal(covers(delegation, { ...use, practitioner: 'v' }), false);
    assert.equal(covers(delegation, { ...use, unit: 'other' }), false);
    assert.equal(
      covers(delegation, { ...use, drug: { coding: [{ system: 'http://www.whocc.no/atc', code: 'N02A' }] } }),
      false,
    );
    assert.equal(
      covers(delegation, { ...use, drug: { text: 'Paracetamol' } }),
      false,
      'a drug without a code is not known',
    );
  });
  it('that lacks something gives nothing', () => {
    for (const missing of basic.extension ?? [])
      assert.equal(
        delegationOf({ ...basic, extension: basic.extension?.filter((each) => each !== missing) ?? [] }),
        undefined,
      );
  });
  it('for longer than a year, or to oneself, gives nothing', () => {
    const given = {
      to: { reference: 'Practitioner/u' },
      by: elin.practitioner,
      unit: 'ward',
      from: '2026-01-01',
      drugs: [paracetamol],
    };
    assert.ok(delegationOf(delegationResource({ ...given, until: '2027-01-01' })));
    assert.equal(delegationOf(delegationResource({ ...given, until: '2027-01-02' })), undefined);
    assert.equal(delegationOf(delegationResource({ ...given, until: '2025-12-31' })), undefined);
    assert.equal(delegationOf({ ...basic, subject: { reference: 'Practitioner/elin' } }), undefined);
  });
});

describe('a scanned package', () => {
  // GS1's prefix 952 is kept for examples (https://www.gs1.org/standards/id-keys/company-prefix).
  const gtin = '09521234543213';
  it('is read with batch and day of expiry, by FNC1 or by printed brackets, or as thirteen digits', () => {
    assert.deepEqual(packageCode(`]d201${gtin}17280200` + `10AB-1\u001d21XYZ`), {
      gtin,
      expires: '2028-02-29',
      lot: 'AB-1',
      serial: 'XYZ',
    });
    assert.deepEqual(packageCode(`(01)${gtin}(10)AB-1(17)280131`), { gtin, expires: '2028-01-31', lot: 'AB-1' });
    assert.deepEqual(packageCode(gtin.slice(1)), { gtin });
  });
  it('with a wrong check digit, an impossible day or something else in it is none', () => {
    for (const bad of ['09521234543214', `01${gtin}17281300`, `01${gtin}99x`, '01123', '191212121212', ''])
      assert.equal(packageCode(bad), undefined, bad);
  });
  it('is the ordered drug, another strength, another drug, or not in the catalogue', () => {
    const catalogue = [
      {
        resourceType: 'MedicationKnowledge' as const,
        code: {
          ...paracetamol,
          coding: [...paracetamol.coding, { system: 'https://www.gs1.org/gtin', code: '9521234543213' }],
        },
      },
    ];
    const drug = drugInPackage({ gtin }, catalogue);
    assert.ok(drug);
    assert.equal(matchOf(drug, order()), 'same');
    assert.equal(
      matchOf(drug, order('1x1', { medicationCodeableConcept: { ...paracetamol, text: 'Paracetamol 1 g tablett' } })),
      'other-strength',
    );
    assert.equal(
      matchOf(
        drug,
        order('1x1', {
          medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'M01AE02' }] },
        }),
      ),
      'other-drug',
    );
    assert.equal(matchOf(drug, order('1x1', { medicationCodeableConcept: { text: 'Paracetamol' } })), 'not-known');
    assert.equal(drugInPackage({ gtin: '09521234500001' }, catalogue), undefined);
  });
});
