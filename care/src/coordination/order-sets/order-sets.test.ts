import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlanDefinition } from '@medplum/fhirtypes';
import { doseText } from '../../clinical/dose-text.ts';
import { readTypedDose } from '../../clinical/dosing/dose-grammar.ts';
import { orderFaults } from '../../clinical/prescriptions/lawful-order.ts';
import { orderFault } from '../orders/lawful-order.ts';
import { type AskedService, drugOrderOf, serviceOrdersOf, type SetOrdering } from './order-by-set.ts';
import {
  type DrugLine,
  drugOfLine,
  freeLineId,
  linesOf,
  type ServiceLine,
  type SetLine,
  typedDosages,
  withLines,
} from './order-set.ts';
import { setFaults } from './set-faults.ts';

const tablet = { unit: 'tablett', strength: { value: 500, unit: 'mg' } };
const strength = [
  {
    url: 'https://vardkedjan.se/fhir/StructureDefinition/drug-strength',
    valueRatio: { numerator: { value: 500, unit: 'mg' }, denominator: { value: 1, unit: 'tablett' } },
  },
];
const paracetamol = {
  coding: [{ system: 'http://www.whocc.no/atc', code: 'N02BE01' }],
  text: 'Paracetamol 500 mg tablett',
};
const drug = (dose: string, more: Partial<DrugLine> = {}): DrugLine => ({
  kind: 'drug',
  id: 'line-1',
  isTicked: true,
  concept: { ...paracetamol, extension: strength },
  dosages: typedDosages(dose, { id: '', name: '', concept: {}, dosed: tablet, route: { text: 'oralt' } }),
  ...more,
});
const service = (kind: ServiceLine['kind'], text: string, more: Partial<ServiceLine> = {}): ServiceLine => ({
  kind,
  id: 'line-2',
  isTicked: false,
  text,
  question: '',
  priority: 'routine',
  ...more,
});
const set = (...lines: SetLine[]): PlanDefinition =>
  withLines<PlanDefinition>({ resourceType: 'PlanDefinition', status: 'draft', title: 'Inläggning' }, lines);

const by: SetOrdering = {
  set: 'https://vardkedjan.se/fhir/PlanDefinition/x|2',
  number: '0b0c1d1e-0000-4000-8000-000000000001',
  patientId: 'p',
  practitioner: { reference: 'Practitioner/sara' },
  setting: 'ward',
  now: new Date('2026-11-29T10:00:00Z'),
};
const laboratory = { reference: 'Organization/lab' };

describe('an order set', () => {
  const lines: SetLine[] = [
    drug('1x3'),
    service('laboratory', 'CRP', { code: 'crp', priority: 'urgent' }),
    service('imaging', 'Röntgen lungor', { id: 'line-3', code: 'xr-chest', question: 'Pneumoni?' }),
    service('nursing', 'Blodtryck var 4:e timme', { id: 'line-4', isTicked: true }),
    service('bed', 'Vårdplats', {
      id: 'line-5',
      performer: { reference: 'Organization/ward', display: 'Avdelningen' },
    }),
  ];

  it('comes back from FHIR as it was put there', () => {
    assert.deepEqual(linesOf(set(...lines)), lines);
    assert.equal(freeLineId(lines), 'line-6');
    assert.deepEqual(linesOf(withLines(set(...lines), [])), []);
  });

  it('leaves out what is no line of ours', () => {
    const other = set(...lines);
    other.action?.push({ title: 'Annat', definitionCanonical: '#gone' }, { title: 'Utan' });
    assert.equal(linesOf(other).length, lines.length);
  });

  it('keeps a dose that is not understood as text, and with what the drug is dosed in', () => {
    const line = drug('lite nu och då');
    assert.deepEqual(doseText([...line.dosages]), { text: 'lite nu och då', source: 'written' });
    assert.equal(drugOfLine(line).dosed?.unit, 'tablett');
    assert.deepEqual(setFaults(set(line)), [{ fault: 'no-dose', line: 'line-1' }]);
  });

  it('is not put in use without a name, without lines, with nothing chosen, or with the same twice', () => {
    assert.deepEqual(setFaults(set(...lines)), []);
    assert.deepEqual(setFaults({ title: ' ' }), [{ fault: 'no-title' }, { fault: 'no-lines' }]);
    const { concept: _none, ...empty } = drug('1x3');
    assert.deepEqual(setFaults(set(empty)), [{ fault: 'nothing-chosen', line: 'line-1' }]);
    assert.deepEqual(setFaults(set(drug('1x3'), drug('1x3', { id: 'line-9' }))), [
      { fault: 'same-line', line: 'line-9' },
    ]);
    assert.deepEqual(
      setFaults(set(drug('1x3'), drug('2x3', { id: 'line-9' }))),
      [],
      'two doses of one drug may be a choice',
    );
  });
});

describe('what is ordered by a set', () => {
  it('is a lawful drug order with the dose as it was left, by the way of the line, and says by what it was ordered', () => {
    const typed = readTypedDose('2x4', tablet);
    const order = drugOrderOf(drug('1x3'), 'dosages' in typed ? typed.dosages : [], by);
    assert.deepEqual(orderFaults(undefined, order, { practitioner: 'sara', mayPrescribe: true }), []);
    assert.equal(order.dosageInstruction?.[0]?.text, '2 tabletter 4 gånger dagligen');
    assert.equal(order.dosageInstruction?.[0]?.route?.text, 'oralt');
    assert.deepEqual(order.instantiatesCanonical, [by.set]);
    assert.equal(order.groupIdentifier?.value, `urn:uuid:${by.number}`);
  });

  it('is one order of all tests to a laboratory, and one of each other thing, all with one number', () => {
    const asked = (line: ServiceLine, orderId: string, performer = laboratory): AskedService => ({
      ...line,
      items: line.code === undefined ? [] : [{ code: line.code, display: line.text }],
      orderId,
      performer,
    });
    const orders = serviceOrdersOf(
      [
        asked(service('laboratory', 'CRP', { id: 'a', code: 'crp' }), 'o1'),
        asked(service('laboratory', 'Hemoglobin', { id: 'b', code: 'hb' }), 'o2'),
        asked(service('laboratory', 'Laktat', { id: 'c', code: 'laktat', priority: 'stat' }), 'o3'),
        asked(service('nursing', 'Blodtryck var 4:e timme', { id: 'd' }), 'o4', { reference: 'Organization/ward' }),
        asked(service('bed', 'Vårdplats', { id: 'e', question: 'Syrgas' }), 'o5', { reference: 'Organization/ward' }),
      ],
      by,
    );
    assert.deepEqual(
      orders.map(([{ id, code, orderDetail, priority }]) => [id, code?.text, orderDetail?.length, priority]),
      [
        ['o1', 'CRP, Hemoglobin', 2, 'routine'],
        ['o3', 'Laktat', undefined, 'stat'],
        ['o4', 'Blodtryck var 4:e timme', undefined, 'routine'],
        ['o5', 'Vårdplats: Syrgas', undefined, 'routine'],
      ],
    );
    const staff = { kind: 'staff', practitioner: 'Practitioner/sara', unit: 'Organization/u' } as const;
    for (const [request, handling] of orders) {
      assert.equal(request.requisition?.value, `urn:uuid:${by.number}`);
      assert.equal(orderFault(undefined, request, staff), undefined);
      assert.equal(orderFault(undefined, handling, staff), undefined);
    }
  });
});
