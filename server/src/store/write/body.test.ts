/** What makes no new version: the same content. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameContent } from './body.ts';

test('the order of properties makes no difference; letters, their places, items and decimals do', () => {
  const one = '{"a":12,"b":{"c":"x","d":[1,2]}}';
  assert.equal(isSameContent(one, '{"b":{"d":[1,2],"c":"x"},"a":12}'), true);
  assert.equal(isSameContent(one, '{"a":13,"b":{"c":"x","d":[1,2]}}'), false);
  assert.equal(isSameContent(one, '{"a":21,"b":{"c":"x","d":[1,2]}}'), false);
  assert.equal(isSameContent(one, '{"a":12,"b":{"c":"x","d":[2,1]}}'), false);
  assert.equal(isSameContent('{"a":1.0,"b":10}', '{"a":10,"b":1.0}'), false);
});
