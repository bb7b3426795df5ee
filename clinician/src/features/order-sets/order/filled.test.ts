import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { MedicationRequest } from '@medplum/fhirtypes';
import type { DrugLine } from '@vardkedjan/care/coordination/order-sets/order-set.ts';
import { asWritten, dosagesOf, doseKey, isOrderedAlready, isTicked, reasonKey, reasonsIn, tickKey } from './filled.ts';

const concept = {
  coding: [{ system: 'http://www.whocc.no/atc', code: 'N02BE01' }],
  text: 'Paracetamol 500 mg tablett',
};
const dose = {
  text: '1 tablett 3 gånger dagligen',
  timing: { repeat: { frequency: 3, period: 1, periodUnit: 'd' as const } },
  doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablett' } }],
};
const line: DrugLine = { kind: 'drug', id: 'line-1', isTicked: true, concept, dosages: [dose] };
const order = (status: MedicationRequest['status']) =>
  ({
    resourceType: 'MedicationRequest',
    status,
    intent: 'order',
    medicationCodeableConcept: concept,
  }) as MedicationRequest;

it('a line is ticked as the set says, but a drug that is in force already is not', () => {
  assert.ok(isTicked(line, asWritten([line])));
  assert.ok(isOrderedAlready(line, [order('active')], '2026-11-30'));
  assert.ok(!isOrderedAlready(line, [order('stopped')], '2026-11-30'));
  assert.ok(!isOrderedAlready({ ...line, concept: { text: 'Fritext' } }, [order('active')], '2026-11-30'));
  assert.ok(
    !isTicked(
      line,
      asWritten([line], () => true),
    ),
  );
});

it('a dose that is left is the set’s own; one that is typed is read, or none', () => {
  const filled = asWritten([line]);
  assert.equal(dosagesOf(line, filled), line.dosages);
  assert.equal(dosagesOf(line, { ...filled, [doseKey(line)]: '2x2' })?.[0]?.text, '2 tabletter 2 gånger dagligen');
  assert.equal(dosagesOf(line, { ...filled, [doseKey(line)]: 'lite då och då' }), undefined);
});

it('reasons are told from what else is filled in', () => {
  assert.deepEqual(reasonsIn({ [tickKey(line)]: 'yes', [reasonKey('allergy:x')]: 'Ja' }), { 'allergy:x': 'Ja' });
});
