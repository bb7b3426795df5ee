import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letterDocument, letterHandling, letterIsRead } from '@vardkedjan/care/coordination/letters/letter.ts';
import { letterRows, unitLetterRows } from './letter-rows.ts';

const now = new Date('2026-11-29T10:00:00Z');
const careUnit = 'https://vardkedjan.se/fhir/StructureDefinition/care-unit';

function sent(id: string, at: string, unit = 'u') {
  const letter = {
    id,
    patientId: 'p',
    kind: 'summons' as const,
    title: id,
    text: 'Hej',
    channel: 'online' as const,
    author: { reference: 'Practitioner/b' },
    unit: { reference: `Organization/${unit}` },
    pdf: { id: `pdf-${id}`, size: 1, hash: 'x' },
    plain: { data: 'SGVq', size: 3, hash: 'y' },
    now: new Date(at),
  };
  const meta = { extension: [{ url: careUnit, valueReference: { reference: `Organization/${unit}` } }] };
  return { document: letterDocument(letter), task: { ...letterHandling(letter), meta } };
}

test('each letter says where it stands and for how long; one that nobody has opened within a week is late', () => {
  const [old, fresh, read] = [
    sent('old', '2026-11-20T10:00:00Z'),
    sent('fresh', '2026-11-29T09:00:00Z'),
    sent('read', '2026-11-19T10:00:00Z'),
  ];
  const handled = letterIsRead(read.task, new Date('2026-11-28T10:00:00Z'));
  const rows = letterRows([old.document, fresh.document, read.document], [old.task, fresh.task, handled], now);
  assert.deepEqual(
    rows.map(({ id, state, isLate, age }) => [id, state, isLate, age]),
    [
      ['fresh', 'sent', false, 60],
      ['old', 'sent', true, 9 * 24 * 60],
      ['read', 'read', false, 24 * 60],
    ],
  );
});

test('the unit sees its own that wait, those that have lain too long first', () => {
  const all = [
    sent('fresh', '2026-11-29T09:00:00Z'),
    sent('old', '2026-11-20T10:00:00Z'),
    sent('others', '2026-11-01T10:00:00Z', 'v'),
  ];
  const rows = unitLetterRows(
    all.map(({ task }) => task),
    all.map(({ document }) => document),
    'u',
    now,
  );
  assert.deepEqual(
    rows.map(({ id }) => id),
    ['old', 'fresh'],
  );
});
