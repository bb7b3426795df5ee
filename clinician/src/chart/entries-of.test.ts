import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle } from '@medplum/fhirtypes';
import { chartOf } from './chart.ts';
import { entriesLike, entriesOf } from './entries-of.ts';

const bundle = {
  resourceType: 'Bundle',
  type: 'collection',
  meta: {
    tag: [
      { system: 'https://vardkedjan.se/fhir/CodeSystem/offered-act', code: 'print' },
      { system: 'https://vardkedjan.se/fhir/CodeSystem/record-shown', code: 'part' },
    ],
  },
  entry: [
    { resource: { resourceType: 'Patient', id: 'p' } },
    { resource: { resourceType: 'Condition', id: 'old', code: { text: 'Astma' }, recordedDate: '2020-01-02' } },
    { resource: { resourceType: 'Condition', id: 'new', code: { text: 'Höftartros' }, recordedDate: '2026-01-02' } },
  ],
} as unknown as Bundle;

test('entries are named the newest first, and found by words and days', () => {
  const entries = entriesOf(chartOf(bundle, '2026-11-01T10:00:00Z'));
  assert.deepEqual(
    entries.map(({ reference }) => reference),
    ['Condition/new', 'Condition/old'],
  );
  const found = (text: string) => entriesLike(entries, text).map(({ id }) => id);
  assert.deepEqual(
    [found('HÖFT 2026'), found('astma'), found('höft 2020'), found(' ').length],
    [['new'], ['old'], [], 2],
  );
});

test('what is offered, and whether it is shown in part, comes with the chart', () => {
  const chart = chartOf(bundle, '2026-11-01T10:00:00Z');
  assert.deepEqual([[...chart.offers], chart.isPart], [['print'], true]);
  const { meta: _, ...plain } = bundle;
  const other = chartOf(plain as Bundle, '2026-11-01T10:00:00Z');
  assert.deepEqual([[...other.offers], other.isPart], [[], false]);
});
