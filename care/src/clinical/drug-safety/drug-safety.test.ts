import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AllergyIntolerance, Condition, MedicationRequest, Observation, Patient } from '@medplum/fhirtypes';
import { readTypedDose } from '../dosing/dose-grammar.ts';
import { checkDrug } from './check-drug.ts';
import { type DrugKnowledge, noKnowledge } from './drug-knowledge.ts';
import { answeredIssue, answersOf, isAnswered } from './drug-alert.ts';
import { atcSystem, type DrugSituation, strengthUrl } from './drug-situation.ts';
import { shippedKnowledge } from './shipped-knowledge.ts';

const today = '2026-11-29';
const order = (atc: string, name: string, { dose = '1x1', mg = 500, id = 'new' } = {}): MedicationRequest => {
  const typed = readTypedDose(dose, { unit: 'tablett' });
  return {
    resourceType: 'MedicationRequest',
    id,
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p' },
    medicationCodeableConcept: {
      ...(atc === '' ? {} : { coding: [{ system: atcSystem, code: atc, display: name }] }),
      text: `${name} ${mg} mg tablett`,
      extension: [
        {
          url: strengthUrl,
          valueRatio: { numerator: { value: mg, unit: 'mg' }, denominator: { value: 1, unit: 'tablett' } },
        },
      ],
    },
    dosageInstruction: 'problem' in typed ? [] : typed.dosages,
  };
};
const allergy = (text: string, atc?: string, more: Partial<AllergyIntolerance> = {}): AllergyIntolerance => ({
  resourceType: 'AllergyIntolerance',
  id: 'a',
  clinicalStatus: { coding: [{ code: 'active' }] },
  category: ['medication'],
  code: { ...(atc ? { coding: [{ system: atcSystem, code: atc }] } : {}), text },
  patient: { reference: 'Patient/p' },
  ...more,
});
const none = allergy('Inga kända', undefined, {
  code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003' }] },
});
const woman: Patient = { resourceType: 'Patient', id: 'p', birthDate: '1990-01-01', gender: 'female' };
const man: Patient = { resourceType: 'Patient', id: 'p', birthDate: '1950-01-01', gender: 'male' };
const value = (system: string, code: string, number: number, day: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system, code }] },
  valueQuantity: { value: number },
  effectiveDateTime: day,
});
const gfr = (number: number, day = '2026-10-01') =>
  value('https://vardkedjan.se/fhir/CodeSystem/lab', 'egfr', number, day);
const situation = (of: MedicationRequest, more: Partial<DrugSituation> = {}): DrugSituation => ({
  order: of,
  others: [],
  allergies: [none],
  patient: man,
  conditions: [],
  observations: [],
  today,
  ...more,
});
const found = (of: MedicationRequest, more: Partial<DrugSituation> = {}) =>
  checkDrug(situation(of, more), shippedKnowledge).map(({ rule, stops }) => `${rule}${stops ? '!' : ''}`);

const penicillinV = order('J01CE02', 'Fenoximetylpenicillin', { mg: 1000 });

describe('hypersensitivity × drug', () => {
  const matrix: [to: AllergyIntolerance, drug: MedicationRequest, found: string[]][] = [
    [allergy('Penicillin', 'J01C'), penicillinV, ['allergy!']],
    [allergy('Fenoximetylpenicillin', 'J01CE02'), penicillinV, ['allergy!']],
    [allergy('Penicillin'), penicillinV, ['allergy!']],
    [allergy('PC-allergi'), penicillinV, ['allergy-not-compared!']],
    [allergy('pc'), penicillinV, ['allergy!']],
    [allergy('Kåvepenin'), penicillinV, ['allergy!']],
    ...[
      order('J01CE01', 'Bensylpenicillin'),
      order('J01CF05', 'Flukloxacillin'),
      order('J01CA04', 'Amoxicillin'),
      order('J01CR02', 'Amoxicillin/klavulansyra'),
      order('J01CR05', 'Piperacillin/tazobaktam'),
    ].flatMap((other): [AllergyIntolerance, MedicationRequest, string[]][] => [
      [allergy('Fenoximetylpenicillin', 'J01CE02'), other, ['cross-reaction!']],
      [allergy('Kåvepenin'), other, ['cross-reaction!']],
      [allergy('Penicillin'), other, ['allergy!']],
    ]),
    [allergy('Cefadroxil', 'J01DB05'), order('J01DD01', 'Cefotaxim'), ['cross-reaction!']],
    [allergy('Enalapril', 'C09AA02', { type: 'intolerance' }), order('C09AA05', 'Ramipril'), ['cross-reaction!']],
    [allergy('Penicillin', 'J01C'), order('J01DB05', 'Cefadroxil'), ['cross-reaction!']],
    [allergy('Fenoximetylpenicillin', 'J01CE02'), order('J01DB05', 'Cefadroxil'), []],
    [allergy('Amoxicillin', 'J01CA04'), order('J01DB05', 'Cefadroxil'), ['cross-reaction!']],
    [allergy('Amoxicillin', 'J01CA04'), order('J01CR02', 'Amoxicillin/klavulansyra'), ['allergy!']],
    [allergy('ACE-hämmare', 'C09A', { type: 'intolerance' }), order('C09AA02', 'Enalapril'), ['allergy!']],
    [allergy('ACE-hämmare', 'C09A'), order('C09CA01', 'Losartan'), []],
    [allergy('Valsartan', 'C09CA03'), order('C09DX04', 'Sakubitril/valsartan'), ['allergy!']],
    [allergy('Acetylsalicylsyra', 'N02BA01'), order('B01AC06', 'Acetylsalicylsyra', { mg: 75 }), ['allergy!']],
    [allergy('Acetylsalicylsyra', 'N02BA01'), order('M01AE02', 'Naproxen'), ['cross-reaction!']],
    [allergy('Något preparat på 80-talet'), order('N02BE01', 'Paracetamol'), ['allergy-not-compared!']],
    [allergy('Jordnöt', undefined, { category: ['food'] }), order('N02BE01', 'Paracetamol'), ['allergy-unknown!']],
    [
      allergy('Penicillin', 'J01C', { clinicalStatus: { coding: [{ code: 'resolved' }] } }),
      penicillinV,
      ['allergy-unknown!'],
    ],
    [
      allergy('Penicillin', 'J01C', { verificationStatus: { coding: [{ code: 'unconfirmed' }] } }),
      penicillinV,
      ['allergy!'],
    ],
    [none, penicillinV, []],
  ];
  for (const [to, drug, expected] of matrix)
    it(`${to.code?.text ?? 'none known'} (${to.clinicalStatus?.coding?.[0]?.code}) × ${drug.medicationCodeableConcept?.text}: ${expected.join() || 'nothing'}`, () =>
      assert.deepEqual(found(drug, { allergies: [to] }), expected));

  it('a class of several codes is all of them', () => {
    const classes = allergy('Cefalosporiner', undefined, {
      code: { coding: ['J01DB', 'J01DD'].map((code) => ({ system: atcSystem, code })), text: 'Cefalosporiner' },
    });
    assert.deepEqual(found(order('J01DD01', 'Cefotaxim'), { allergies: [classes] }), ['allergy!']);
  });
  it('nothing said is not none, and a drug without a code is not harmless', () => {
    assert.deepEqual(found(penicillinV, { allergies: [] }), ['allergy-unknown!']);
    assert.deepEqual(found(order('', 'Licensläkemedel')), ['drug-not-known!']);
    assert.deepEqual(found(order('', 'Kåvepenin'), { allergies: [allergy('Kåvepenin')] }), [
      'allergy!',
      'drug-not-known!',
    ]);
  });
});

const atMostAGram: DrugKnowledge = {
  ...noKnowledge,
  mostAtOnce: [
    {
      atc: 'M01AE02',
      mg: 1000,
      fromAge: 18,
      stops: true,
      why: { sv: 'Högst 1 g.', en: 'At most 1 g.' },
      source: 'Example, 4.2',
    },
  ],
};

describe('what else stands against a drug', () => {
  const warfarin = order('B01AA03', 'Warfarin', { id: 'w' });
  const paracetamol = order('N02BE01', 'Paracetamol', { dose: '2x4' });
  it('the same substance, another that does not go with it', () => {
    assert.deepEqual(
      found(order('N02BE01', 'Paracetamol', { mg: 665 }), { others: [order('N02BE01', 'Paracetamol', { id: 'o' })] }),
      ['duplicate!'],
    );
    assert.deepEqual(found(order('M01AE02', 'Naproxen'), { others: [warfarin] }), ['interaction!']);
    assert.deepEqual(found(warfarin, { others: [order('M01AE02', 'Naproxen', { id: 'n' })] }), ['interaction!']);
    assert.deepEqual(
      found(order('C09AA02', 'Enalapril'), { others: [order('C09DX04', 'Sakubitril/valsartan', { id: 's' })] }),
      ['interaction!'],
    );
    assert.deepEqual(found(order('M02AA15', 'Diklofenak'), { others: [order('M01AB05', 'Diklofenak', { id: 'd' })] }), [
      'duplicate',
    ]);
  });
  it('too much in a day, alone and with what is taken already', () => {
    assert.deepEqual(found(paracetamol), []);
    assert.deepEqual(found(order('N02BE01', 'Paracetamol', { dose: '2x5' })), ['most-per-day!']);
    assert.deepEqual(found(order('N02BE01', 'Paracetamol', { dose: '1-2 vb högst 9/dygn' })), ['most-per-day!']);
    assert.deepEqual(found(paracetamol, { others: [order('N02BE01', 'Paracetamol', { id: 'o' })] }), [
      'duplicate!',
      'most-per-day!',
    ]);
  });
  it('too much for the weight, at one time, on a weekday and for the kidneys', () => {
    const toddler: Patient = { ...man, birthDate: '2024-05-05' };
    const weighs = (kg: number, day = '2026-11-01') => [value('http://loinc.org', '29463-7', kg, day)];
    const small = { patient: toddler, observations: weighs(10) };
    const gram = order('N02BE01', 'Paracetamol', { dose: '1x4', mg: 1000 });
    assert.deepEqual(found(gram, small), ['most-per-day!']);
    assert.deepEqual(found(order('N02BE01', 'Paracetamol', { dose: '1x4', mg: 150 }), small), []);
    assert.deepEqual(found(gram, { patient: toddler }), ['weight-unknown']);
    assert.deepEqual(found(gram, { patient: toddler, observations: weighs(10, '2026-01-01') }), ['weight-unknown']);
    assert.deepEqual(found(order('M01AE01', 'Ibuprofen', { mg: 400 }), { patient: toddler }), ['weight-unknown']);
    assert.deepEqual(found(order('M01AE01', 'Ibuprofen', { mg: 120, dose: '1x2' }), small), ['most-at-once']);
    const naproxen = (of: string) => checkDrug(situation(order('M01AE02', 'Naproxen', { dose: of })), atMostAGram);
    assert.deepEqual(
      naproxen('3x1').map(({ rule, why }) => [rule, why.sv]),
      [['most-at-once', 'Högst 1 g. Här blir det 1\u00A0500 mg på en gång.']],
    );
    assert.deepEqual(naproxen('2x3'), []);
    assert.deepEqual(found(order('N02BE01', 'Paracetamol', { dose: '10 måndag och tisdag' })), ['most-per-day!']);
    const gabapentin = (dose: string, at: number) =>
      found(order('N03AX12', 'Gabapentin', { mg: 300, dose }), { observations: [gfr(at)] });
    assert.deepEqual(gabapentin('2x3', 8), ['most-by-kidneys!']);
    assert.deepEqual(gabapentin('1x1', 8), []);
    assert.deepEqual(gabapentin('1x2', 20), []);
    assert.deepEqual(gabapentin('2x3', 80), []);
    assert.deepEqual(found(order('N03AX12', 'Gabapentin', { mg: 300 })), ['kidneys-unknown']);
  });
  it('what cannot be compared with a most is said, and nothing of what has none', () => {
    assert.deepEqual(found(order('N02BE01', 'Paracetamol', { dose: '1-2 vb' })), ['dose-not-checked']);
    assert.deepEqual(found(order('C07AB02', 'Metoprolol', { dose: '1-2 vb' })), []);
    const both = { others: [order('N02AJ06', 'Kodein/paracetamol', { id: 'k', mg: 30 })] };
    both.others[0] = {
      ...both.others[0],
      medicationCodeableConcept: { coding: [{ system: atcSystem, code: 'N02AJ06' }] },
    } as MedicationRequest;
    assert.deepEqual(found(paracetamol, both), ['duplicate!', 'dose-not-checked']);
    const child = situation(order('M01AE02', 'Naproxen'), { patient: { ...man, birthDate: '2015-05-05' } });
    assert.deepEqual(
      checkDrug(child, atMostAGram).map(({ rule }) => rule),
      ['dose-not-checked'],
    );
    assert.deepEqual(found(order('M02AA13', 'Ibuprofen gel')), []);
  });
  it('steps that rise, very many at once, and a last day that has been', () => {
    const prednisolone = (dose: string) => found(order('H02AB06', 'Prednisolon', { dose, mg: 5 }));
    assert.deepEqual(prednisolone('6x1 i 5 dagar sedan 60x1 i 5 dagar'), ['dose-rises!', 'dose-many!']);
    assert.deepEqual(prednisolone('1x1 i 5 dagar sedan 2x1'), ['dose-rises']);
    assert.deepEqual(prednisolone('1x1 t.o.m. 2026-11-28'), ['dose-over!']);
    assert.deepEqual(prednisolone('6x1 i 5 dagar sedan 4x1 i 5 dagar'), []);
  });
  it('age, weight, kidneys', () => {
    const child: Patient = { ...man, birthDate: '2015-05-05' };
    assert.deepEqual(found(order('N02BA01', 'Acetylsalicylsyra'), { patient: child }), ['age!']);
    assert.deepEqual(
      found(order('M01AE01', 'Ibuprofen', { mg: 400 }), {
        patient: child,
        observations: [value('http://loinc.org', '29463-7', 32, '2026-11-01')],
      }),
      ['most-at-once', 'weight'],
    );
    const metformin = order('A10BA02', 'Metformin');
    assert.deepEqual(found(metformin, { observations: [gfr(70)] }), []);
    assert.deepEqual(found(metformin, { observations: [gfr(70), gfr(38, '2026-11-20')] }), ['kidneys']);
    assert.deepEqual(found(metformin, { observations: [gfr(28)] }), ['kidneys!']);
    assert.deepEqual(found(metformin, { observations: [gfr(28, '2024-01-01')] }), ['kidneys-unknown']);
    assert.deepEqual(found(order('J01XE01', 'Nitrofurantoin'), { observations: [gfr(40)] }), ['kidneys!']);
  });
  it('pregnancy, known and not known', () => {
    const pregnant: Condition = {
      resourceType: 'Condition',
      subject: {},
      code: { coding: [{ system: 'https://www.icd10.se/', code: 'Z34.0' }] },
      clinicalStatus: { coding: [{ code: 'active' }] },
    };
    assert.deepEqual(found(warfarin, { patient: woman, conditions: [pregnant] }), ['pregnancy!']);
    assert.deepEqual(found(warfarin, { patient: woman }), ['pregnancy-unknown']);
    assert.deepEqual(found(warfarin), []);
  });
});

describe('alerts', () => {
  it('say why and, where they rest on a fact, where it is published; every fact does', () => {
    const [alert] = checkDrug(
      situation(order('M01AE02', 'Naproxen'), { others: [order('B01AA03', 'Warfarin', { id: 'w' })] }),
      shippedKnowledge,
    );
    assert.match(alert?.why.sv ?? '', /Med Warfarin .*blödning/);
    assert.match(alert?.source ?? '', /^https:/);
    const { sameSubstance: _same, contains: _contains, classWords: _words, ...facts } = shippedKnowledge;
    for (const fact of Object.values(facts).flat()) assert.match(fact.source, /^(https:\/\/|CMDh)/);
  });
  it('that stop are answered by an issue with a reason, about the same thing and the same patient', () => {
    const [alert] = checkDrug(situation(penicillinV, { allergies: [allergy('Penicillin', 'J01C')] }), shippedKnowledge);
    assert.ok(alert);
    const answer = {
      reason: 'Testad av allergolog',
      practitioner: { reference: 'Practitioner/sara', display: 'Sara Lindqvist' },
      patientId: 'p',
      now: '2026-11-29T10:00:00Z',
    };
    const issue = answeredIssue(alert, answer);
    assert.equal(isAnswered(alert, [issue], 'p'), true);
    assert.equal(isAnswered(alert, [issue], 'q'), false);
    assert.equal(isAnswered(alert, [answeredIssue(alert, { ...answer, reason: ' ' })], 'p'), false);
    assert.equal(isAnswered({ ...alert, about: 'J01CA04|AllergyIntolerance/a' }, [issue], 'p'), false);
    assert.equal(isAnswered(alert, [{ ...issue, status: 'entered-in-error' }], 'p'), false);
    const named = { ...penicillinV, detectedIssue: [{ reference: 'DetectedIssue/i' }] };
    const stored = { ...issue, id: 'i' };
    assert.deepEqual(answersOf(named, [stored, { ...stored, id: 'of-another-order' }]), [
      { against: alert.why.sv, reason: answer.reason, by: 'Sara Lindqvist', at: answer.now },
    ]);
    assert.deepEqual(answersOf(named, [{ ...stored, status: 'entered-in-error' }]), []);
  });
});
