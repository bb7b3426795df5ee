/** Two heads in one draft: nothing that either has written is lost. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Questionnaire, QuestionnaireItem } from '@medplum/fhirtypes';
import { mergeTemplates } from './merge-templates.ts';

const word = (linkId: string, text: string): QuestionnaireItem => ({ linkId, text, type: 'text' });
const [a, b, c] = [word('a', 'Aktuellt'), word('b', 'Status'), word('c', 'Plan')];
const of = (...item: QuestionnaireItem[]): Questionnaire => ({
  resourceType: 'Questionnaire',
  status: 'draft',
  title: 'Besök',
  item,
});
const base = of(a, b, c);
const merged = (mine: Questionnaire, theirs: Questionnaire) => mergeTemplates(base, mine, theirs);
const texts = ({ item = [] }: Questionnaire) => item.map(({ text }) => text);

describe('a draft that two have changed', () => {
  it('has what each changed, added and moved; what I added stands where I put it', () => {
    const mine = of(word('a', 'Nu'), word('n', 'Socialt'), b, c);
    const theirs = of(a, c, b, word('m', 'Läkemedel'));
    assert.deepEqual(texts(merged(mine, theirs)), ['Nu', 'Socialt', 'Plan', 'Status', 'Läkemedel']);
  });
  it('has both of what both changed, the other’s first, each by a name of its own', () => {
    const both = merged(of(word('a', 'Min'), b, c), of(word('a', 'Deras'), b, c));
    assert.deepEqual(texts(both), ['Deras', 'Min', 'Status', 'Plan']);
    assert.equal(new Set(both.item?.map(({ linkId }) => linkId)).size, 4);
  });
  it('has both of what both added by the same name, and once what both did alike', () => {
    assert.deepEqual(texts(merged(of(a, b, c, word('n', 'Min')), of(a, b, c, word('n', 'Deras')))).slice(3), [
      'Deras',
      'Min',
    ]);
    assert.deepEqual(texts(merged(of(word('a', 'Nu'), b, c), of(word('a', 'Nu'), b, c))), ['Nu', 'Status', 'Plan']);
  });
  it('lacks what one took away, unless the other has written in it', () => {
    assert.deepEqual(texts(merged(of(b, c), of(a, b))), ['Status']);
    assert.deepEqual(texts(merged(of(b, c), of(word('a', 'Deras'), b, c))), ['Deras', 'Status', 'Plan']);
    assert.deepEqual(texts(merged(of(word('a', 'Min'), b, c), of(b, c))), ['Min', 'Status', 'Plan']);
  });
  it('keeps what stands under a heading there', () => {
    const heading = (...item: QuestionnaireItem[]): QuestionnaireItem => ({
      linkId: 'h',
      text: 'Status',
      type: 'group',
      item,
    });
    const before = of(heading(a));
    const both = mergeTemplates(before, of(heading(a, word('n', 'Hjärta'))), of(heading(a), c));
    assert.deepEqual(
      both.item?.map(({ text, item = [] }) => [text, item.map((one) => one.text)]),
      [
        ['Status', ['Aktuellt', 'Hjärta']],
        ['Plan', []],
      ],
    );
  });
  it('is called what I called it, else what the other did, and is of the other’s version', () => {
    const theirs = { ...base, title: 'Deras', meta: { versionId: '7' } };
    assert.equal(merged({ ...base, meta: { versionId: '2' } }, theirs).title, 'Deras');
    const mine = merged({ ...base, title: 'Min', meta: { versionId: '2' } }, theirs);
    assert.deepEqual([mine.title, mine.meta?.versionId], ['Min', '7']);
  });
});
