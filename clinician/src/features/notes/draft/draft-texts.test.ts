import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Questionnaire, QuestionnaireResponseItem } from '@medplum/fhirtypes';
import { caretAfter } from './caret-after.ts';
import { itemsOf, textsOf } from './note-items.ts';
import { canonicalOf } from '../../../unit-templates/template-versions.ts';
import { templateFields } from './template-fields.ts';
import { unstorableCharacters, withoutUnstorable } from './unstorable-characters.ts';

const template: Questionnaire = {
  resourceType: 'Questionnaire',
  status: 'active',
  url: 'https://vardkedjan.se/fhir/Questionnaire/besok',
  version: '2',
  item: [
    { linkId: 'hjalp', type: 'display', text: 'Skriv kort.' },
    { linkId: 'anamnes', type: 'text', text: 'Anamnes', required: true },
    {
      linkId: 'status',
      type: 'group',
      text: 'Status',
      item: [{ linkId: 'status.hjarta', type: 'string', text: 'Hjärta' }],
    },
    { linkId: 'smarta', type: 'choice', text: 'Smärta' },
  ],
};

describe('templateFields', () => {
  it('has a field for each search word, and names what cannot be written here', () => {
    assert.deepEqual(
      templateFields(template).map((field) => `${field.kind} ${field.linkId} ${field.level}`),
      ['help hjalp 1', 'word anamnes 1', 'heading status 1', 'word status.hjarta 2', 'not-written-here smarta 1'],
    );
  });
  it('points at the edition of the template', () => {
    assert.equal(canonicalOf(template), 'https://vardkedjan.se/fhir/Questionnaire/besok|2');
  });
});

describe('items and texts', () => {
  const texts = { 'status.hjarta': ' Inget blåsljud\n', anamnes: 'CRP <5 & "x" | ^ \\ \t' };

  it('carry the texts untouched, in the template’s order, without empty words', () => {
    const items = itemsOf(template, texts);
    assert.deepEqual(
      items.map((item) => item.linkId),
      ['anamnes', 'status'],
    );
    assert.deepEqual(textsOf({ item: items }), texts);
    assert.deepEqual(itemsOf(template, {}), []);
  });

  it('go round any text that a person can type, byte for byte', () => {
    let seed = 11;
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const pieces = [
      'ingen ',
      'åäö',
      '<5',
      '&',
      '|',
      '^',
      '\t',
      '\n',
      '\r\n',
      '  ',
      '\u{1f9b4}',
      'e\u0301',
      '"',
      '\\',
      '\u00a0',
      '\u2028',
    ];
    for (let i = 0; i < 300; i++) {
      const text = Array.from(
        { length: 1 + Math.floor(random() * 60) },
        () => pieces[Math.floor(random() * pieces.length)],
      ).join('');
      const round: { item: QuestionnaireResponseItem[] } = JSON.parse(
        JSON.stringify({ item: itemsOf(template, { anamnes: text }) }),
      );
      assert.equal(textsOf(round).anamnes, text);
    }
  });

  it('keep what the template does not have and what is no text', () => {
    const before: QuestionnaireResponseItem[] = [
      { linkId: 'smarta', answer: [{ valueCoding: { code: '2' } }] },
      { linkId: 'gammalt', text: 'Gammalt ord', answer: [{ valueString: 'kvar' }] },
      { linkId: 'anamnes', answer: [{ valueString: 'förr' }, { valueString: 'andra svaret' }] },
    ];
    const items = itemsOf(template, { gammalt: 'kvar', anamnes: 'nu' }, before);
    assert.deepEqual(items, [
      { linkId: 'anamnes', text: 'Anamnes', answer: [{ valueString: 'nu' }, { valueString: 'andra svaret' }] },
      { linkId: 'smarta', text: 'Smärta', answer: [{ valueCoding: { code: '2' } }] },
      { linkId: 'gammalt', text: 'Gammalt ord', answer: [{ valueString: 'kvar' }] },
    ]);
  });

  it('are the same items for the same texts, so that a test of the items is a test of the texts', () => {
    const first = itemsOf(template, texts);
    assert.deepEqual(itemsOf(template, texts, first), first);
  });
});

describe('unstorableCharacters', () => {
  it('finds control characters and half characters with their line', () => {
    assert.deepEqual(unstorableCharacters('a\tb\r\nc\u000cd\ud83e'), [
      { at: 6, line: 2, name: 'U+000C' },
      { at: 8, line: 2, name: 'U+D83E' },
    ]);
  });
  it('leaves everything else alone', () => {
    const text = 'å\t\n\r\u{1f9b4}\u00a0\u200d';
    assert.deepEqual(unstorableCharacters(text), []);
    assert.equal(withoutUnstorable(`${text}\u0000`), text);
  });
});

describe('caretAfter', () => {
  it('stays between the same letters', () => {
    assert.equal(caretAfter('abc', 'Xabc', 2), 3);
    assert.equal(caretAfter('abc', 'abcX', 2), 2);
    assert.equal(caretAfter('abc', 'abc', 3), 3);
    assert.equal(caretAfter('a bort c', 'a c', 5), 2);
    assert.equal(caretAfter('slut', 'slut och deras', 4), 4);
  });
  it('never leaves the text', () => {
    for (const [before, after] of [
      ['aaaa', 'aa'],
      ['', 'x'],
      ['x', ''],
      ['abab', 'ab'],
    ] as const) {
      for (let caret = 0; caret <= before.length; caret++) {
        const found = caretAfter(before, after, caret);
        assert.ok(found >= 0 && found <= after.length, `${before} → ${after} at ${caret}: ${found}`);
      }
    }
  });
});
