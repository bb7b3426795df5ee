/**
 * The stories' budgets as tests: no more interactions than promised. How long they take is measured by `npm run budgets`, beside what
 * others' systems were measured to take; a clock would make a busy machine fail.
 */
import assert from 'node:assert/strict';
import { journey } from './src/journey.ts';
import { stories } from './src/stories.ts';

for (const { id, what, interactions, play } of stories)
  if (play)
    journey(`${id}, at most ${interactions} interactions: ${what}`, async (scene) => {
      const { hands } = await play(scene);
      const done = hands.done.map(({ what: act }) => act).join('; ');
      assert.ok(hands.interactions <= interactions, `${hands.interactions} of ${interactions}: ${done}`);
      assert.ok(hands.interactions > 0, 'nothing was counted');
    });
