import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlanDefinition, Questionnaire } from '@medplum/fhirtypes';
import { unitOfTemplate } from '@vardkedjan/care/record-keeping/unit-template.ts';
import {
  adapted,
  begun,
  forProfession,
  inUseAt,
  nextVersion,
  originalsOf,
  professionOf,
  type Stored,
  templatesOf,
} from './template-versions.ts';

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
    item: [{ linkId: 'a', text: 'a', type: 'text' }],
  } as const satisfies Stored<Questionnaire>;

  it('a shared template becomes the unit’s own, which says what it comes from', () => {
    const mine = adapted<Questionnaire>(shared, 'u1', 'w', now);
    assert.equal(unitOfTemplate('Questionnaire', mine), 'u1');
    assert.deepEqual([mine.id, mine.status, mine.version, mine.derivedFrom], [undefined, 'draft', '1', [shared.url]]);
    assert.equal(unitOfTemplate('Questionnaire', begun('Questionnaire', 'u2', 'w', now)), 'u2');
    assert.equal(unitOfTemplate('Questionnaire', shared), undefined);
  });
  it('the next one is numbered after the highest there is, also after one has been taken back', () => {
    const mine = {
      ...adapted<Questionnaire>(shared, 'u1', 'w', now),
      id: '1',
      version: '9',
      status: 'active' as const,
    };
    const later = { ...mine, id: '2', version: '10', status: 'retired' as const };
    assert.equal(nextVersion(mine, [mine, later], now).version, '11');
    const [template] = templatesOf([mine, later]);
    assert.deepEqual([template?.active?.id, template?.versions.map(({ id }) => id)], ['1', ['2', '1']]);
  });
  it('says for whom it is, and still whose it is', () => {
    const mine = forProfession(adapted<Questionnaire>(shared, 'u1', 'w', now), 'doctor');
    assert.deepEqual([professionOf(mine), unitOfTemplate('Questionnaire', mine)], ['doctor', 'u1']);
    assert.equal(professionOf(forProfession(mine, '')), '');
  });
  it('a PlanDefinition says as a related artifact what it was made from, and takes its place at the unit', () => {
    const set: PlanDefinition = {
      resourceType: 'PlanDefinition',
      status: 'active',
      url: 'https://vardkedjan.se/fhir/PlanDefinition/pneumonia',
      version: '1',
    };
    const mine: PlanDefinition = { ...adapted(set, 'u1', 'w', now), status: 'active' };
    assert.equal(unitOfTemplate('PlanDefinition', mine), 'u1');
    assert.equal(unitOfTemplate('Questionnaire', mine), undefined, 'each kind has an address of its own');
    assert.deepEqual(originalsOf(mine), [set.url]);
    assert.deepEqual(inUseAt([set, mine], 'u1', 'ward'), [mine]);
    assert.deepEqual(inUseAt([set, mine], 'u2', 'ward'), [set]);
  });
});
