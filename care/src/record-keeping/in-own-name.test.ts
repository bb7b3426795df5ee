/** In whose name staff may make an entry (PDL 2008:355, 3 kap. 6 §). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import { ownNameFault } from './in-own-name.ts';

const own = 'Practitioner/sara';
const [sara, hanna] = [{ reference: own }, { reference: 'Practitioner/hanna' }];
const made = (type: string, more: object) => ({ resourceType: type, ...more }) as unknown as Resource;
const fault = (after: Resource | undefined, before?: Resource, together: Resource[] = []) =>
  ownNameFault(before, after, own, together, 'Observation/o');

describe('who answers for an entry is the one who writes it', () => {
  const elements: [type: string, of: (who: object) => object][] = [
    ['AllergyIntolerance', (recorder) => ({ recorder })],
    ['CarePlan', (author) => ({ author })],
    ['ClinicalImpression', (assessor) => ({ assessor })],
    ['Communication', (sender) => ({ sender })],
    ['CommunicationRequest', (requester) => ({ requester })],
    ['CommunicationRequest', (sender) => ({ sender })],
    ['Composition', (author) => ({ author: [author] })],
    ['Composition', (party) => ({ author: [sara], attester: [{ mode: 'legal', party }] })],
    ['Condition', (recorder) => ({ recorder })],
    ['DetectedIssue', (author) => ({ author })],
    ['DetectedIssue', (author) => ({ mitigation: [{ author: sara }, { author }] })],
    ['DeviceRequest', (requester) => ({ requester })],
    ['DocumentReference', (author) => ({ author: [sara, author] })],
    ['DocumentReference', (authenticator) => ({ authenticator })],
    ['Flag', (author) => ({ author })],
    ['Goal', (expressedBy) => ({ expressedBy })],
    ['NutritionOrder', (orderer) => ({ orderer })],
    ['Procedure', (recorder) => ({ recorder })],
    ['VisionPrescription', (prescriber) => ({ prescriber })],
  ];
  for (const [type, of] of elements)
    it(`${type}: ${Object.keys(of({})).at(-1)}`, () => {
      assert.match(fault(made(type, of(hanna))) ?? '', /one’s own name/);
      assert.equal(fault(made(type, of(sara))), undefined);
      assert.equal(fault(made(type, { ...of(hanna), status: 'x' }), made(type, of(hanna))), undefined, 'named before');
    });

  it('by whatever a reference says', () => {
    const flag = (author: object, more: object = {}) => fault(made('Flag', { author, ...more }));
    for (const another of [
      { reference: 'https://elsewhere.example/fhir/Practitioner/sara' },
      { reference: 'PractitionerRole/sara-at-centre' },
      { identifier: { value: 'SE1' } },
      { type: 'Practitioner', identifier: { value: 'SE1' } },
      { reference: '#gone' },
    ])
      assert.match(flag(another) ?? '', /one’s own name/, JSON.stringify(another));
    for (const [id, type, isRefused] of [
      ['d', 'Practitioner', true],
      ['x', 'Device', false],
    ] as const)
      assert.equal(
        flag({ reference: `#${id}` }, { contained: [{ resourceType: type, id }] }) !== undefined,
        isRefused,
        type,
      );
    for (const nobody of [
      { reference: 'Organization/centre' },
      { reference: 'Patient/p' },
      { type: 'Organization', identifier: { value: '556' } },
      { display: 'Vårdcentralen' },
    ])
      assert.equal(flag(nobody), undefined, JSON.stringify(nobody));
  });

  it('and so is a remark, and nobody changes another’s', () => {
    const remark = (authorReference: object, text: string) => ({ authorReference, text });
    const allergy = (...note: object[]) => made('AllergyIntolerance', { note });
    assert.equal(fault(allergy(remark(sara, 'a'))), undefined);
    assert.match(fault(allergy(remark(hanna, 'a'))) ?? '', /remark/);
    const before = allergy(remark(hanna, 'a'));
    assert.equal(fault(allergy(remark(hanna, 'a'), remark(sara, 'b')), before), undefined);
    assert.match(fault(allergy(remark(hanna, 'b')), before) ?? '', /remark/);
  });
});

describe('who has done it may be a colleague, where it is said who recorded it', () => {
  const value = made('Observation', { performer: [hanna] });
  const provenance = (who: object, target = 'Observation/o') =>
    made('Provenance', { target: [{ reference: target }], agent: [{ who }] });
  it('by a Provenance in the same unit of work', () => {
    assert.match(fault(value) ?? '', /who recorded it/);
    assert.equal(fault(value, undefined, [value, provenance(sara)]), undefined);
    assert.match(fault(value, undefined, [provenance(hanna)]) ?? '', /who recorded it/, 'in the colleague’s name');
    assert.match(fault(value, undefined, [provenance(sara, 'Observation/other')]) ?? '', /who recorded it/);
  });
  it('of every kind of entry', () => {
    for (const [type, elements] of [
      ['AllergyIntolerance', { asserter: hanna }],
      ['Condition', { asserter: hanna }],
      ['Immunization', { performer: [{ actor: sara }, { actor: hanna }] }],
      ['Media', { operator: hanna }],
      ['MedicationDispense', { performer: [{ actor: hanna }] }],
      ['MedicationStatement', { informationSource: hanna }],
      ['Procedure', { performer: [{ actor: hanna }] }],
      ['Procedure', { asserter: hanna }],
      ['RiskAssessment', { performer: hanna }],
    ] as const) {
      assert.match(fault(made(type, elements)) ?? '', /who recorded it/, type);
      assert.equal(fault(made(type, { ...elements, recorder: sara })), undefined, type);
    }
  });
  it('the patient and a unit are no colleagues', () => {
    assert.equal(fault(made('Observation', { performer: [{ reference: 'Patient/p' }, sara] })), undefined);
  });
});
