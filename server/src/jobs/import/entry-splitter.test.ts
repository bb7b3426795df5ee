import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BrokenJson, EntrySplitter } from './entry-splitter.ts';

const entries = [{ a: 'x"y\\' }, { b: ['{', '}', '\\"]'], c: { entry: [{ d: 1 }] } }, {}, { åäö: '\\\\', n: -1.0e5 }];

function split(text: string, size: number): { entries: unknown[]; top: Record<string, string> } {
  const splitter = new EntrySplitter();
  const bytes = Buffer.from(text);
  const found: unknown[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    found.push(
      ...splitter
        .push(bytes.subarray(at, at + size))
        .map(({ bytes: entry }) => JSON.parse(entry.toString()) as unknown),
    );
  }
  splitter.end();
  return { entries: found, top: Object.fromEntries(splitter.top) };
}

test('entries come out whole wherever the pieces are cut', () => {
  for (const text of [
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'batch',
      meta: { entry: [1] },
      entry: entries,
      link: [{ url: 'x' }],
    }),
    JSON.stringify({ entry: entries, type: 'batch', resourceType: 'Bundle' }, null, 2),
  ]) {
    for (const size of [1, 2, 3, 7, 64, 10_000]) {
      const found = split(text, size);
      assert.deepEqual(found.entries, entries, `pieces of ${size}`);
      assert.equal(found.top['resourceType'], 'Bundle');
      assert.equal(found.top['type'], 'batch');
    }
  }
});

test('what is broken says so, with the line', () => {
  for (const [text, why] of [
    ['', /empty/],
    ['{"entry":[{"a":1},\n{"b"', /line 2: it ends in the middle/],
    ['{"entry":[{"a":1}}', /closes what was not opened/],
    ['{"entry":[]}{}', /something after the end/],
    ['hej', /not a JSON object/],
    ['{"a":"b', /ends in the middle/],
  ] as const) {
    assert.throws(
      () => split(text, 4),
      (error) => error instanceof BrokenJson && why.test(error.message),
      text,
    );
  }
});
