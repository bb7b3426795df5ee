import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Patient, Specimen, Task } from '@medplum/fhirtypes';
import { handlingOf, moved, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { specimenOf, takenBack } from '@vardkedjan/care/coordination/orders/sampling/specimen.ts';
import { tubesOf } from '@vardkedjan/care/coordination/orders/sampling/tubes.ts';
import { unitOrders } from '../../orders/unit-order-rows.ts';
import { readScan } from './scan-tube.ts';
import { byTheDay, worklist } from './tube-rows.ts';

const unit = { reference: 'Organization/centre' };
const meta = {
  extension: [{ url: 'https://vardkedjan.se/fhir/StructureDefinition/care-unit', valueReference: unit }],
};
const now = new Date('2026-11-30T07:00:00Z');
const patient = (id: string, family: string, number: string): Patient & { id: string } => ({
  resourceType: 'Patient',
  id,
  name: [{ family }],
  identifier: [{ value: number }],
});
const anna = patient('anna', 'Alm', '194111299055');
const bo = patient('bo', 'Bo', '195111232079');

function ordered(id: string, whose: Patient, more: { day?: string; priority?: 'stat' } = {}) {
  const request = requestOf({
    id,
    kind: 'laboratory',
    items: [
      { code: 'hb', display: 'B-Hb' },
      { code: 'inr', display: 'P-PK(INR)' },
    ],
    question: '',
    history: '',
    priority: more.priority ?? 'routine',
    patientId: whose.id ?? '',
    requester: { reference: 'Practitioner/sara' },
    performer: { reference: 'Organization/lab' },
    ...(more.day !== undefined && { day: more.day }),
    now,
  });
  return { request, task: { ...handlingOf(request, now), meta } };
}

const catalogue = (['hb', 'inr'] as const).map((code) => ({
  code,
  display: code,
  kind: 'laboratory' as const,
  group: '',
  members: [],
  asksSite: false,
  words: code,
  container: { code: `${code}-tube`, display: `${code}-rör` },
}));

function listOf(orders: ReturnType<typeof ordered>[], specimens: Specimen[] = [], state?: (task: Task) => Task) {
  const tasks = orders.map(({ task }) => (state ? state(task) : task));
  const rows = unitOrders(tasks, [...orders.map(({ request }) => request), anna, bo], 'centre', now);
  return worklist([...rows.outgoing, ...rows.planned], specimens, catalogue, '2026-11-30');
}

const sampleOf = ({ request }: ReturnType<typeof ordered>, index: number): Specimen => {
  const tube = tubesOf(request, catalogue)[index];
  assert.ok(tube);
  return specimenOf({ tube, request, collector: { reference: 'Practitioner/maria' }, isScanned: true, now });
};

describe('what is to be sampled', () => {
  it('is today’s and what was left, urgent patients first, each tube by itself', () => {
    const list = listOf([
      ordered('one', bo, { day: '2026-11-28' }),
      ordered('two', anna),
      ordered('three', anna, { day: '2026-12-01' }),
      ordered('four', patient('x', 'X', '1')),
    ]);
    assert.deepEqual(
      list.patients.map(({ id, tubes }) => [id, tubes.length, tubes[0]?.isLate]),
      [
        ['bo', 2, true],
        ['anna', 2, false],
      ],
      'who cannot be seen is not shown',
    );
    assert.equal(list.later, 1);
    assert.deepEqual(
      listOf([ordered('one', bo, { day: '2026-11-28' }), ordered('two', anna, { priority: 'stat' })]).patients[0]?.id,
      'anna',
    );
  });

  it('is by the day list where patients come by time: in the order that they come, those without a time after them', () => {
    const list = listOf([ordered('one', anna, { priority: 'stat' }), ordered('two', bo)]);
    const at = (patientId: string, time: string) => ({ patientId, time, at: Date.parse(`2026-11-29T${time}:00Z`) });
    assert.deepEqual(
      byTheDay(list, [at('bo', '10:15'), at('bo', '09:00'), at('someone', '08:00')]).patients.map(({ id, time }) => [
        id,
        time,
      ]),
      [
        ['bo', '09:00'],
        ['anna', undefined],
      ],
    );
    assert.deepEqual(byTheDay(list, []), list, 'on a ward nobody comes by time');
  });

  it('stays until the last tube is taken and the laboratory has it; a tube that was taken back is to be taken', () => {
    const order = ordered('one', anna);
    const both = [sampleOf(order, 0), sampleOf(order, 1)];
    const to = (state: 'sampled' | 'received') => (task: Task) => moved(task, { to: state, now });
    const openOf = (specimens: Specimen[], state: (task: Task) => Task) =>
      listOf([order], specimens, state).patients[0]?.tubes.filter(({ isTaken }) => !isTaken).length;
    assert.equal(openOf([], to('received')), 2, 'an order that the laboratory has received is not sampled by that');
    assert.equal(openOf(both.slice(0, 1), to('received')), 1);
    assert.equal(openOf(both, to('sampled')), 0, 'taken, and to be taken back');
    assert.equal(openOf(both, to('received')), undefined, 'the laboratory has it');
    assert.equal(openOf([both[0] as Specimen, takenBack(both[1] as Specimen)], to('received')), 1);
  });
});

describe('a scan at the patient’s side', () => {
  const { patients } = listOf([ordered('one', anna), ordered('two', bo)]);
  const [first, second] = patients;
  const number = first?.tubes[0]?.number ?? '';
  it('reads the wristband first, then that patient’s tubes only', () => {
    assert.equal(readScan('19411129-9055', patients, undefined).kind, 'band');
    assert.equal(readScan('4111299055', patients, undefined).kind, 'band');
    assert.equal(readScan(number, patients, undefined).kind, 'band-first');
    assert.equal(readScan(number, patients, first).kind, 'tube');
    assert.equal(readScan(number, patients, second).kind, 'wrong-patient');
  });
  it('says what another code is', () => {
    assert.equal(readScan('191212121212', patients, first).kind, 'band-not-here');
    assert.equal(readScan('9000000000000001', patients, first).kind, 'not-on-list');
    assert.equal(readScan('0109520010002319', patients, first).kind, 'not-a-label');
  });
});
