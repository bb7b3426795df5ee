import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import type { Condition } from '@medplum/fhirtypes';
import { earlierCodes } from './earlier-codes.ts';
import { rankedCodes } from './ranked-codes.ts';
import { swedishStem } from './swedish-stem.ts';

const hypertension = { code: 'I10.9', display: 'Essentiell hypertoni (högt blodtryck utan känd orsak)' };
const eye = { code: 'H40.0', display: 'Okulär hypertoni' };
const pregnant = { code: 'O13.9', display: 'Graviditetshypertoni' };
const nothing = { found: [], earlier: [], chosen: {} };
const codes = (ranked: readonly { code: string }[]) => ranked.map(({ code }) => code);

describe('rankedCodes', () => {
  const found = [eye, pregnant, hypertension];
  it('keeps the order of the code system’s words where nothing else is known', () => {
    assert.deepEqual(codes(rankedCodes({ ...nothing, typed: 'hypertoni', found })), ['H40.0', 'O13.9', 'I10.9']);
  });
  it('puts what the patient has had first, then what is chosen most here', () => {
    const ranked = rankedCodes({ typed: 'hypertoni', found, earlier: [hypertension], chosen: { 'O13.9': 3 } });
    assert.deepEqual(codes(ranked), ['I10.9', 'O13.9', 'H40.0']);
    assert.deepEqual(
      ranked.map(({ isEarlier }) => isEarlier),
      [true, false, false],
    );
  });
  it('offers what the patient has had though the server did not find it, and only when the words fit', () => {
    assert.deepEqual(codes(rankedCodes({ ...nothing, typed: 'blodtryck', earlier: [eye, hypertension] })), ['I10.9']);
  });
  it('puts the very code before everything', () => {
    const ranked = rankedCodes({ typed: 'h400', found: [eye], earlier: [hypertension], chosen: { 'I10.9': 9 } });
    assert.equal(ranked[0]?.code, 'H40.0');
  });
});

describe('earlierCodes', () => {
  const condition = (code: string, recordedDate: string, status = 'confirmed'): Condition => ({
    resourceType: 'Condition',
    subject: {},
    recordedDate,
    verificationStatus: { coding: [{ code: status }] },
    code: { coding: [{ system: 'https://www.icd10.se/', code, display: code }] },
  });
  it('has each code once, the latest first, and none that was an error', () => {
    const had = [
      condition('A', '2020-01-01'),
      condition('B', '2024-01-01'),
      condition('A', '2025-01-01'),
      condition('C', '2026-01-01', 'entered-in-error'),
    ];
    assert.deepEqual(codes(earlierCodes(had, 'https://www.icd10.se/')), ['A', 'B']);
    assert.deepEqual(earlierCodes(had, 'urn:other'), []);
  });
});

test('a Swedish word is found without its inflection, and a short one is left whole', () => {
  const stems = {
    blodtrycket: 'blodtryck',
    infektioner: 'infektion',
    halsflussen: 'halsfluss',
    sår: 'sår',
    yrsel: 'yrsel',
  };
  for (const [word, stem] of Object.entries(stems)) assert.equal(swedishStem(word), stem);
});
