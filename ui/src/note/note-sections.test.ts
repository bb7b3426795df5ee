import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { answerText, noteSections } from './note-sections.ts';

const note: QuestionnaireResponse = {
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  item: [
    { linkId: 'a', text: 'Anamnes', answer: [{ valueString: '  Ingen feber.\n\tCRP <5 \n' }] },
    { linkId: 'tomt', text: 'Tomt' },
    {
      linkId: 's',
      text: 'Status',
      item: [{ linkId: 's.h', text: 'Hjärta', answer: [{ valueString: 'Inget blåsljud' }] }],
    },
  ],
};

describe('noteSections', () => {
  it('gives text to the letter, in the note’s order, and no word without text', () => {
    assert.deepEqual(noteSections(note), [
      { linkId: 'a', heading: 'Anamnes', level: 1, text: '  Ingen feber.\n\tCRP <5 \n' },
      { linkId: 's', heading: 'Status', level: 1, text: '' },
      { linkId: 's.h', heading: 'Hjärta', level: 2, text: 'Inget blåsljud' },
    ]);
  });

  it('shows answers of every kind: nothing that was answered is silent', () => {
    const answers = [
      { valueBoolean: false },
      { valueCoding: { code: '1', display: 'Måttlig' } },
      { valueQuantity: { value: 7.5, comparator: '<' as const, unit: 'mmol/L' } },
      { valueInteger: 0 },
      { valueDecimal: 1.5 },
      { valueDate: '2026-11' },
      { valueDateTime: '2026-11-22T13:05:00Z' },
      { valueTime: '08:30:00' },
      { valueReference: { reference: 'Practitioner/1', display: 'Eva' } },
      { valueUri: 'https://example.org' },
    ];
    assert.deepEqual(
      answers.map((answer) => answerText(answer, 'sv')),
      [
        'Nej',
        'Måttlig',
        '<7,5 mmol/L',
        '0',
        '1,5',
        '2026-11',
        '2026-11-22 14:05',
        '08:30',
        'Eva',
        'https://example.org',
      ],
    );
  });
});
