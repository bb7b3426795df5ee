import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quickTextFault, quickTextFor, quickTextsOf, quickTextsResource, wordBefore } from './quick-texts.ts';

const texts = [
  { word: 'bra', text: '  Mår bra. Ingen <5 & | ^ åäö\t\n' },
  { word: 'åter1', text: 'Åter om ett år.' },
];

describe('quick texts', () => {
  it('come out as they were kept, byte for byte', () => {
    assert.deepEqual(quickTextsOf(quickTextsResource({ reference: 'Practitioner/a' }, texts)), texts);
    assert.deepEqual(quickTextsOf({ resourceType: 'Basic', code: {} }), []);
  });
  it('have a word of small letters and digits, once, and a text', () => {
    assert.equal(quickTextFault(texts), undefined);
    for (const [word, text, fault] of [
      ['Bra', 'x', 'bad-word'],
      ['två ord', 'x', 'bad-word'],
      ['', 'x', 'bad-word'],
      ['c', ' \n', 'no-text'],
      ['bra', 'x', 'twice'],
    ] as const)
      assert.equal(quickTextFault([...texts, { word, text }])?.fault, fault, word);
    const many = Array.from({ length: 201 }, (_, index) => ({ word: `a${index}`, text: 'x' }));
    assert.equal(quickTextFault(many)?.fault, 'too-many');
  });
  it('are meant by a word right before the caret that a semicolon begins, and by nothing else', () => {
    assert.deepEqual(wordBefore('Hej ;bra', 8), { from: 4, word: 'bra' });
    assert.deepEqual(wordBefore(';åter1 mer', 6), { from: 0, word: 'åter1' });
    assert.deepEqual(wordBefore('rad\n;', 5), { from: 4, word: '' });
    for (const [text, caret] of [
      ['Hej ;bra ', 9],
      ['a;bra', 5],
      ['bra', 3],
      [';Bra', 4],
    ] as const)
      assert.equal(wordBefore(text, caret), undefined, text);
  });
  it('of one’s own go before the unit’s', () => {
    const units = [
      { word: 'bra', text: 'Enhetens' },
      { word: 'hej', text: 'Hej' },
    ];
    assert.equal(quickTextFor('bra', texts, units)?.text, texts[0]?.text);
    assert.equal(quickTextFor('hej', texts, units)?.text, 'Hej');
    assert.equal(quickTextFor('br', texts, units), undefined);
  });
});
