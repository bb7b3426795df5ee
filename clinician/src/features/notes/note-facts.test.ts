import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { withTitle } from '@vardkedjan/ui/note/note-title.ts';
import { filteredNotes, noteFacts } from './note-facts.ts';

const note = (more: Partial<QuestionnaireResponse>): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  authored: '2026-11-22T13:05:00Z',
  author: { reference: 'Practitioner/a', display: 'Eva Andersson' },
  meta: {
    lastUpdated: '2026-11-22T14:00:00Z',
    extension: [
      {
        url: 'https://vardkedjan.se/fhir/StructureDefinition/care-unit',
        valueReference: { reference: 'Organization/u1', display: 'Vårdcentralen' },
      },
    ],
  },
  item: [{ linkId: 'a', text: 'Anamnes', answer: [{ valueString: 'Ingen\n feber.' }] }],
  ...more,
});

describe('noteFacts', () => {
  it('says what, who, where and when', () => {
    assert.deepEqual(noteFacts(withTitle(note({}), 'Läkarbesök'), 'Anteckning'), {
      title: 'Läkarbesök',
      author: 'Eva Andersson',
      authorReference: 'Practitioner/a',
      unitReference: 'Organization/u1',
      at: '2026-11-22T13:05:00Z',
      state: 'signed',
      hasDissent: false,
      beginning: 'Ingen feber.',
    });
  });
  it('tells a draft and a correction from a signed note', () => {
    assert.equal(noteFacts(note({ status: 'in-progress' }), '').state, 'draft');
    assert.equal(noteFacts(note({ status: 'in-progress' }), '').at, '2026-11-22T14:00:00Z');
    assert.equal(noteFacts(note({ status: 'amended' }), '').state, 'corrected');
  });
});

describe('filteredNotes', () => {
  const all = [note({}), note({ status: 'in-progress' }), note({ author: { reference: 'Practitioner/b' } })];
  const count = (filter: Parameters<typeof filteredNotes>[1]) =>
    filteredNotes(all, filter, { practitioner: 'a', unit: 'u1' }).length;
  it('by author, unit and state', () => {
    assert.deepEqual([count('all'), count('mine'), count('unit'), count('drafts')], [3, 2, 3, 1]);
  });
});
