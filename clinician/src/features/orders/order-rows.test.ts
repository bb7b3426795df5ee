import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Organization } from '@medplum/fhirtypes';
import { handlingOf, moved, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { unitsNamed } from './nearest-unit.ts';
import { orderRows } from './order-rows.ts';
import { prefilled } from './prefilled.ts';

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
