import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseArgs } from 'node:util';
import type { MedicationRequest } from '@medplum/fhirtypes';
import { Random } from '../../../test/random.ts';
import { randomRegimen } from '../../../test/random-regimen.ts';
import { readTypedDose } from '../dosing/dose-grammar.ts';
import { regimenOf } from '../dosing/regimen.ts';
import { movedTo, renewalOf } from '../prescriptions/order-resources.ts';
import { dueTimes } from './due-times.ts';

const prednisolone = { unit: 'tablett', strength: { value: 5, unit: 'mg' } };
const by = { practitioner: { reference: 'Practitioner/x' }, patientId: 'p' };

function order(typed: string, authoredOn: string, drug = prednisolone): MedicationRequest {
  const read = readTypedDose(typed, drug);
  if ('problem' in read) throw new Error(`${typed}: ${read.problem.kind}`);
  return {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p' },
    authoredOn,
    dosageInstruction: read.dosages,
  };
}

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});
/** `11-29 08:00`, by the clock in Stockholm. */
const told = (at: string) =>
  clock.format(new Date(at)).replace(/^(\d\d)\/(\d\d)/, (_all, day: string, month: string) => `${month}-${day}`);

function due(one: MedicationRequest, from: string, until: string): string[] | undefined {
  return dueTimes(one, { from: Date.parse(from), until: Date.parse(until) })?.map(({ at, dosage }) => {
    const dose = dosage.doseAndRate?.[0];
    return `${told(at)} ${dose?.doseQuantity?.value ?? `${dose?.doseRange?.low?.value}–${dose?.doseRange?.high?.value}`}`;
  });
}

describe('when doses are due', () => {
  it('of so many a day at the usual times, from when it was ordered', () => {
    assert.deepEqual(
      due(order('1x3', '2026-11-29T10:00:00+01:00'), '2026-11-29T00:00:00+01:00', '2026-12-01T00:00:00+01:00'),
      ['11-29 14:00 1', '11-29 20:00 1', '11-30 08:00 1', '11-30 14:00 1', '11-30 20:00 1'],
    );
  });

  it('once: as soon as it is ordered, or at its moment, and then no more or as the next step says', () => {
    const days = ['2026-11-29T00:00:00+01:00', '2026-12-01T00:00:00+01:00'] as const;
    const at16 = '2026-11-29T16:10:00+01:00';
    assert.deepEqual(due(order('1 nu', at16), ...days), ['11-29 16:10 1']);
    assert.deepEqual(due(order('1 kl 20 engångsdos', at16), ...days), ['11-29 20:00 1']);
    assert.deepEqual(due(order('1 kl 8 engångsdos', at16), ...days), ['11-30 08:00 1']);
    assert.deepEqual(due(order('2 nu sedan 1x1', at16), ...days), ['11-29 16:10 2', '11-30 08:00 1']);
  });

  it('in cycles: on the days that it is taken, and not in the pause', () => {
    assert.deepEqual(
      due(
        order('1x1 2 på 1 av', '2026-11-29T21:00:00+01:00'),
        '2026-11-29T00:00:00+01:00',
        '2026-12-06T00:00:00+01:00',
      ),
      ['11-30 08:00 1', '12-01 08:00 1', '12-03 08:00 1', '12-04 08:00 1'],
    );
  });

  it('in cycles that go on when the order is renewed in the pause', () => {
    const before = order('1x1 2 på 2 av', '2026-11-29T21:00:00+01:00');
    const after = renewalOf(before, { ...by, now: '2026-12-02T10:00:00+01:00' });
    assert.match(after.dosageInstruction?.[0]?.text ?? '', /från 2026-11-30 i kurer om 2 dagar med 2 dagars uppehåll/);
    assert.deepEqual(due(after, '2026-12-02T00:00:00+01:00', '2026-12-07T00:00:00+01:00'), [
      '12-04 08:00 1',
      '12-05 08:00 1',
    ]);
  });

  it('of what modifies the dose and is not understood: it cannot be told', () => {
    const one = order('1x1', '2026-11-29T10:00:00+01:00');
    const [dosage] = one.dosageInstruction ?? [];
    const modified = {
      ...one,
      dosageInstruction: [{ ...dosage, modifierExtension: [{ url: 'urn:x', valueBoolean: true }] }],
    };
    assert.equal(due(modified, '2026-11-29T00:00:00+01:00', '2026-12-01T00:00:00+01:00'), undefined);
  });

  it('of different amounts at times of day', () => {
    assert.deepEqual(
      due(order('1+0+2', '2026-11-28T10:00:00+01:00'), '2026-11-29T00:00:00+01:00', '2026-11-30T00:00:00+01:00'),
      ['11-29 08:00 1', '11-29 20:00 2'],
    );
  });

  it('of a taper ordered after the morning’s hour: each step has its days to the full', () => {
    const taper = order('30 mg i 2 dagar sedan minska 10 mg varannan dag', '2026-11-29T15:00:00+01:00');
    assert.deepEqual(due(taper, '2026-11-01T00:00:00+01:00', '2027-01-01T00:00:00+01:00'), [
      '11-30 08:00 6',
      '12-01 08:00 6',
      '12-02 08:00 4',
      '12-03 08:00 4',
      '12-04 08:00 2',
      '12-05 08:00 2',
    ]);
  });

  it('keep their clock through the nights when clocks change', () => {
    const spring = due(order('1x2', '2026-03-28T07:00:00+01:00'), '2026-03-28T00:00:00Z', '2026-03-30T12:00:00Z');
    assert.deepEqual(spring, ['03-28 08:00 1', '03-28 20:00 1', '03-29 08:00 1', '03-29 20:00 1', '03-30 08:00 1']);
    const night = order('1 kl 02:30', '2026-03-28T01:00:00+01:00');
    assert.deepEqual(due(night, '2026-03-28T00:00:00Z', '2026-03-30T12:00:00Z'), [
      '03-28 02:30 1',
      '03-29 03:30 1',
      '03-30 02:30 1',
    ]);
    const autumn = order('1 kl 02:30', '2026-10-24T01:00:00+02:00');
    assert.deepEqual(
      dueTimes(autumn, { from: Date.parse('2026-10-24T20:00:00Z'), until: Date.parse('2026-10-25T20:00:00Z') })?.map(
        ({ at }) => at,
      ),
      ['2026-10-25T00:30:00Z'],
      'once, in the first of the two hours',
    );
  });

  it('every so many hours by hours that pass, not by clocks', () => {
    const every = order('1 var 8:e timme', '2026-10-24T22:00:00+02:00');
    assert.deepEqual(due(every, '2026-10-24T00:00:00Z', '2026-10-26T00:00:00Z'), [
      '10-24 22:00 1',
      '10-25 05:00 1',
      '10-25 13:00 1',
      '10-25 21:00 1',
    ]);
  });

  it('every other day, on weekdays, once a month at its end', () => {
    assert.deepEqual(
      due(order('1 varannan dag', '2026-11-29T09:00:00+01:00'), '2026-11-29T00:00:00Z', '2026-12-05T00:00:00Z'),
      ['11-30 08:00 1', '12-02 08:00 1', '12-04 08:00 1'],
    );
    assert.deepEqual(
      due(order('1 måndag och torsdag', '2026-11-29T09:00:00+01:00'), '2026-11-29T00:00:00Z', '2026-12-05T00:00:00Z'),
      ['11-30 08:00 1', '12-03 08:00 1'],
    );
    const monthly = order('1x1', '2026-01-31T07:00:00+01:00');
    Object.assign(monthly.dosageInstruction?.[0]?.timing ?? {}, {
      repeat: { frequency: 1, period: 1, periodUnit: 'mo' },
    });
    assert.deepEqual(due(monthly, '2026-01-01T00:00:00Z', '2026-04-01T12:00:00Z'), [
      '01-31 08:00 1',
      '02-28 08:00 1',
      '03-31 08:00 1',
    ]);
  });

  it('to and with its last day', () => {
    const until = order('1x1 t.o.m. 2026-12-01', '2026-11-29T07:00:00+01:00');
    assert.deepEqual(due(until, '2026-11-01T00:00:00Z', '2027-01-01T00:00:00Z'), [
      '11-29 08:00 1',
      '11-30 08:00 1',
      '12-01 08:00 1',
    ]);
  });

  it('not in a pause, which ends by itself when the order goes on; not of one that is stopped', () => {
    const begun = order('1x2', '2026-11-28T07:00:00+01:00');
    const paused = movedTo(begun, 'on-hold', 'Operation', { ...by, now: '2026-11-28T21:00:00+01:00' });
    assert.deepEqual(due(paused, '2026-11-28T00:00:00Z', '2026-12-01T00:00:00Z'), ['11-28 08:00 1', '11-28 20:00 1']);
    const resumed = movedTo(paused, 'active', '', { ...by, now: '2026-11-29T15:00:00+01:00' });
    assert.deepEqual(due(resumed, '2026-11-28T00:00:00Z', '2026-11-30T12:00:00Z'), [
      '11-28 08:00 1',
      '11-28 20:00 1',
      '11-29 20:00 1',
      '11-30 08:00 1',
    ]);
    const stopped = movedTo(begun, 'stopped', 'Biverkan', { ...by, now: '2026-11-28T21:00:00+01:00' });
    assert.deepEqual(due(stopped, '2026-11-28T00:00:00Z', '2026-12-01T00:00:00Z'), []);
  });

  it('are not known of what does not say it: as needed has none, one to four times a day cannot be told', () => {
    assert.deepEqual(
      due(order('1-2 vb högst 6/dygn', '2026-11-28T07:00:00+01:00'), '2026-11-28T00:00:00Z', '2026-12-01T00:00:00Z'),
      [],
    );
    const loose = order('1x3', '2026-11-28T07:00:00+01:00');
    Object.assign(loose.dosageInstruction?.[0]?.timing ?? {}, {
      repeat: { frequency: 1, frequencyMax: 4, period: 1, periodUnit: 'd' },
    });
    assert.equal(due(loose, '2026-11-28T00:00:00Z', '2026-12-01T00:00:00Z'), undefined);
    const undated = order('1x3', '2026-11-28T07:00:00+01:00');
    delete undated.authoredOn;
    assert.equal(due(undated, '2026-11-28T00:00:00Z', '2026-12-01T00:00:00Z'), undefined);
  });
});

describe('by chance', () => {
  const cases = Number(
    parseArgs({ strict: false, options: { cases: { type: 'string', default: '200' } } }).values.cases,
  );
  const start = Date.parse('2026-01-01T00:00:00Z');

  it(`${cases} regimens, whenever they are ordered: as much is due as the order says, and windows that meet miss and double nothing`, () => {
    let told = 0;
    for (let seed = 1; seed <= cases; seed++) {
      const random = new Random(seed);
      const dosageInstruction = randomRegimen(random);
      // Any minute of a year, its two odd nights among them.
      const authored = start + random.below(365 * 1440) * 60_000;
      const one: MedicationRequest = { ...order('1x1', new Date(authored).toISOString()), dosageInstruction };
      const whole = { from: authored - 86_400_000, until: authored + 500 * 86_400_000 };
      const all = dueTimes(one, whole);
      if (all === undefined) continue;
      told++;
      const instants = all.map(({ at }) => at);
      assert.ok(
        instants.every((at) => Date.parse(at) >= authored),
        `seed ${seed}: none before it was ordered`,
      );
      const cut = authored + random.below(400) * 86_400_000 + random.below(1440) * 60_000;
      const halves = [dueTimes(one, { ...whole, until: cut }), dueTimes(one, { ...whole, from: cut })];
      assert.deepEqual(
        halves.flatMap((half) => half?.map(({ at }) => at)),
        instants,
        `seed ${seed}`,
      );
      const steps = dosageInstruction.some(
        (dosage) => dosage.asNeededBoolean ?? dosage.asNeededCodeableConcept ?? dosage.timing?.repeat?.boundsPeriod,
      )
        ? undefined
        : regimenOf(dosageInstruction);
      if (steps === undefined || steps.some(({ total }) => total === undefined)) continue;
      const ordered = steps.reduce((sum, { total }) => sum + (total?.high ?? 0), 0);
      const given = all.reduce((sum, { dosage }) => {
        const dose = dosage.doseAndRate?.[0];
        return sum + (dose?.doseQuantity?.value ?? dose?.doseRange?.high?.value ?? 0);
      }, 0);
      assert.equal(given, ordered, `seed ${seed}`);
    }
    assert.ok(told > cases / 2, `${told} of ${cases} could be told`);
  });
});
