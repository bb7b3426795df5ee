import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analysisForm } from '@vardkedjan/care/access/needs-and-risks/form.ts';
import { DraftKeeper } from './draft-keeper.ts';
import type { StoredAnalysis } from './role-rows.ts';

const draft: StoredAnalysis = {
  resourceType: 'QuestionnaireResponse',
  id: 'd',
  questionnaire: analysisForm,
  status: 'in-progress',
};
const words = (text: string) => (before: Parameters<Parameters<DraftKeeper['change']>[0]>[0]) => ({
  ...before,
  words: { ...before.words, tasks: text },
});

test('saves come one at a time upon the version that the one before made, and the last words are kept', async () => {
  const saved: [string | undefined, string][] = [];
  const keeper = new DraftKeeper(draft, async (before, analysis) => {
    saved.push([before.meta?.versionId, analysis.words.tasks]);
    await Promise.resolve();
    return { ...before, meta: { versionId: String(saved.length) } };
  });
  keeper.change(words('Be'));
  const first = keeper.settle();
  keeper.change(words('Bedömer'));
  assert.equal(keeper.view().isSaved, false);
  await first;
  const stored = await keeper.settle();
  assert.deepEqual(saved.at(-1)?.[1], 'Bedömer');
  assert.deepEqual(
    saved.map(([version]) => version),
    [undefined, '1', '2'].slice(0, saved.length),
  );
  assert.equal(stored?.meta?.versionId, String(saved.length));
  assert.equal(keeper.view().isSaved, true);
  await keeper.settle();
  assert.equal(saved.at(-1)?.[1], 'Bedömer', 'nothing new is not saved again');
});

test('what could not be saved is told, and tried again with the next', async () => {
  let fails = true;
  const keeper = new DraftKeeper(draft, async (before) => {
    if (fails) throw new Error('offline');
    return before;
  });
  keeper.change(words('Bedömer'));
  assert.equal(await keeper.settle(), undefined);
  assert.deepEqual([keeper.view().isSaved, keeper.view().failure instanceof Error], [false, true]);
  fails = false;
  assert.equal((await keeper.settle())?.id, 'd');
  assert.deepEqual([keeper.view().isSaved, keeper.view().failure], [true, undefined]);
});
