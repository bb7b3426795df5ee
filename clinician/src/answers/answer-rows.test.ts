import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { DiagnosticReport, Observation, Resource, Task } from '@medplum/fhirtypes';
import { answerRows } from './answer-rows.ts';
import { isAsWritten } from './is-as-written.ts';

const task = (id: string, authoredOn: string): Task => ({
  resourceType: 'Task',
  id,
  status: 'requested',
  intent: 'order',
  authoredOn,
  focus: { reference: `DiagnosticReport/${id}` },
  for: { reference: 'Patient/p' },
});
const report = (id: string, more: Partial<DiagnosticReport> = {}): DiagnosticReport => ({
  resourceType: 'DiagnosticReport',
  id,
  status: 'final',
  code: { text: id },
  result: [{ reference: `Observation/${id}` }],
  ...more,
});
const value = (id: string, code: string): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: id },
  valueQuantity: { value: 1 },
  interpretation: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code }] },
  ],
});

test('what deviates comes first, then what has waited longest; what is not shown is still there', () => {
  const included: Resource[] = [
    ...['normal', 'high', 'critical'].map((id) => report(id)),
    value('normal', 'N'),
    value('high', 'H'),
    value('critical', 'LL'),
    report('text', { result: [], status: 'corrected' }),
  ];
  const rows = answerRows(
    [
      task('normal', '2026-11-01T00:00:00Z'),
      task('hidden', '2026-11-03T00:00:00Z'),
      task('text', '2026-11-02T00:00:00Z'),
      task('high', '2026-11-04T00:00:00Z'),
      task('critical', '2026-11-05T00:00:00Z'),
    ],
    included,
    new Date('2026-11-29T00:00:00Z'),
  );
  assert.deepEqual(
    rows.map(({ id, deviation, state }) => [id, deviation, state]),
    [
      ['critical', 'critical', 'final'],
      ['high', 'abnormal', 'final'],
      ['text', 'unmarked', 'corrected'],
      ['hidden', 'unmarked', 'final'],
      ['normal', 'normal', 'final'],
    ],
  );
});

test('an answer that is not shown says how it deviates as its Task does', () => {
  const blocked: Task = {
    ...task('blocked', '2026-11-06T00:00:00Z'),
    input: [{ type: { text: 'abnormal' }, valueCode: 'critical' }],
  };
  const rows = answerRows(
    [task('high', '2026-11-04T00:00:00Z'), blocked],
    [report('high'), value('high', 'H')],
    new Date('2026-11-29T00:00:00Z'),
  );
  assert.deepEqual(
    rows.map(({ id, deviation }) => [id, deviation]),
    [
      ['blocked', 'critical'],
      ['high', 'abnormal'],
    ],
  );
});

test('a text that lost one small word on its way is told (F1)', async () => {
  const written = 'Ingen fraktur. <5 mm & åäö |\n\t^';
  const hash = createHash('sha1').update(written, 'utf8').digest('base64');
  const form = (conclusion: string) =>
    isAsWritten(report('r', { conclusion, presentedForm: [{ contentType: 'text/plain; charset=utf-8', hash }] }));
  assert.equal(await form(written), 'as-written');
  assert.equal(await form(written.replace('Ingen ', '')), 'changed');
  assert.equal(await form(written.replace('. <', '.  <')), 'changed');
  assert.equal(await isAsWritten(report('r', { conclusion: written })), 'unsaid');
});
