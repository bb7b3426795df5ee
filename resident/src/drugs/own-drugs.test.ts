import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MedicationRequest } from '@medplum/fhirtypes';
import { ownDrugs } from './own-drugs.ts';

const day = '2026-11-30';
const request = (id: string, more: Partial<MedicationRequest>): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  subject: {},
  medicationCodeableConcept: { text: id },
  ...more,
});

describe('my drugs', () => {
  it('are those I take regularly, as needed, and before; errors are none', () => {
    const found = ownDrugs(
      [
        request('Metformin', {}),
        request('Enalapril', { status: 'on-hold' }),
        request('Paracetamol', { dosageInstruction: [{ asNeededBoolean: true }] }),
        request('Penicillin', { status: 'completed' }),
        request('Fel', { status: 'entered-in-error' }),
        request('Kåvepenin', {
          authoredOn: '2026-09-01T08:00:00Z',
          dosageInstruction: [
            { timing: { repeat: { boundsDuration: { value: 7, code: 'd', system: 'http://unitsofmeasure.org' } } } },
          ],
        }),
      ],
      day,
    );
    assert.deepEqual(
      found.regular.map((drug) => [drug.name, drug.isOnHold]),
      [
        ['Enalapril', true],
        ['Metformin', false],
      ],
    );
    assert.deepEqual(
      found.asNeeded.map((drug) => drug.name),
      ['Paracetamol'],
    );
    assert.deepEqual(
      found.past.map((drug) => drug.name),
      ['Kåvepenin', 'Penicillin'],
    );
  });
  it('have no dose rather than half a one', () => {
    assert.equal(ownDrugs([request('x', {})], day).regular[0]?.dose, '');
  });
  it('have the dose from its structure, as a sentence', () => {
    const [drug] = ownDrugs(
      [
        request('x', {
          dosageInstruction: [
            {
              timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
              doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablett' } }],
            },
          ],
        }),
      ],
      day,
    ).regular;
    assert.match(drug?.dose ?? '', /^1 tablett .*\.$/);
  });
});
