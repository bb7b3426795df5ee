import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drugs } from '../catalogue/drugs.ts';
import { dosageOf, doseText } from './prescribe.ts';

test('the dose text is made from the structure', () => {
  assert.equal(
    doseText(drugs.metformin500, { amount: 1, times: ['MORN', 'EVE'] }),
    '1 tablett på morgonen och på kvällen mot diabetes.',
  );
  assert.equal(
    doseText(drugs.paracetamol500, { amount: 2, asNeeded: { most: 4, why: 'mot smärta' } }),
    '2 tabletter vid behov mot smärta, högst 4 gånger per dygn.',
  );
  assert.equal(doseText(drugs.alendronate, { amount: 1, every: 'week' }), '1 tablett en gång i veckan mot benskörhet.');
  assert.equal(doseText(drugs.glargine, { amount: 14, times: ['EVE'] }), '14 E på kvällen mot diabetes.');
  assert.equal(
    doseText(drugs.penicillinV, { amount: 1, timesADay: 3, days: 10 }),
    '1 tablett 3 gånger dagligen i 10 dagar mot infektion.',
  );
});

test('the structure says the same: how often, when, how much, at most', () => {
  const twice = dosageOf(drugs.metformin500, { amount: 1, times: ['MORN', 'EVE'] });
  assert.deepEqual(twice.timing?.repeat, { frequency: 2, period: 1, periodUnit: 'd', when: ['MORN', 'EVE'] });
  const needed = dosageOf(drugs.paracetamol500, { amount: 2, asNeeded: { most: 4, why: 'mot smärta' }, days: 14 });
  assert.equal(needed.asNeededBoolean, true);
  assert.equal(needed.maxDosePerPeriod?.numerator?.value, 8);
  assert.equal(needed.timing?.repeat?.boundsDuration?.value, 14);
  const halfYear = dosageOf(drugs.denosumab, { amount: 1, every: 'half-year' });
  assert.deepEqual(halfYear.timing?.repeat, { frequency: 1, period: 6, periodUnit: 'mo' });
});
