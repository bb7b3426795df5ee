import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Questionnaire, UsageContext } from '@medplum/fhirtypes';
import { isAboutPatients, suitableTemplates, type Writer } from './suitable-templates.ts';

const kind = (code: string): UsageContext => ({
  code: { code: 'venue' },
  valueCodeableConcept: { coding: [{ code }] },
});
const unit = (id: string): UsageContext => ({
  code: { code: 'venue' },
  valueReference: { reference: `Organization/${id}` },
});
const user = (code: string): UsageContext => ({ code: { code: 'user' }, valueCodeableConcept: { coding: [{ code }] } });
const template = (id: string, ...useContext: UsageContext[]): Questionnaire => ({
  resourceType: 'Questionnaire',
  status: 'active',
  id,
  url: id,
  title: id,
  useContext,
});

describe('suitableTemplates', () => {
  const all = [
    template('allmän'),
    template('vårdcentral', kind('health-centre'), kind('clinic')),
    template('avdelning', kind('ward')),
    template('egen enhet', unit('o1')),
    template('annan enhet', unit('o2')),
    template('läkare', user('doctor')),
  ];
  const names = (more: Partial<Writer> = {}) =>
    suitableTemplates(all, {
      unit: 'o1',
      unitKind: 'health-centre',
      profession: 'doctor',
      used: {},
      last: undefined,
      ...more,
    }).map((each) => each.id);

  it('are those of the unit, of its kind, and those for all; nothing of other units', () => {
    assert.deepEqual(names(), ['läkare', 'allmän', 'egen enhet', 'vårdcentral']);
  });
  it('have what one writes by most often first, and the one used last before all', () => {
    assert.equal(names({ used: { vårdcentral: 12, allmän: 3 } })[0], 'vårdcentral');
    assert.equal(names({ used: { vårdcentral: 12 }, last: 'allmän' })[0], 'allmän');
  });
  it('have the unit’s own in place of the one it was made from, which stays elsewhere and keeps its habits', () => {
    const own = { ...template('anpassad', unit('o1')), derivedFrom: ['vårdcentral|1'] };
    const at = (id: string, more: Partial<Writer> = {}) =>
      suitableTemplates([...all, own], {
        unit: id,
        unitKind: 'health-centre',
        profession: 'doctor',
        used: {},
        last: undefined,
        ...more,
      }).map((each) => each.id);
    assert.deepEqual(at('o1'), ['läkare', 'allmän', 'anpassad', 'egen enhet']);
    assert.ok(at('o2').includes('vårdcentral') && !at('o2').includes('anpassad'));
    assert.equal(at('o1', { used: { vårdcentral: 9 } })[0], 'anpassad');
    assert.equal(at('o1', { last: 'vårdcentral' })[0], 'anpassad');
  });
  it('are not left out by a kind that is not known', () => {
    assert.ok(names({ unitKind: undefined }).includes('avdelning'));
  });
});

it('a form about units is no note’s template; one that does not say what it is about may be', () => {
  const about = (...subjectType: NonNullable<Questionnaire['subjectType']>) => ({ ...template('x'), subjectType });
  assert.equal(isAboutPatients(about('Organization')), false);
  assert.equal(isAboutPatients(about('Organization', 'Patient')), true);
  assert.equal(isAboutPatients(template('x')), true);
});
