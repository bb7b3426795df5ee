import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import { isProtectedPerson, protectionOf, securityLabelSystem } from './protected-person.ts';
import { isShownToPatient } from './shown-to-patient.ts';

const marked = (...codes: string[]) => ({
  meta: { security: codes.map((code) => ({ system: securityLabelSystem, code })) },
});

describe('protected personal data (http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel)', () => {
  it('is read from the labels, the stronger first', () => {
    assert.equal(protectionOf(marked('sekretessmarkering')), 'sekretessmarkering');
    assert.equal(protectionOf(marked('sekretessmarkering', 'skyddadFolkbokforing')), 'skyddadFolkbokforing');
    assert.equal(isProtectedPerson(marked('R')), false);
    assert.equal(isProtectedPerson({}), false);
    assert.equal(
      isProtectedPerson({ meta: { security: [{ system: 'urn:other', code: 'sekretessmarkering' }] } }),
      false,
    );
  });
});

describe('what the patient is shown', () => {
  const shown = (resource: object) => isShownToPatient(resource as Resource);
  it('no draft', () => {
    assert.equal(shown({ resourceType: 'QuestionnaireResponse', status: 'in-progress' }), false);
    assert.equal(shown({ resourceType: 'QuestionnaireResponse', status: 'completed' }), true);
    assert.equal(shown({ resourceType: 'Composition', status: 'preliminary' }), false);
    assert.equal(shown({ resourceType: 'DocumentReference', status: 'current', docStatus: 'preliminary' }), false);
    assert.equal(shown({ resourceType: 'DocumentReference', status: 'current', docStatus: 'final' }), true);
  });
  it('no next of kin: who they are and how to reach them is theirs', () => {
    assert.equal(shown({ resourceType: 'RelatedPerson' }), false);
  });
  it('nothing marked NOPATIENT, whatever system the mark claims', () => {
    assert.equal(
      shown({ resourceType: 'Observation', status: 'final', meta: { security: [{ code: 'NOPATIENT' }] } }),
      false,
    );
  });
});
