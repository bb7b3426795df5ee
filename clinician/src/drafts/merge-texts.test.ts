import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mergeTexts, weave } from './merge-texts.ts';

describe('two who write in one search word', () => {
  const base = { status: 'Hjärta: ua.\nLungor: ua.\nBuk: mjuk.' };

  it('on different lines: both changes, no duplicate', () => {
    const mine = { status: 'Hjärta: blåsljud.\nLungor: ua.\nBuk: mjuk.' };
    const theirs = { status: 'Hjärta: ua.\nLungor: ua.\nBuk: mjuk, oöm.' };
    assert.deepEqual(mergeTexts(base, mine, theirs), {
      texts: { status: 'Hjärta: blåsljud.\nLungor: ua.\nBuk: mjuk, oöm.' },
      both: [],
    });
  });

  it('on the same line: both texts stay and the word is named', () => {
    const { texts, both } = mergeTexts(base, { status: `${base.status} Oöm.` }, { status: `${base.status} Öm.` });
    assert.deepEqual(both, ['status']);
    assert.ok(texts.status?.includes(' Oöm.') && texts.status.includes(' Öm.'));
  });

  it('in different words: nothing to settle', () => {
    assert.deepEqual(mergeTexts({}, { a: 'x' }, { b: 'y' }), { texts: { a: 'x', b: 'y' }, both: [] });
  });

  it('one emptied a word the other did not touch: it is gone', () => {
    assert.deepEqual(mergeTexts({ a: 'x', b: 'y' }, { b: 'y' }, { a: 'x', b: 'y!' }), { texts: { b: 'y!' }, both: [] });
  });
});

describe('weave', () => {
  it('leaves touching edits to a person', () => {
    assert.equal(weave('abc', 'abcX', 'abcY'), undefined);
    assert.equal(weave('ingen smärta', 'smärta', 'ingen svår smärta'), undefined);
  });
  it('never loses a letter that was added, and never keeps one that was taken away, over random edits on different lines', () => {
    let seed = 5;
    const random = (below: number) => Math.floor(((seed = (seed * 16807) % 2147483647) / 2147483647) * below);
    for (let i = 0; i < 1000; i++) {
      const base = Array.from({ length: 20 }, (_, n) => String.fromCharCode(97 + n)).join('\n');
      const cut = 2 + random(12);
      const [a, b] = [random(cut), cut + 3 + random(16)];
      const mine = base.slice(0, a) + 'MM' + base.slice(cut);
      const theirs = base.slice(0, b) + 'TT' + base.slice(b);
      assert.equal(weave(base, mine, theirs), base.slice(0, a) + 'MM' + base.slice(cut, b) + 'TT' + base.slice(b));
    }
  });
});
