import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { barsOf, symbolsOf } from './code-128.ts';

/** The printed modules, 1 for a bar. */
function modulesOf(text: string): string {
  const { bars, width } = barsOf(text);
  const modules = Array.from({ length: width }, () => '0');
  for (const bar of bars) modules.fill('1', bar.at, bar.at + bar.width);
  return modules.join('');
}

describe('Code 128', () => {
  it('has the check symbols that published examples have', () => {
    // https://barcoderesource.com/images/code128_check_character.html
    assert.deepEqual(symbolsOf('abcdef'), [104, 65, 66, 67, 68, 69, 70, 97, 106]);
    assert.deepEqual(symbolsOf('345678'), [105, 34, 56, 78, 73, 106]);
    // The weighted sum that is published for set A, https://en.wikipedia.org/wiki/Code_128: start B is one more than start A.
    assert.deepEqual(symbolsOf('PJJ123C'), [104, 48, 42, 42, 17, 18, 19, 35, 55, 106]);
  });

  it('begins and ends with the published patterns', () => {
    // http://www.barcodeisland.com/code128.phtml
    assert.match(modulesOf('345678'), /^11010011100.*1100011101011$/);
    assert.match(modulesOf('a'), /^11010010000.*1100011101011$/);
  });

  it('gives every symbol eleven modules of its own, with an even number of them dark', () => {
    const seen = new Set<string>();
    for (let pair = 0; pair < 100; pair++) {
      const modules = modulesOf(String(pair).padStart(2, '0'));
      assert.equal(modules.length, 11 * 3 + 13);
      const symbol = modules.slice(11, 22);
      assert.equal(Array.from(symbol).filter((module) => module === '1').length % 2, 0, symbol);
      seen.add(symbol);
    }
    assert.equal(seen.size, 100);
  });

  it('has no symbol for å', () => assert.throws(() => symbolsOf('å')));
});
