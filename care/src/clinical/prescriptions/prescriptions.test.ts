import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MedicationRequest } from '@medplum/fhirtypes';
import { readTypedDose } from '../dosing/dose-grammar.ts';
import { beginsNow, orderFaults, type OrderStatus } from './lawful-order.ts';
import { asksForTwo } from '../giving/administration.ts';
import { changedOrder, evaluateByUrl, movedTo, orderOf, renewalOf } from './order-resources.ts';

const ordering = { practitioner: { reference: 'Practitioner/sara' }, patientId: 'p', now: '2026-11-29T10:00:00Z' };
const sara = { practitioner: 'sara', mayPrescribe: true };
const nurse = { practitioner: 'sara', mayPrescribe: false };
const typed = readTypedDose('1x2', { unit: 'tablett' });
const order = orderOf(
  {
    medicationCodeableConcept: { text: 'Enalapril 5 mg tablett' },
    dosageInstruction: 'problem' in typed ? [] : typed.dosages,
    setting: 'prescription',
  },
  ordering,
);
const stored: MedicationRequest = { ...order, id: 'a', meta: { versionId: '1' } };
const at = (status: OrderStatus): MedicationRequest => ({ ...stored, status });

describe('a drug order', () => {
  it('is made by a prescriber, in the own name, with a drug and a dose that does not contradict itself', () => {
    assert.deepEqual(orderFaults(undefined, order, sara), []);
    assert.deepEqual(orderFaults(undefined, order, nurse), ['not-a-prescriber']);
    assert.deepEqual(orderFaults(undefined, order, { ...sara, practitioner: 'johan' }), ['not-the-requester']);
    assert.deepEqual(orderFaults(undefined, { ...order, dosageInstruction: [] }, sara), ['no-dose']);
    const [dosage] = order.dosageInstruction ?? [];
    assert.deepEqual(
      orderFaults(
        undefined,
        { ...order, dosageInstruction: [{ ...dosage, text: '1 tablett 3 gånger dagligen' }] },
        sara,
      ),
      ['contradiction'],
    );
    const { medicationCodeableConcept: _drug, ...nothing } = order;
    assert.deepEqual(orderFaults(undefined, nothing as MedicationRequest, sara), ['no-drug']);
  });
  it('may be drafted by whoever writes in the record: a draft is no prescription', () => {
    assert.deepEqual(orderFaults(undefined, { ...order, status: 'draft' }, nurse), []);
    assert.deepEqual(orderFaults(at('draft'), stored, nurse), ['not-a-prescriber']);
    assert.deepEqual(orderFaults(at('draft'), { ...stored, dosageInstruction: [] }, sara), ['no-dose']);
  });
  it('asks for two who sign when it says so, and its renewal too', () => {
    const two = orderOf(
      { dosageInstruction: order.dosageInstruction ?? [], setting: 'ward', twoSign: true, evaluateBy: '2026-12-24' },
      ordering,
    );
    const changed = changedOrder({ ...two, id: 'b' }, { dosageInstruction: order.dosageInstruction ?? [] }, ordering);
    assert.deepEqual([order, two, renewalOf(two, ordering), changed].map(asksForTwo), [false, true, true, true]);
    assert.equal(two.extension?.find(({ url }) => url === evaluateByUrl)?.valueDate, '2026-12-24');
  });

  it('is never written over', () => {
    const twice = { ...stored, dosageInstruction: [] };
    for (const status of ['active', 'on-hold', 'stopped'] as const)
      assert.deepEqual(orderFaults(at(status), { ...twice, status }, sara), ['written-over']);
    const { authoredOn, ...rest } = stored;
    assert.deepEqual(
      orderFaults(stored, { authoredOn, ...rest } as MedicationRequest, sara),
      [],
      'whatever the order of its properties',
    );
    assert.deepEqual(orderFaults(stored, { ...stored, subject: { reference: 'Patient/other' } }, sara), [
      'other-patient',
      'written-over',
    ]);
  });
  it('is changed by one that follows on it, with what it is for and the answers to its alerts', () => {
    const before: MedicationRequest = {
      ...orderOf(
        {
          medicationCodeableConcept: { text: 'Enalapril 5 mg tablett' },
          dosageInstruction: order.dosageInstruction ?? [],
          setting: 'prescription',
          kind: 'dose-dispensed',
          dispensing: { amount: { value: 100, unit: 'tablett' }, times: 4 },
          reasonCode: [{ text: 'Hypertoni' }],
          evaluateBy: '2026-12-24',
        },
        ordering,
      ),
      id: 'a',
      encounter: { reference: 'Encounter/e' },
      detectedIssue: [{ reference: 'DetectedIssue/d' }],
    };
    const once = readTypedDose('1x1', { unit: 'tablett' });
    const dosageInstruction = 'problem' in once ? [] : once.dosages;
    const changed = changedOrder(
      before,
      { medicationCodeableConcept: { text: 'Enalapril 10 mg tablett' }, dosageInstruction },
      ordering,
    );
    assert.deepEqual(orderFaults(undefined, changed, sara), []);
    const {
      category,
      reasonCode,
      extension,
      encounter,
      detectedIssue,
      priorPrescription,
      dosageInstruction: dose,
    } = changed;
    assert.deepEqual(
      { category, reasonCode, extension, encounter, detectedIssue, priorPrescription },
      {
        category: before.category,
        reasonCode: [{ text: 'Hypertoni' }],
        extension: before.extension,
        encounter: before.encounter,
        detectedIssue: before.detectedIssue,
        priorPrescription: { reference: 'MedicationRequest/a' },
      },
    );
    assert.equal(dose?.[0]?.text, '1 tablett 1 gång dagligen');
  });
  it('is paused, resumed and ended with a reason, and an end is an end', () => {
    assert.deepEqual(orderFaults(stored, at('on-hold'), sara), ['no-reason']);
    const paused = movedTo(stored, 'on-hold', 'Kräks', ordering);
    assert.deepEqual(orderFaults(stored, paused, sara), []);
    const resumed = movedTo(paused, 'active', '', ordering);
    assert.deepEqual(orderFaults(paused, resumed, sara), []);
    assert.deepEqual([resumed.statusReason, resumed.note?.[0]?.text], [undefined, 'Kräks']);
    const stopped = movedTo(resumed, 'stopped', 'Biverkan', ordering);
    assert.deepEqual(orderFaults(resumed, stopped, sara), []);
    assert.deepEqual(orderFaults(stopped, { ...stopped, status: 'active' }, sara), ['status']);
    assert.deepEqual(orderFaults(stopped, movedTo(stopped, 'entered-in-error', 'Fel patient', ordering), sara), []);
  });
  it('that is renewed is a new one after the one before, its text made anew', () => {
    const [dosage] = stored.dosageInstruction ?? [];
    const renewed = renewalOf(
      { ...stored, dosageInstruction: [{ ...dosage, text: 'En tablett två gånger om dagen' }] },
      { ...ordering, now: '2028-02-29T10:00:00Z' },
    );
    assert.deepEqual(orderFaults(undefined, renewed, sara), []);
    assert.equal(renewed.id, undefined);
    assert.equal(renewed.priorPrescription?.reference, 'MedicationRequest/a');
    assert.equal(renewed.dosageInstruction?.[0]?.text, '1 tablett 2 gånger dagligen');
    assert.deepEqual(renewed.dispenseRequest?.validityPeriod, { start: '2028-02-29', end: '2029-02-28' });
  });
  it('is asked about by the safety rules when it begins or goes on, and as a draft or when it ends not', () => {
    assert.equal(beginsNow(undefined, stored), true);
    assert.equal(beginsNow(at('draft'), stored), true);
    assert.equal(beginsNow(at('on-hold'), stored), true);
    assert.equal(beginsNow(stored, { ...stored, note: [] }), false);
    assert.equal(beginsNow(stored, at('stopped')), false);
    assert.equal(beginsNow(undefined, { ...stored, intent: 'proposal' }), false);
  });
});
