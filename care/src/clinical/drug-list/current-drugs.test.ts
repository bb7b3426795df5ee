import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MedicationRequest } from '@medplum/fhirtypes';
import { readTypedDose } from '../dosing/dose-grammar.ts';
import { categoryOf } from '../prescriptions/order-kind.ts';
import { derivedFrom, judged } from '../reconciliation/judged.ts';
import { currentDrugs } from './current-drugs.ts';

const day = '2026-11-30';

const order = (name: string, dose: string, more: Partial<MedicationRequest> = {}): MedicationRequest => {
  const typed = readTypedDose(dose, { unit: 'tablett' });
  return {
    resourceType: 'MedicationRequest',
    id: name,
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p' },
    medicationCodeableConcept: { text: name },
    dosageInstruction: 'problem' in typed ? [] : typed.dosages,
    ...more,
  };
};

test('the list has its groups in their order, names in Swedish order, and only what holds', () => {
  const rows = currentDrugs(
    [
      order('Zopiklon', '1 till natten vb'),
      order('Östradiol', '1x1'),
      order('Enalapril', '1x2', { status: 'on-hold', statusReason: { text: 'Kräks' } }),
      order('Prednisolon', '2 i 5 dagar sedan 1 i 5 dagar'),
      order('Furosemid', '1x1', {
        dosageInstruction: [{ doseAndRate: [{ rateQuantity: { value: 5, unit: 'mL/h' } }] }],
      }),
      order('Metformin', '1x2', { category: categoryOf('prescription', 'dose-dispensed') }),
      order('Utkast', '1x1', { status: 'draft' }),
      order('Slut', '1x1', { status: 'stopped' }),
      order('Förslag', '1x1', { intent: 'proposal' }),
      order('Gammal källa', '1x1', { reportedBoolean: true }),
    ],
    [
      {
        resourceType: 'MedicationStatement',
        id: 's',
        status: 'active',
        subject: {},
        medicationCodeableConcept: { text: 'Johannesört' },
        dosage: [{ text: 'En ibland' }],
      },
    ],
    day,
  );
  assert.deepEqual(
    rows.map(({ group, name, isVerified }) => [group, name, isVerified]),
    [
      ['draft', 'Utkast', true],
      ['regular', 'Enalapril', true],
      ['regular', 'Gammal källa', false],
      ['regular', 'Östradiol', true],
      ['as-needed', 'Zopiklon', true],
      ['temporary', 'Prednisolon', true],
      ['infusion', 'Furosemid', true],
      ['dose-dispensed', 'Metformin', true],
      ['self-care', 'Johannesört', false],
    ],
  );
  assert.deepEqual(rows.at(-1)?.dose, { text: 'En ibland', source: 'written' });
});

test('a course is on the list through its last day, however it is written, and one without an end stays', () => {
  const begun = { authoredOn: '2026-11-01T09:00:00Z' };
  const orders = [
    order('Kur', '1x3 i 7 dagar', begun),
    order('Nedtrappning', '2 i 5 dagar sedan 1 i 5 dagar', begun),
    order('Vid behov', '1x3 vb i 7 dagar', begun),
    order('Stående', '1x1', begun),
    order('Pausad kur', '1x3 i 7 dagar', { ...begun, status: 'on-hold' }),
  ];
  const on = (at: string) => currentDrugs(orders, [], at).map(({ name }) => name);
  // Its first dose may be of the day after.
  assert.deepEqual(new Set(on('2026-11-08')), new Set(orders.map(({ id }) => id)));
  assert.deepEqual(new Set(on('2026-11-09')), new Set(['Nedtrappning', 'Stående', 'Pausad kur']));
  assert.deepEqual(new Set(on('2026-11-30')), new Set(['Stående', 'Pausad kur']));
});

test('what a reconciliation has decided is so on the list: confirmed by somebody, not there, or marked where another care provider orders it', () => {
  const sara = { reference: 'Practitioner/sara', display: 'Sara Lindqvist' };
  const said = (id: string) =>
    ({
      resourceType: 'MedicationStatement',
      id,
      status: 'active',
      subject: { reference: 'Patient/p' },
      medicationCodeableConcept: { text: id },
    }) as const;
  const [old, theirs] = [order('Gammal', '1x1', { status: 'unknown' }), order('Deras', '1x1')];
  const about = (of: Parameters<typeof derivedFrom>[0], id: string) => ({
    ...derivedFrom(of, '2026-11-29T10:00:00Z'),
    id,
  });
  const rows = currentDrugs(
    [old, theirs, order('Kvar', '1x1', { reportedBoolean: true }), order('Borta', '1x1', { reportedBoolean: true })],
    [
      judged(said('Bekräftad'), 'confirmed', '', sara),
      judged(said('Slutat'), 'not-taken', 'Har slutat', sara),
      judged(said('Ordinerad'), 'ordered', 'Ordinerat', sara),
      said('Obekräftad'),
      judged(about(old, 'a'), 'confirmed', '', sara),
      judged(about(theirs, 'b'), 'not-taken', 'Har slutat', sara),
      judged(about(order('Borta', '1x1'), 'c'), 'not-taken', 'Har slutat', sara),
    ],
    day,
  );
  assert.deepEqual(
    rows.map(({ name, isVerified, confirmedBy, notTaken }) => [name, isVerified, confirmedBy, notTaken]),
    [
      ['Deras', true, '', 'Har slutat'],
      ['Gammal', true, 'Sara Lindqvist', undefined],
      ['Kvar', false, '', undefined],
      ['Bekräftad', true, 'Sara Lindqvist', undefined],
      ['Obekräftad', false, '', undefined],
    ],
  );
});
