/** How what is typed finds terms: http://hl7.org/fhir/R4/valueset-operation-expand.html (filter) */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeKey, rankOf, searchableText } from './search-words.ts';

const rank = (code: string, term: string, filter: string): number | undefined =>
  rankOf(code, searchableText(term), filter);

test('a code, the term, its beginning, its words, the inside of them: in this order', () => {
  assert.equal(rank('E11.9', 'Diabetes', 'e119'), 0);
  assert.equal(rank('E11.9', 'Diabetes', 'E11'), 1);
  assert.equal(rank('J45', 'Astma', 'astma'), 2);
  assert.equal(rank('J45.9', 'Astma, ospecificerad', 'astma'), 3);
  assert.equal(rank('J45.9', 'Astma, ospecificerad', 'ast osp'), 4);
  assert.equal(rank('I21', 'Akut hjärtinfarkt', 'infarkt'), 5);
  assert.equal(rank('I21', 'Akut hjärtinfarkt', 'far'), undefined, 'too short to be looked for inside words');
  assert.equal(rank('I21', 'Akut hjärtinfarkt', 'akut lunga'), undefined, 'every word must be there');
  assert.equal(rank('I21', 'Akut', '…'), undefined, 'nothing to look for');
});

test('å, ä and ö are letters of their own for who types them, and need not be typed', () => {
  assert.equal(rank('x', 'Hjärtsvikt', 'hjärts'), 3);
  assert.equal(rank('x', 'Hjärtsvikt', 'hjarts'), 3);
  assert.equal(rank('x', 'Hjärtsvikt', 'hjartsvikt'), 2);
  assert.equal(rank('x', 'Hjartsvikt', 'hjärts'), undefined);
  assert.equal(rank('x', 'Bål', 'bäl'), undefined);
  assert.equal(rank('x', 'Ménières sjukdom', 'meniere'), 3);
  assert.equal(rank('x', 'Ménières sjukdom', 'ménière'), 3);
  assert.equal(rank('x', 'Ho\u0308ft', 'höft'), 2, 'however the letter is encoded');
});

test('one or two letters alone begin the term', () => {
  assert.equal(rank('x', 'Difteri', 'di'), 3);
  assert.equal(rank('x', 'Annan difteri', 'di'), undefined);
  assert.equal(rank('x', 'Annan difteri', 'dif'), 4);
});

test('codes are typed with or without dots', () => {
  assert.equal(codeKey('E11.9'), codeKey('e119'));
});
