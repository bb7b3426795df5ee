import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QuestionnaireItem } from '@medplum/fhirtypes';
import { unitOfTemplate } from '@vardkedjan/care/record-keeping/unit-template.ts';
import type { Template } from '../../queries.ts';
import { compareTemplates } from './compare-templates.ts';
import { templateFaults } from './template-faults.ts';
import { kindOf, withKind, withPhrases } from './template-kinds.ts';
import { freeLinkId, indented, itemsOfRows, moved, rowsOf, without } from './template-rows.ts';
import { adapted, begun, forProfession, nextVersion, professionOf, templatesOf } from './template-versions.ts';

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

describe('versions of a template', () => {
  const now = new Date('2026-11-29T15:00:00Z');
  const shared = {
    resourceType: 'Questionnaire',
    id: 'gp-visit',
    url: 'https://vardkedjan.se/fhir/Questionnaire/gp-visit',
    status: 'active',
    title: 'Läkarbesök',
    meta: { versionId: '3' },
    useContext: [{ code: { code: 'venue' }, valueCodeableConcept: { coding: [{ code: 'health-centre' }] } }],
    item: [word('a')],
  } as const satisfies Template;

  it('a shared template becomes the unit’s own, which says what it comes from', () => {
    const mine = adapted(shared, 'u1', 'w', now);
    assert.equal(unitOfTemplate(mine), 'u1');
    assert.deepEqual([mine.id, mine.status, mine.version, mine.derivedFrom], [undefined, 'draft', '1', [shared.url]]);
    assert.equal(unitOfTemplate(begun('u2', 'w', now)), 'u2');
    assert.equal(unitOfTemplate(shared), undefined);
  });
  it('the next one is numbered after the highest there is, also after one has been taken back', () => {
    const mine = { ...adapted(shared, 'u1', 'w', now), id: '1', version: '9', status: 'active' as const };
    const later = { ...mine, id: '2', version: '10', status: 'retired' as const };
    assert.equal(nextVersion(mine, [mine, later], now).version, '11');
    const [template] = templatesOf([mine, later]);
    assert.deepEqual([template?.active?.id, template?.versions.map(({ id }) => id)], ['1', ['2', '1']]);
  });
  it('says for whom it is, and still whose it is', () => {
    const mine = forProfession(adapted(shared, 'u1', 'w', now), 'doctor');
    assert.deepEqual([professionOf(mine), unitOfTemplate(mine)], ['doctor', 'u1']);
    assert.equal(professionOf(forProfession(mine, '')), '');
  });
});
