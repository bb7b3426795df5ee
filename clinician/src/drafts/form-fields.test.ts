import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldsOf, mergeFields, withChanged } from './form-fields.ts';

interface Form {
  text: string;
  drug: { name: string } | undefined;
  chosen: readonly string[];
  isUrgent: boolean;
}
const start: Form = { text: 'Ifyllt från början', drug: undefined, chosen: [], isUrgent: false };
const read = (texts: Record<string, string>) => fieldsOf(texts, start, new Map());

describe('the fields of a form', () => {
  it('are kept where they are not as from the start, an emptied one as emptied', () => {
    const texts = withChanged({}, { text: '', drug: { name: 'Alvedon' }, chosen: ['a'], isUrgent: false }, start);
    assert.deepEqual(Object.keys(texts).toSorted(), ['chosen', 'drug', 'text']);
    assert.deepEqual(read(texts), { ...start, text: '', drug: { name: 'Alvedon' }, chosen: ['a'] });
    assert.deepEqual(withChanged(texts, start, start), {});
  });
  it('are as from the start where what is kept is of a field that is gone', () => {
    assert.deepEqual(read({ gone: '"x"' }), start);
  });
  it('are the same values for as long as the texts are', () => {
    const known = new Map();
    const texts = { drug: '{"name":"Alvedon"}' };
    assert.equal(fieldsOf(texts, start, known).drug, fieldsOf({ ...texts, text: '"x"' }, start, known).drug);
  });
});

describe('a form filled in at two places', () => {
  const kept = (fields: Partial<Form>) => withChanged({}, fields, start);
  const merged = (base: Partial<Form>, mine: Partial<Form>, theirs: Partial<Form>) =>
    mergeFields(kept(base), kept(mine), kept(theirs));
  it('has what either has filled in', () => {
    const { texts, both } = merged({}, { text: 'mitt' }, { isUrgent: true });
    assert.deepEqual([read(texts), both], [{ ...start, text: 'mitt', isUrgent: true }, []]);
  });
  it('has both texts of one field', () => {
    const { texts, both } = merged({ text: 'Hosta.' }, { text: 'Hosta. Feber.' }, { text: 'Hosta. Frossa.' });
    assert.match(read(texts).text, /Feber/);
    assert.match(read(texts).text, /Frossa/);
    assert.deepEqual(both, ['text']);
  });
  it('of what is chosen has mine, and of a record each part', () => {
    assert.deepEqual(read(merged({}, { chosen: ['a'] }, { chosen: ['b'] }).texts).chosen, ['a']);
    const record = (value: object) => ({ filled: JSON.stringify(value) });
    const { texts } = mergeFields(record({ a: '1' }), record({ a: '1', b: 'x' }), record({ a: '2' }));
    assert.deepEqual(JSON.parse(texts['filled'] ?? ''), { a: '2', b: 'x' });
  });
  it('is empty where one has sent it and the other has typed nothing since', () => {
    assert.deepEqual(merged({ text: 'x' }, { text: 'x' }, {}).texts, {});
    assert.equal(read(merged({ text: 'x' }, { text: 'x y' }, {}).texts).text.includes('y'), true);
  });
});
