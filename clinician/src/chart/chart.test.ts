import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleChart } from '../../test/example-record.ts';
import { chartOf } from './chart.ts';

const now = '2026-11-22T10:00:00Z';

test('the chart is grouped by what a page asks for, and nothing of it is lost', () => {
  const bundle = exampleChart();
  const chart = chartOf(bundle, now);
  assert.equal(chart.patient.id, 'alma');
  assert.equal(
    chart.vitals.length + chart.labs.length + chart.scores.length + chart.otherObservations.length,
    bundle.entry?.filter((entry) => entry.resource?.resourceType === 'Observation').length,
  );
  assert.ok(chart.conditions.length > 0 && chart.medicationRequests.length > 0 && chart.notes.length > 0);
});

test('a reference is called by its display, or by the name of what came along', () => {
  const bundle = exampleChart();
  bundle.entry?.push({ resource: { resourceType: 'Organization', id: 'o', name: 'Ortopeden' } });
  const chart = chartOf(bundle, now);
  assert.equal(chart.nameOf({ reference: 'Organization/o' }), 'Ortopeden');
  assert.equal(chart.nameOf({ reference: 'Organization/o/_history/3' }), 'Ortopeden');
  assert.equal(chart.nameOf({ reference: 'Organization/x', display: 'Som den skrevs' }), 'Som den skrevs');
  assert.equal(chart.nameOf({ reference: 'Organization/x' }), '');
});

test('a chart without its patient is no chart', () => {
  assert.throws(() => chartOf({ resourceType: 'Bundle', type: 'collection' }, now));
});
