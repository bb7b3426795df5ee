import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Questionnaire, UsageContext } from '@medplum/fhirtypes';
import { suitableTemplates } from './suitable-templates.ts';

const unit = (id: string): UsageContext => ({ code: { code: 'venue' }, valueReference: { reference: `Organization/${id}` } });
const user = (code: string): UsageContext => ({ code: { code: 'user' }, valueCodeableConcept: { coding: [{ code }] } });
const template = (id: string, ...useContext: UsageContext[]): Questionnaire => ({
  resourceType: 'Questionnaire', status: 'active', id, title: id, useContext,
});

describe('suitableTemplates', () => {
  const all = [
    template('allmän'),
    template('sköterska', user('nurse')),
    template('läkare', user('doctor')),
    template('annan enhet', unit('o2')),
    template('egen enhet', unit('o1')),
  ];
  const names = (last?: string) => suitableTemplates(all, { unit: 'o1', profession: 'doctor' }, last).map((each) => each.id);

  it('has what is for the profession and the unit first, and nothing of another unit’s', () => {
    assert.deepEqual(names(), ['egen enhet', 'läkare', 'allmän', 'sköterska']);
  });
  it('has the one used last at the top', () => {
    assert.equal(names('allmän')[0], 'allmän');
  });
});
