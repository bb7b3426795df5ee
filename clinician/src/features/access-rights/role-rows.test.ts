import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PractitionerRole } from '@medplum/fhirtypes';
import { analysisForm, professionSystem } from '@vardkedjan/care/access/needs-and-risks/form.ts';
import { begunFrom } from './begun-from.ts';
import { dueRows, roleRows, type StoredAnalysis } from './role-rows.ts';

const analysis = (id: string, role: string, authored: string, status = 'completed'): StoredAnalysis =>
  ({
    resourceType: 'QuestionnaireResponse',
    id,
    questionnaire: analysisForm,
    status,
    subject: { reference: 'Organization/u' },
    authored,
    author: { reference: 'Practitioner/head', display: 'Chefen' },
    item: [{ linkId: 'role', answer: [{ valueCoding: { system: professionSystem, code: role, display: role } }] }],
  }) as StoredAnalysis;
const works = (name: string, code: string): PractitionerRole => ({
  resourceType: 'PractitionerRole',
  practitioner: { reference: `Practitioner/${name}`, display: name },
  code: [{ coding: [{ system: professionSystem, code, display: code }] }],
});

test('the latest signed is in force, drafts and what was are kept apart, and what needs the head comes first', () => {
  const rows = roleRows(
    [
      analysis('old', 'nurse', '2025-01-10'),
      analysis('new', 'nurse', '2026-10-01'),
      analysis('next', 'nurse', '2026-11-20', 'in-progress'),
      analysis('wrong', 'nurse', '2026-11-21', 'entered-in-error'),
      analysis('late', 'doctor', '2025-11-01'),
      analysis('near', 'midwife', '2025-12-20'),
    ],
    [works('B', 'nurse'), works('A', 'nurse'), works('A', 'nurse'), works('C', 'counsellor')],
    '2026-11-29',
  );
  assert.deepEqual(
    rows.map(({ role, state, daysLeft, people, versions, draft }) => [
      role,
      state,
      daysLeft,
      people,
      versions.map(({ stored }) => stored.id),
      draft?.id,
    ]),
    [
      ['counsellor', 'none', undefined, ['C'], [], undefined],
      ['doctor', 'overdue', -28, [], ['late'], undefined],
      ['midwife', 'soon', 21, [], ['near'], undefined],
      ['nurse', 'in-time', 306, ['A', 'B'], ['new', 'old'], 'next'],
    ],
  );
  assert.deepEqual(
    dueRows(rows).map(({ role }) => role),
    ['counsellor', 'doctor', 'midwife'],
  );
});

test('a new version begins as the one in force, or as another unit’s: the words, never whose it is nor when it is to be reviewed', () => {
  const words = (id: string, tasks: string): StoredAnalysis => {
    const { item = [], ...rest } = analysis(id, 'nurse', '2026-01-10');
    return { ...rest, item: [...item, { linkId: 'tasks', answer: [{ valueString: tasks }] }] } as StoredAnalysis;
  };
  const [row] = roleRows([words('own', 'Här')], [works('Eva', 'nurse')], '2026-11-29');
  assert.ok(row !== undefined);
  const unit = { id: 'u', name: 'Enheten' };
  const another = { ...words('other', 'Där'), subject: { reference: 'Organization/other' } } as StoredAnalysis;
  const begun = [begunFrom(row, unit), begunFrom(row, unit, another)];
  assert.deepEqual(
    begun.map((one) => [one.unit, one.role, one.words.tasks, one.review]),
    [
      ['Organization/u', 'nurse', 'Här', undefined],
      ['Organization/u', 'nurse', 'Där', undefined],
    ],
  );
});
