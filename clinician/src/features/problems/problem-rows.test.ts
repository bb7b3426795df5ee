import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Condition } from '@medplum/fhirtypes';
import { problemRows } from './problem-rows.ts';

const condition = (id: string, code: string, more: Partial<Condition>): Condition => ({
  resourceType: 'Condition',
  id,
  subject: { reference: 'Patient/p' },
  code: { text: code, coding: [{ system: 'https://www.icd10.se/', code }] },
  ...more,
});
const status = (code: string) => ({ coding: [{ code }] });

test('the same diagnosis at many visits is one row, from the first time', () => {
  const rows = problemRows([
    condition('2', 'I10.9', { clinicalStatus: status('active'), onsetDateTime: '2020-01-01' }),
    condition('1', 'I10.9', { clinicalStatus: status('active'), onsetDateTime: '2012-05-01' }),
  ]);
  assert.deepEqual(
    rows.map((row) => [row.code, row.since, row.times]),
    [['I10.9', '2012-05-01', 2]],
  );
});

test('current before past, errors left out, suspicion told', () => {
  const rows = problemRows([
    condition('past', 'J06.9', {
      clinicalStatus: status('resolved'),
      onsetDateTime: '2025-01-01',
      abatementDateTime: '2025-02-01',
    }),
    condition('now', 'E11.9', { clinicalStatus: status('active'), onsetDateTime: '2018-01-01' }),
    condition('wrong', 'C50', { verificationStatus: status('entered-in-error') }),
    condition('maybe', 'I20.9', {
      clinicalStatus: status('active'),
      verificationStatus: status('provisional'),
      onsetDateTime: '2026-01-01',
    }),
  ]);
  assert.deepEqual(
    rows.map((row) => row.id),
    ['maybe', 'now', 'past'],
  );
  assert.equal(rows[0]?.isUncertain, true);
});

test('a diagnosis of a contact is not said to last, unless it stands on the problem list', () => {
  const category = (code: string) => ({ coding: [{ code }] });
  const rows = problemRows([
    condition('sore', 'J03.9', { category: [category('encounter-diagnosis')], recordedDate: '2026-11-01' }),
    condition('again', 'I10.9', { category: [category('encounter-diagnosis')], recordedDate: '2026-11-02' }),
    condition('listed', 'I10.9', {
      category: [category('encounter-diagnosis'), category('problem-list-item')],
      clinicalStatus: status('active'),
      recordedDate: '2020-01-01',
    }),
  ]);
  assert.deepEqual(
    rows.map(({ code, isActive, isAtContact, times }) => [code, isActive, isAtContact, times]),
    [
      ['I10.9', true, false, 2],
      ['J03.9', false, true, 1],
    ],
  );
});
