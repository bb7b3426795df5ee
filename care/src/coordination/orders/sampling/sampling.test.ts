import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Specimen } from '@medplum/fhirtypes';
import type { Orderable } from '../order-catalogue.ts';
import { requestOf } from '../order-of.ts';
import { specimenFault } from './lawful-specimen.ts';
import { specimenOf, takenBack } from './specimen.ts';
import { scannedNumber, specimenNumber, tubesOf, unspecified } from './tubes.ts';

const test = (code: string, container?: string): Orderable => ({
  code,
  display: code.toUpperCase(),
  kind: 'laboratory',
  group: '',
  members: [],
  asksSite: code === 'wound',
  words: code,
  ...(container !== undefined && { container: { code: container, display: `${container}-rör` } }),
});
const catalogue = [test('hb', 'edta'), test('tpk', 'edta'), test('inr', 'citrate'), test('odd'), test('wound', 'swab')];
const asked = (codes: readonly string[], site = '') =>
  requestOf({
    id: 'o1',
    kind: 'laboratory',
    items: catalogue.filter(({ code }) => codes.includes(code)),
    question: '',
    history: '',
    site,
    priority: 'routine',
    patientId: 'p',
    requester: { reference: 'Practitioner/sara' },
    performer: { reference: 'Organization/lab' },
    now: new Date('2026-11-30T06:00:00Z'),
  });
const now = new Date('2026-11-30T07:00:00Z');
const collector = { reference: 'Practitioner/maria' };

describe('the tubes of an order', () => {
  it('are one for each container, with every test in one of them', () => {
    const tubes = tubesOf(asked(['hb', 'tpk', 'inr', 'odd']), catalogue);
    assert.deepEqual(
      tubes.map(({ container, tests }) => [container.code, ...tests]),
      [
        ['edta', 'HB', 'TPK'],
        ['citrate', 'INR'],
        ['unspecified', 'ODD'],
      ],
    );
    assert.equal(
      tubesOf(asked(['hb']), catalogue)[0]?.number,
      tubes[0]?.number,
      'the same tube, whatever else is asked',
    );
    assert.equal(tubesOf(asked(['hb']), [])[0]?.container, unspecified, 'a catalogue that is gone loses no test');
  });

  it('say from where the sample is, of what that is asked of', () => {
    assert.deepEqual(
      tubesOf(asked(['hb', 'wound'], 'vänster underben'), catalogue).map(({ tests }) => tests),
      [['HB'], ['WOUND, vänster underben']],
    );
  });

  it('have numbers that are nobody’s person number and no drug’s package, and differ', () => {
    const numbers = new Set<string>();
    for (let order = 0; order < 20_000; order++) {
      const number = specimenNumber(`order-${order}`, { code: 'edta' });
      assert.match(number, /^9\d{15}$/);
      assert.equal(scannedNumber(number), number);
      numbers.add(number);
    }
    assert.equal(numbers.size, 20_000);
    assert.equal(
      scannedNumber(`]C0${[...numbers][0]}`),
      [...numbers][0],
      'as scanners that name the symbology send it',
    );
    for (const other of ['194111299055', '0109520010002319', '9123', '91234567890123456'])
      assert.equal(scannedNumber(other), undefined);
  });
});

describe('a sample of an order', () => {
  const request = asked(['hb', 'inr']);
  const [tube] = tubesOf(request, catalogue);
  assert.ok(tube);
  const taken = specimenOf({ tube, request, collector, isScanned: true, now });
  const fault = (after: Specimen | undefined, before?: Specimen, practitioner = 'Practitioner/maria') =>
    specimenFault({ before, after, request, practitioner, now });

  it('is taken by who says so, of the order’s patient, and has been', () => {
    assert.equal(fault(taken), undefined);
    assert.match(fault(taken, undefined, 'Practitioner/sara') ?? '', /the one who took it/);
    assert.match(fault({ ...taken, subject: { reference: 'Patient/other' } }) ?? '', /whose order it is/);
    assert.match(fault({ ...taken, id: 'another' }) ?? '', /its order and its container/);
    assert.match(fault({ ...taken, identifier: [] }) ?? '', /its order and its container/);
    assert.match(fault({ ...taken, status: 'unsatisfactory' }) ?? '', /available/);
    const collection = { collector, collectedDateTime: '2026-11-30T09:00:00Z' };
    assert.match(fault({ ...taken, collection }) ?? '', /has been/);
    assert.match(fault({ ...taken, collection: { collector } }) ?? '', /has been/);
    assert.match(
      specimenFault({ before: undefined, after: taken, request: undefined, practitioner: 'Practitioner/maria', now }) ??
        '',
      /one order/,
    );
  });

  it('is taken back, not changed or deleted, and may then be taken again by another', () => {
    const back = takenBack(taken);
    assert.equal(fault(back, taken, 'Practitioner/sara'), undefined);
    assert.match(fault(undefined, taken) ?? '', /not deleted/);
    assert.match(
      fault({ ...taken, collection: { collector, collectedDateTime: '2026-11-30T06:30:00Z' } }, taken) ?? '',
      /not changed/,
    );
    const again = {
      ...taken,
      collection: { collector: { reference: 'Practitioner/sara' }, collectedDateTime: now.toISOString() },
    };
    assert.equal(fault(again, back, 'Practitioner/sara'), undefined);
  });

  it('that stands on no order is left to others', () => {
    const { request: _order, ...loose } = taken;
    assert.equal(fault(loose), undefined);
  });
});
