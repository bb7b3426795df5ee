import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wordDifferences } from './word-differences.ts';

const marked = (before: string, after: string) =>
  wordDifferences(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`))
    .join('');

describe('wordDifferences', () => {
  it('shows the one word that makes the difference', () => {
    assert.equal(
      marked('Ingen smärta i höger arm.', 'Smärta i vänster arm.'),
      '[-Ingen smärta -]{+Smärta +}i [-höger-]{+vänster+} arm.',
    );
    assert.equal(marked('Tål penicillin.', 'Tål inte penicillin.'), 'Tål {+inte +}penicillin.');
  });
  it('is nothing for nothing, and all for all', () => {
    assert.deepEqual(wordDifferences('', ''), []);
    assert.equal(marked('', 'nytt'), '{+nytt+}');
    assert.equal(marked('gammalt', ''), '[-gammalt-]');
  });
  it('holds every letter of both texts, over random ones', () => {
    let seed = 9;
    const random = (below: number) => Math.floor(((seed = (seed * 16807) % 2147483647) / 2147483647) * below);
    const words = ['ingen', 'smärta', ' ', '\n', '<5', 'åäö', '.', '\u{1f9b4}', 'e\u0301', '  '];
    const text = (length: number) => Array.from({ length: random(length) }, () => words[random(words.length)]).join('');
    for (let i = 0; i < 1500; i++) {
      const [before, after] = [text(30), text(30)];
      const found = wordDifferences(before, after);
      assert.equal(
        found
          .filter((each) => each.kind !== 'added')
          .map((each) => each.text)
          .join(''),
        before,
      );
      assert.equal(
        found
          .filter((each) => each.kind !== 'removed')
          .map((each) => each.text)
          .join(''),
        after,
      );
    }
  });
  it('stays quick on long texts that differ throughout', () => {
    const long = (seed: number) => Array.from({ length: 8000 }, (_, i) => `${(i * seed) % 997}`).join(' ');
    const before = process.cpuUsage();
    const found = wordDifferences(long(7), long(11));
    assert.ok(process.cpuUsage(before).user < 3_000_000);
    assert.equal(
      found
        .filter((each) => each.kind !== 'added')
        .map((each) => each.text)
        .join(''),
      long(7),
    );
  });
});
