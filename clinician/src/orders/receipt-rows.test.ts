import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '@medplum/fhirtypes';
import { handlingOf, moved, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { receiptRows } from './receipt-rows.ts';

test('every hop of an order stands with its time and the unit that it lay with; a version that moves nothing is none', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 29, 10, minute));
  const sent = handlingOf(
    requestOf({
      id: 'o',
      kind: 'referral',
      items: [],
      question: 'Hjärtsvikt?',
      history: '',
      priority: 'routine',
      patientId: 'p',
      requester: { reference: 'Practitioner/sara' },
      performer: { reference: 'Organization/a', display: 'Medicin' },
      now: at(0),
    }),
    at(0),
  );
  const forwarded = moved(sent, {
    to: 'forwarded',
    now: at(1),
    reason: 'Hör till oss inte',
    owner: { reference: 'Organization/b', display: 'Hjärtmottagningen' },
  });
  const received = moved(forwarded, { to: 'received', now: at(2) });
  const noted: Task = { ...received, note: [{ text: 'x' }], lastModified: at(3).toISOString() };
  const versions = [sent, forwarded, received, noted].map((task, index) => ({
    ...task,
    meta: { versionId: `${index + 1}` },
  }));
  assert.deepEqual(
    receiptRows(versions.toReversed()).map(({ state, at: when, unit, reason }) => [
      state,
      when?.slice(14, 16),
      unit,
      reason,
    ]),
    [
      ['sent', '00', 'Medicin', ''],
      ['forwarded', '01', 'Hjärtmottagningen', 'Hör till oss inte'],
      ['received', '02', 'Hjärtmottagningen', ''],
    ],
  );
});
