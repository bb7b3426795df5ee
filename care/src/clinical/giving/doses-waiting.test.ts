import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MedicationAdministration, MedicationRequest } from '@medplum/fhirtypes';
import { readTypedDose } from '../dosing/dose-grammar.ts';
import { dueAtUrl } from './administration.ts';
import { dosesWaiting } from './doses-waiting.ts';

const at = (clock: string) => Date.parse(`2026-11-30T${clock}:00+01:00`);
const utc = (clock: string) => new Date(at(clock)).toISOString().replace('.000', '');

function order(id: string, typed: string, more: Partial<MedicationRequest> = {}): MedicationRequest {
  const read = readTypedDose(typed, { unit: 'tablett', strength: { value: 5, unit: 'mg' } });
  if ('problem' in read) throw new Error(`${typed}: ${read.problem.kind}`);
  return {
    resourceType: 'MedicationRequest',
    id,
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p' },
    authoredOn: '2026-11-30T07:00:00+01:00',
    dosageInstruction: read.dosages,
    ...more,
  };
}

const recorded = (of: string, clock: string, status: MedicationAdministration['status'] = 'completed') =>
  ({
    resourceType: 'MedicationAdministration',
    status,
    subject: { reference: 'Patient/p' },
    request: { reference: `MedicationRequest/${of}` },
    extension: [{ url: dueAtUrl, valueDateTime: utc(clock) }],
  }) as MedicationAdministration;

describe('the doses of a patient that wait', () => {
  const thrice = order('a', '1x3');
  it('are late after an hour, due from an hour before, and else to come', () => {
    const told = (clock: string) => {
      const { late, lateSince, now, next } = dosesWaiting([thrice], [], at(clock));
      return [late, lateSince, now, next];
    };
    assert.deepEqual(told('07:01'), [0, undefined, 1, utc('14:00')]);
    assert.deepEqual(told('09:00'), [0, undefined, 1, utc('14:00')]);
    assert.deepEqual(told('09:01'), [1, utc('08:00'), 0, utc('14:00')]);
    assert.deepEqual(told('13:00'), [1, utc('08:00'), 1, utc('20:00')]);
    assert.deepEqual(told('15:30'), [2, utc('08:00'), 0, utc('20:00')]);
  });
  it('are those that nothing settles: given or not given are, begun, held back and mistaken are not', () => {
    const late = (...given: MedicationAdministration[]) => dosesWaiting([thrice], given, at('10:00')).late;
    assert.equal(late(recorded('a', '08:00')), 0);
    assert.equal(late(recorded('a', '08:00', 'not-done')), 0);
    for (const status of ['in-progress', 'on-hold', 'entered-in-error'] as const)
      assert.equal(late(recorded('a', '08:00', status)), 1, status);
    assert.equal(late(recorded('b', '08:00'), recorded('a', '14:00')), 1, 'of another order, of another time');
  });
  it('are none of what is given as needed, of what is stopped or paused; what cannot be told is counted as that', () => {
    const none = [order('b', '1 vid behov'), order('c', '1x3', { status: 'stopped' })];
    const untold = order('d', '1x3', { dosageInstruction: [{ text: 'enligt schema' }] });
    assert.deepEqual(dosesWaiting([...none, untold], [], at('10:00')), {
      late: 0,
      lateSince: undefined,
      now: 0,
      next: undefined,
      untold: 1,
    });
  });
});
