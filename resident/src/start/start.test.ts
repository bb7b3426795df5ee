import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Appointment, Bundle, Observation } from '@medplum/fhirtypes';
import { ownRecordOf } from '../record/own-record.ts';
import { appointmentsAhead } from './appointments-ahead.ts';
import { whatsNew } from './whats-new.ts';

const lab = (id: string, at: string): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  effectiveDateTime: at,
  code: { text: 'P-Kalium' },
  category: [{ coding: [{ code: 'laboratory' }] }],
});

describe('what is new', () => {
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      { resource: lab('1', '2026-11-20T07:00:00Z') },
      { resource: lab('2', '2026-11-20T07:00:00Z') },
      { resource: lab('3', '2026-01-20T07:00:00Z') },
      {
        resource: {
          resourceType: 'QuestionnaireResponse',
          id: 'n',
          status: 'completed',
          authored: '2026-11-21T10:00:00Z',
          author: { display: 'Eva' },
        },
      },
    ],
  };
  it('has a day’s results as one line, the newest first, and nothing old', () => {
    const news = whatsNew(ownRecordOf(bundle), '2026-11-23T00:00:00Z');
    assert.deepEqual(
      news.map(({ kind, count }) => [kind, count]),
      [
        ['note', 1],
        ['results', 2],
      ],
    );
  });
});

describe('what is next', () => {
  const appointment = (id: string, start: string, status: Appointment['status'] = 'booked'): Appointment => ({
    resourceType: 'Appointment',
    id,
    status,
    start,
    end: start,
    description: 'Återbesök',
    participant: [{ status: 'accepted', actor: { reference: 'Practitioner/a', display: 'Eva' } }],
  });
  it('is the next first; what is cancelled or over is not there', () => {
    const found = appointmentsAhead(
      [
        appointment('b', '2026-12-02T08:00:00Z'),
        appointment('a', '2026-11-25T08:00:00Z'),
        appointment('c', '2026-11-26T08:00:00Z', 'cancelled'),
        appointment('d', '2026-11-01T08:00:00Z'),
      ],
      Date.parse('2026-11-23T00:00:00Z'),
      (reference) => reference?.display ?? '',
    );
    assert.deepEqual(
      found.map(({ id, who, what }) => [id, who, what]),
      [
        ['a', 'Eva', 'Återbesök'],
        ['b', 'Eva', 'Återbesök'],
      ],
    );
  });
});
