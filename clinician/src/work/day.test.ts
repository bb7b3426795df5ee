import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Appointment, Patient, Task } from '@medplum/fhirtypes';
import { formDraft } from '@vardkedjan/care/record-keeping/form-draft.ts';
import { begunRows, careUnitUrl, dayRows, unitRows, waitingRows } from './day.ts';

const who = { practitionerId: 'doc', roleId: 'role', unitId: 'vc' };
const patient: Patient = { resourceType: 'Patient', id: 'p', name: [{ family: 'Ek' }] };

function appointment(id: string, start: string, more: Partial<Appointment> = {}): Appointment {
  return {
    resourceType: 'Appointment',
    id,
    status: 'booked',
    start,
    meta: { extension: [{ url: careUnitUrl, valueReference: { reference: 'Organization/vc' } }] },
    participant: [
      { actor: { reference: 'Patient/p' }, status: 'accepted' },
      { actor: { reference: 'Practitioner/doc', display: 'Anna Berg' }, status: 'accepted' },
    ],
    ...more,
  };
}

test('the day list is in order of time, without what is cancelled or another unit’s', () => {
  const rows = dayRows(
    [
      appointment('b', '2026-11-22T09:00:00+01:00', { reasonCode: [{ text: 'Hosta' }] }),
      appointment('a', '2026-11-22T08:00:00+01:00', { status: 'fulfilled' }),
      appointment('c', '2026-11-22T07:00:00+01:00', { status: 'cancelled' }),
      appointment('d', '2026-11-22T07:00:00+01:00', { meta: {} }),
    ],
    [patient],
    who,
  );
  assert.deepEqual(
    rows.map((row) => [row.time, row.isMine, row.isOver, row.reason]),
    [
      ['08:00', true, true, ''],
      ['09:00', true, false, 'Hosta'],
    ],
  );
  assert.equal(rows[0]?.patient, patient);
});

test('urgent tasks come first, then what has waited longest, drafts among them', () => {
  const task = (id: string, authoredOn: string, priority?: Task['priority']): Task => ({
    resourceType: 'Task',
    id,
    status: 'requested',
    intent: 'order',
    authoredOn,
    for: { reference: 'Patient/p' },
    ...(priority ? { priority } : {}),
  });
  const rows = waitingRows(
    [
      task('new', '2026-11-20'),
      task('urgent', '2026-11-21', 'urgent'),
      { ...task('sign', '2026-11-22'), focus: { reference: 'QuestionnaireResponse/tasked' } },
    ],
    [
      { resourceType: 'QuestionnaireResponse', id: 'tasked', status: 'in-progress' },
      {
        resourceType: 'QuestionnaireResponse',
        id: 'draft',
        status: 'in-progress',
        meta: { lastUpdated: '2026-11-01T00:00:00Z' },
      },
    ],
    [],
    'Osignerad',
    new Date('2026-11-22T12:00:00Z'),
  );
  assert.deepEqual(
    rows.map((row) => row.id),
    ['Task/urgent', 'QuestionnaireResponse/draft', 'Task/new', 'Task/sign'],
  );
});

test('forms that are begun are those of the assignment, and of workspaces that are there', () => {
  const begun = (form: string, assignment: string) => ({
    ...formDraft({ patientId: 'p', form, args: { order: 'o' }, assignment }, { a: '"x"' }, {}),
    id: form,
  });
  const drafts = [begun('orders/referral', 'role'), begun('orders/imaging', 'other'), begun('orders/answer', 'role')];
  const titles: Record<string, string> = { 'orders/referral': 'Remiss', 'orders/imaging': 'Röntgen' };
  assert.deepEqual(
    begunRows(drafts, [patient], 'role', (form) => titles[form]).map(({ text, patientId, form }) => [
      text,
      patientId,
      form,
    ]),
    [['Remiss', 'p', { name: 'orders/referral', args: { order: 'o' } }]],
  );
});

test('the unit’s patients are by place in number order', () => {
  const at = (id: string, place: string) => ({
    resourceType: 'Encounter' as const,
    id,
    status: 'in-progress' as const,
    class: { code: 'IMP' },
    subject: { reference: 'Patient/p' },
    location: [{ location: { display: place } }],
  });
  assert.deepEqual(
    unitRows([at('x', 'Sal 10'), at('y', 'Sal 2')], [patient]).map((row) => row.place),
    ['Sal 2', 'Sal 10'],
  );
});
