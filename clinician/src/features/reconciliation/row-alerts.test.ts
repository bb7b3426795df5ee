import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DrugAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { notComparedIn, worstOf } from './row-alerts.ts';

const alert = (rule: DrugAlert['rule'], about: string, stops = true): DrugAlert => ({
  rule,
  stops,
  about,
  why: { sv: about, en: about },
  evidence: { display: about },
});

const notCompared = alert('allergy-not-compared', 'Klorhexidinsprit');
const interaction = alert('interaction', 'NSAID med antikoagulantia');

test('what is so of every drug alike does not hide what is a drug’s own', () => {
  assert.equal(worstOf([alert('allergy-unknown', 'x'), notCompared, interaction]), interaction);
  assert.equal(worstOf([notCompared, alert('duplicate', 'x', false)]), undefined);
  assert.equal(worstOf(undefined), undefined);
});

test('a hypersensitivity that nothing can be compared with is named once, however many drugs there are', () => {
  const rows = new Map([
    ['a', [notCompared, interaction]],
    ['b', [notCompared]],
  ]);
  assert.deepEqual(notComparedIn(rows), ['Klorhexidinsprit']);
});
