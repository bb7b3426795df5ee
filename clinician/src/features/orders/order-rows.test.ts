import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Organization } from '@medplum/fhirtypes';
import { handlingOf, moved, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { seriesOf, timingOf } from '@vardkedjan/care/coordination/orders/series/series.ts';
import { unitsNamed } from '../../orders/nearest-unit.ts';
import { orderRows } from './order-rows.ts';
import { prefilled } from './prefilled.ts';
import { notRepeated, whenOf } from './repeated.ts';

const sent = new Date('2026-11-29T08:00:00Z');
const later = (hours: number) => new Date(sent.getTime() + hours * 3_600_000);
const order = (id: string) =>
  requestOf({
    id,
    kind: 'referral',
    items: [],
    question: `Fråga ${id}`,
    history: '',
    priority: 'routine',
    patientId: 'p',
    requester: { reference: 'Practitioner/sara' },
    performer: { reference: 'Organization/ortho', display: 'Ortopedmottagningen' },
    now: sent,
  });

test('what has come back or has no receipt in time comes first, what is done last', () => {
  const handled = ['sent', 'returned', 'done', 'accepted'].map((id) => handlingOf(order(id), sent));
  const [waiting, returned, done, accepted] = handled;
  assert.ok(waiting && returned && done && accepted);
  const rows = orderRows(
    [
      ...handled.map(({ id }) => order(id)),
      waiting,
      moved(returned, { to: 'returned', reason: 'Röntgen saknas.', now: later(2) }),
      moved(done, { to: 'done', now: later(3) }),
      moved(accepted, { to: 'accepted', now: later(3) }),
      // It has no handling: signed, and never sent.
    ],
    later(30),
  );
  assert.deepEqual(
    rows.map(({ id, state, isLate, age }) => [id, state, isLate, age]),
    [
      ['sent', 'sent', true, 30 * 60],
      ['returned', 'returned', true, 28 * 60],
      ['accepted', 'accepted', false, 27 * 60],
      ['done', 'done', false, undefined],
    ],
  );
  assert.equal(rows[1]?.reason, 'Röntgen saknas.');
  assert.equal(orderRows([order('alone')], later(1))[0]?.state, 'signed');
});

test('the history comes from the contact’s note, every letter of it', () => {
  const text = 'Ingen  svullnad <5 & |\n\tåäö';
  const note = (encounter: string, word: string) => ({
    resourceType: 'QuestionnaireResponse' as const,
    status: 'in-progress' as const,
    authored: '2026-11-29',
    encounter: { reference: `Encounter/${encounter}` },
    item: [
      { linkId: 'a', text: word, answer: [{ valueString: text }] },
      { linkId: 'b', text: 'Planering', answer: [{ valueString: 'Remiss.' }] },
    ],
  });
  const contact = {
    resourceType: 'Encounter' as const,
    id: 'e',
    status: 'in-progress' as const,
    class: {},
    reasonCode: [{ text: 'Knäsmärta' }],
  };
  const before = prefilled(contact, [note('other', 'Status'), note('e', 'Aktuellt')], 'sara');
  assert.deepEqual([before.question, before.history], ['Knäsmärta', `Aktuellt: ${text}`]);
  assert.deepEqual(prefilled(undefined, [], 'sara'), { question: '', history: '', from: undefined });
});

test('a unit is found by the beginnings of its words, the own town first', () => {
  const unit = (id: string, name: string, city: string): Organization => ({
    resourceType: 'Organization',
    id,
    name,
    address: [{ city }],
  });
  const units = [unit('s', 'Ortopedmottagningen', 'Skövde'), unit('b', 'Ortopedmottagningen', 'Borås')];
  const own = unit('own', 'Kvarnbackens vårdcentral', 'Borås');
  assert.deepEqual(
    unitsNamed(units, 'ortop', own).map(({ id }) => id),
    ['b', 's'],
  );
  assert.deepEqual(
    unitsNamed(units, 'ortop skov', own).map(({ id }) => id),
    ['s'],
  );
  assert.deepEqual(unitsNamed(units, '', own), []);
});

test('a series is one row with the days to come in it; what is due or done is a row of its own, each in one state', () => {
  const timing = timingOf({ from: '2026-11-28', every: 1, end: { times: 5 } });
  assert.ok(typeof timing !== 'string');
  const { series, orders } = seriesOf(
    {
      id: 's',
      kind: 'laboratory',
      items: [{ code: 'crp', display: 'P-CRP' }],
      question: '',
      history: '',
      priority: 'routine',
      patientId: 'p',
      requester: { reference: 'Practitioner/sara' },
      performer: { reference: 'Organization/lab' },
      now: sent,
    },
    timing,
  );
  const states = ['done', 'received', 'received', 'cancelled', 'received'] as const;
  const tasks = orders.map((order, index) =>
    moved(handlingOf(order, sent), { to: states[index] ?? 'sent', now: sent }),
  );
  const rows = orderRows([series, ...orders, ...tasks], later(5));
  assert.deepEqual(Object.fromEntries(rows.map(({ id, state }) => [id, state])), {
    s: 'signed',
    's-1': 'done',
    's-2': 'received',
    's-4': 'cancelled',
  });
  const of = (all: Parameters<typeof orderRows>[0]) => orderRows(all, later(5)).find(({ id }) => id === 's');
  assert.deepEqual(rows.find(({ id }) => id === 's')?.series, {
    state: 'goes',
    every: '1',
    end: '2026-12-02',
    done: 1,
    all: 5,
    planned: [
      { id: 's-3', day: '2026-11-30' },
      { id: 's-5', day: '2026-12-02' },
    ],
  });
  assert.equal(of([{ ...series, status: 'revoked' }, ...orders, ...tasks])?.series?.state, 'stopped');
  const over = orders.map((order) => moved(handlingOf(order, sent), { to: 'done', now: sent }));
  assert.equal(of([series, ...orders, ...over])?.series?.state, 'over');
  assert.equal(orderRows([...orders, ...tasks], later(5)).length, 5, 'without its series on the page none is hidden');
});

test('when a test is taken is understood, or said why not', () => {
  const today = '2026-11-30';
  assert.deepEqual(whenOf(notRepeated, today), {});
  assert.deepEqual(whenOf({ ...notRepeated, from: '2026-12-24' }, today), { day: '2026-12-24' });
  assert.deepEqual(whenOf({ ...notRepeated, from: '2026-11-29' }, today), { fault: 'past' });
  assert.deepEqual(whenOf({ ...notRepeated, from: 'i morgon' }, today), { fault: 'not-understood' });
  assert.deepEqual(whenOf({ from: '', every: '1', end: '' }, today), { fault: 'not-understood' });
  assert.deepEqual(whenOf({ from: '', every: '1', end: '61' }, today), { fault: 'too-many' });
  assert.deepEqual(whenOf({ from: '', every: '14', end: '2026-12-31' }, today), {
    timing: {
      repeat: { boundsPeriod: { start: today, end: '2026-12-31' }, frequency: 1, period: 2, periodUnit: 'wk' },
    },
  });
});
