import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedKnowledge as knowledge } from '@vardkedjan/care/clinical/drug-safety/shipped-knowledge.ts';
import { classOf, codingsOf, type Comparable, comparables, isComparable, meantBy } from './compared-with.ts';

const phenoxymethyl: Comparable = { name: 'Fenoximetylpenicillin', codes: ['J01CE02'], isClass: false };
const metformin: Comparable = { name: 'Metformin', codes: ['A10BA02'], isClass: false };
const names = (text: string, own: readonly Comparable[] = [], catalogue: readonly Comparable[] = []) =>
  comparables(text, { knowledge, own, catalogue }).map(({ name }) => name);

test('classes come before drugs, by the beginning of their names or words; nothing typed, the patient’s own', () => {
  assert.deepEqual(names('peni', [], [phenoxymethyl]), ['Penicilliner', 'Fenoximetylpenicillin']);
  assert.deepEqual(names('PC'), ['Penicilliner']);
  assert.deepEqual(names('', [metformin], []), ['Metformin']);
  assert.deepEqual(names('x', [metformin]), []);
});

test('the whole class of a drug is recorded when it is meant, and the drug alone when it is not', () => {
  const codings = codingsOf(phenoxymethyl);
  const codes = (isWholeClass: boolean) => meantBy({ codings, isWholeClass }, knowledge).map(({ code }) => code);
  assert.deepEqual(codes(true), ['J01C']);
  assert.deepEqual(codes(false), ['J01CE02']);
  assert.equal(classOf(codingsOf(metformin), knowledge), undefined);
  const cefotaxime = codingsOf({ name: 'Cefotaxim', codes: ['J01DD01'], isClass: false });
  assert.deepEqual(
    meantBy({ codings: cefotaxime, isWholeClass: true }, knowledge).map(({ code }) => code),
    ['J01DB', 'J01DC', 'J01DD', 'J01DE'],
  );
});

test('words that stand for drugs are compared, others are not', () => {
  assert.equal(isComparable({ text: 'Kåvepenin' }, knowledge), true);
  assert.equal(isComparable({ text: 'Något på 80-talet' }, knowledge), false);
});
