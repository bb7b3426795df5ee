import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AllergyIntolerance, DiagnosticReport, ServiceRequest } from '@medplum/fhirtypes';
import { ownRecordOf } from '../record/own-record.ts';
import { currentAllergies } from './current-allergies.ts';
import { journeyRows, journeyYears } from './journey-years.ts';
import { referralLines } from './referral-lines.ts';

describe('allergies', () => {
  const allergy = (code: string, clinical?: string, verification?: string): AllergyIntolerance => ({
    resourceType: 'AllergyIntolerance',
    patient: {},
    code: { coding: [{ code }] },
    ...(clinical ? { clinicalStatus: { coding: [{ code: clinical }] } } : {}),
    ...(verification ? { verificationStatus: { coding: [{ code: verification }] } } : {}),
  });
  it('that nobody asked about are unknown; a documented "none" is asked', () => {
    assert.deepEqual(currentAllergies([]), { known: [], isAsked: false });
    assert.equal(currentAllergies([allergy('716186003', 'active')]).isAsked, true);
    assert.equal(currentAllergies([allergy('716186003', 'active')]).known.length, 0);
  });
  it('that were refuted, entered in error or are over do not hold', () => {
    assert.equal(
      currentAllergies([
        allergy('x', 'inactive', 'refuted'),
        allergy('y', undefined, 'entered-in-error'),
        allergy('z', 'resolved'),
      ]).isAsked,
      false,
    );
    assert.equal(currentAllergies([allergy('x')]).known.length, 1);
  });
});

describe('referrals', () => {
  const request: ServiceRequest = {
    resourceType: 'ServiceRequest',
    id: 'r',
    status: 'active',
    intent: 'order',
    subject: {},
    authoredOn: '2026-01-01',
  };
  const report = (id: string, more: Partial<DiagnosticReport>): DiagnosticReport => ({
    resourceType: 'DiagnosticReport',
    id,
    status: 'final',
    code: {},
    ...more,
  });
  it('have the latest answer; other answers stand for themselves; laboratory reports do not', () => {
    const lines = referralLines(
      [request],
      [
        report('new', { basedOn: [{ reference: 'ServiceRequest/r' }] }),
        report('old', { basedOn: [{ reference: 'ServiceRequest/r' }] }),
        report('alone', { issued: '2026-02-01T00:00:00Z' }),
        report('lab', { category: [{ coding: [{ code: 'LAB' }] }] }),
      ],
    );
    assert.deepEqual(
      lines.map((line) => [line.id, line.report?.id]),
      [
        ['alone', 'alone'],
        ['r', 'new'],
      ],
    );
  });
});

describe('the journey', () => {
  it('has every year from the first to now, also the empty ones', () => {
    const record = ownRecordOf({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        {
          resource: {
            resourceType: 'Encounter',
            status: 'finished',
            class: { code: 'IMP' },
            period: { start: '2023-05-01' },
          },
        },
        { resource: { resourceType: 'Condition', subject: {}, onsetDateTime: '2025', code: { text: 'Astma' } } },
      ],
    });
    assert.deepEqual(
      journeyYears(record, 2026).map(({ year, stays, began }) => [year, stays, began.map(({ text }) => text)]),
      [
        [2026, 0, []],
        [2025, 0, ['Astma']],
        [2024, 0, []],
        [2023, 1, []],
      ],
    );
    const empty = (year: number) => ({ year, visits: 0, stays: 0, results: 0, began: [] });
    assert.deepEqual(
      journeyRows([empty(2026), empty(2025), { ...empty(2024), visits: 1 }, empty(2023)]).map(({ name }) => name),
      ['2025–2026', '2024', '2023'],
    );
    assert.deepEqual(journeyYears(ownRecordOf({ resourceType: 'Bundle', type: 'collection' }), 2026), []);
  });
});
