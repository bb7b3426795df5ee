import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QuestionnaireItem } from '@medplum/fhirtypes';
import { optionLines, withOptionLines } from './option-lines.ts';
import { compareTemplates } from './compare-templates.ts';
import { templateFaults } from './template-faults.ts';
import { kindOf, withKind, withPhrases } from './template-kinds.ts';
import { freeLinkId, indented, itemsOfRows, moved, rowsOf, without } from './template-rows.ts';

const word = (linkId: string, text = linkId): QuestionnaireItem => ({ linkId, text, type: 'text' });
const group = (linkId: string, ...item: QuestionnaireItem[]): QuestionnaireItem => ({
  linkId,
  text: linkId,
  type: 'group',
  item,
});
const shown = (items: readonly QuestionnaireItem[]): string =>
  items.map(({ linkId, item }) => (item ? `${linkId}(${shown(item)})` : linkId)).join(' ');

describe('rows of a template', () => {
  const items = [word('a'), group('g', word('b'), word('c')), word('d')];
  const after = (at: number, step: -1 | 1) => shown(itemsOfRows(moved(rowsOf(items), at, step).rows));

  it('make the same items again, deeper ones and what is not edited included', () => {
    const deep = [group('g', { ...group('h', word('x')), required: true }), { ...word('y'), prefix: '1' }];
    assert.deepEqual(itemsOfRows(rowsOf(deep)), deep);
  });
  it('are moved past what stands there as a whole, a heading with what is under it', () => {
    assert.equal(after(0, 1), 'g(b c) a d');
    assert.equal(after(4, -1), 'a d g(b c)');
    assert.equal(after(1, 1), 'a d g(b c)');
    assert.equal(after(1, -1), 'g(b c) a d');
    assert.equal(after(0, -1), 'a g(b c) d');
    assert.equal(after(4, 1), 'a g(b c) d');
  });
  it('under a heading change places there; the first comes out above it', () => {
    assert.equal(after(2, 1), 'a g(c b) d');
    assert.equal(after(2, -1), 'a b g(c) d');
    assert.equal(moved(rowsOf(items), 2, 1).at, 3);
  });
  it('go in under a heading and out of it; what has lost its heading stands on its own', () => {
    assert.equal(shown(itemsOfRows(indented(rowsOf(items), 4, 2))), 'a g(b c d)');
    assert.equal(shown(itemsOfRows(indented(rowsOf(items), 0, 2))), 'a g(b c) d');
    assert.equal(shown(itemsOfRows(without(rowsOf(items), 1))), 'a b c d');
  });
  it('hold a blood pressure as one, which is no heading', () => {
    const pressure = withKind(word('bp', 'Blodtryck'), 'measure:85354-9');
    assert.equal(kindOf(pressure), 'measure:85354-9');
    const rows = rowsOf([pressure, word('a')]);
    assert.equal(rows.length, 2);
    assert.deepEqual(itemsOfRows(rows), [pressure, word('a')]);
    assert.equal(shown(itemsOfRows(indented(rows, 1, 2))), `${shown([pressure])} a`);
    assert.deepEqual(withKind(withKind(word('a'), 'measure:29463-7'), 'text'), word('a'));
  });
  it('get a linkId of their word that no other has', () => {
    assert.equal(freeLinkId([], 'Åtgärd & plan'), 'atgard-plan');
    assert.equal(freeLinkId(rowsOf([group('g', group('status'))]), 'Status'), 'status-2');
    assert.equal(freeLinkId([], '???'), 'sokord');
  });
});

describe('what is wrong with a template', () => {
  const faults = (item: QuestionnaireItem[], title = 'Besök') =>
    templateFaults({ title, item }).map(({ fault, row }) => (row === undefined ? fault : `${row} ${fault}`));
  it('is said by its row', () => {
    assert.deepEqual(faults([word('a'), group('g', word('b'))]), []);
    assert.deepEqual(faults([], ' '), ['no-title', 'no-words']);
    assert.deepEqual(faults([word('a', 'Status'), word('b', ' status ')]), ['1 same-name']);
    assert.deepEqual(faults([word('a', 'X'), word('a', 'Y')]), ['1 same-link']);
    assert.deepEqual(faults([word('a', ' '), group('g')]), ['0 no-name', '1 empty-group']);
    assert.deepEqual(faults([withPhrases(word('a'), ['u.a.', ' '])]), ['0 empty-phrase']);
  });
  it('is a choice of nothing and a number without unit, but no blood pressure', () => {
    const choice: QuestionnaireItem = { linkId: 'a', text: 'A', type: 'choice' };
    assert.deepEqual(faults([choice, { linkId: 'b', text: 'B', type: 'quantity' }]), ['0 no-options', '1 no-unit']);
    assert.deepEqual(faults([withKind(word('bp'), 'measure:85354-9'), withKind(word('w'), 'measure:29463-7')]), []);
  });
  it('is not that two headings have a word of the same name each', () => {
    assert.deepEqual(faults([group('g', word('a', 'Höger')), group('h', word('b', 'Höger'))]), []);
  });
});

describe('compareTemplates', () => {
  const compare = (before: QuestionnaireItem[], after: QuestionnaireItem[]) =>
    compareTemplates({ item: before }, { item: after }).map(({ kind, item }) => `${item.linkId} ${kind}`);
  it('tells what was added, removed, changed and moved, and nothing else', () => {
    assert.deepEqual(compare([word('a'), word('b'), word('c')], [word('c'), word('a'), word('x'), word('b', 'B')]), [
      'c moved',
      'a same',
      'x added',
      'b changed',
    ]);
    assert.deepEqual(compare([word('a'), word('b'), word('c')], [word('a'), word('c')]), [
      'a same',
      'b removed',
      'c same',
    ]);
    assert.deepEqual(compare([word('a')], [word('a')]), ['a same']);
  });
});

it('points are written after a bar, and stand there when the options are changed', () => {
  const item = withOptionLines({ linkId: 'a', type: 'choice' }, ['Nej | 0', 'Ja, ofta | 1,5', 'Vet ej', 'Nej | 2']);
  assert.deepEqual(optionLines(item), ['Nej | 2', 'Ja, ofta | 1,5', 'Vet ej']);
  assert.deepEqual(optionLines(withOptionLines(item, [])), []);
});
