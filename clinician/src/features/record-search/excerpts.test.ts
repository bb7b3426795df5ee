import assert from 'node:assert/strict';
import { test } from 'node:test';
import { excerptsOf, markHits, stemsOf } from './excerpts.ts';

test('inflected forms are marked, and no letter of the text is changed', () => {
  const text = 'Ingen bröstsmärta. Smärtan i knät är borta; smärtfri sedan i går.';
  const pieces = markHits(text, stemsOf('smärtor'));
  assert.equal(pieces.map((piece) => piece.text).join(''), text);
  assert.deepEqual(
    pieces.filter((piece) => piece.isHit).map((piece) => piece.text),
    ['Smärtan', 'smärtfri'],
  );
});

test('an excerpt stands under its search word and tells where it was cut', () => {
  const long = `${'ord '.repeat(60)}feber 39 ${'slut '.repeat(60)}`;
  const [excerpt] = excerptsOf(
    {
      resourceType: 'QuestionnaireResponse',
      status: 'completed',
      item: [{ linkId: 'status', text: 'Status', answer: [{ valueString: long }] }],
    },
    stemsOf('feber'),
  );
  assert.equal(excerpt?.heading, 'Status');
  assert.equal(excerpt?.cutBefore && excerpt.cutAfter, true);
  assert.ok(excerpt?.pieces.some((piece) => piece.isHit && piece.text === 'feber'));
});

test('codes and references are not texts, what a code is called is', () => {
  const [excerpt] = excerptsOf(
    { resourceType: 'Condition', subject: {}, code: { text: 'Feber', coding: [{ code: 'R50', display: 'Feber' }] } },
    stemsOf('feber'),
  );
  assert.deepEqual(excerpt?.pieces, [{ text: 'Feber', isHit: true }]);
  assert.deepEqual(
    excerptsOf(
      { resourceType: 'Condition', subject: { reference: 'Patient/feber' }, code: { coding: [{ code: 'feber' }] } },
      stemsOf('feber'),
    ),
    [],
  );
});

test('short words are kept whole', () => {
  assert.deepEqual(stemsOf('"ont i" OR TBE'), ['ont', 'i', 'tbe']);
});
