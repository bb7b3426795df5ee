/** Drug orders over HTTP: who may order, what may follow what, and the safety gate (F4, F5, F16); every path through it is in drug-order-paths.test.ts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  AllergyIntolerance,
  Bundle,
  BundleEntry,
  MedicationRequest,
  MedicationStatement,
} from '@medplum/fhirtypes';
import { checkDrug } from '@vardkedjan/care/clinical/drug-safety/check-drug.ts';
import { answeredIssue } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { shippedKnowledge } from '@vardkedjan/care/clinical/drug-safety/shipped-knowledge.ts';
import { movedTo, renewalOf } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import {
  allergy,
  ask,
  codesOf,
  drug,
  entryOf,
  paracetamol,
  patientId,
  penicillin,
  post,
  put,
  sara,
  together,
} from './drug-order-world.ts';

test('that nothing is said of hypersensitivity stops every order until somebody answers for it; then it is one', async () => {
  const refused = await post(paracetamol());
  assert.equal(refused.status, 422, refused.text);
  assert.deepEqual(codesOf(refused.text), ['allergy-unknown']);
  const [alert] = checkDrug(
    {
      order: paracetamol(),
      others: [],
      allergies: [],
      patient: undefined,
      conditions: [],
      observations: [],
      today: '2026-11-29',
    },
    shippedKnowledge,
  );
  assert.ok(alert);
  const issue = answeredIssue(alert, { ...sara, reason: 'Frågad nu: ingen känd' });
  const urn = 'urn:uuid:7c1b9d0a-4f5e-4c5e-9d57-5a5a4d1c0001';
  const order = paracetamol({ detectedIssue: [{ reference: urn }] });
  const done = await together('transaction', [entryOf(issue, { fullUrl: urn }), entryOf(order)]);
  assert.equal(done.status, 200, done.text);
  const stored = done.body<Bundle>().entry?.[1]?.response?.location;
  assert.match(stored ?? '', /MedicationRequest\//);
  const blank = answeredIssue(alert, { ...sara, reason: '  ' });
  const none = await together('transaction', [entryOf(blank, { fullUrl: urn }), entryOf(order)]);
  assert.equal(none.status, 422, 'an answer without a reason is none');
});

test('a dose that is seldom meant is asked about, and tablets that run by the hour are none', async () => {
  const rising = await post(drug('H02AB06', 'Prednisolon', {}, '6x1 i 5 dagar sedan 60x1 i 5 dagar'));
  assert.equal(rising.status, 422, rising.text);
  const codes = codesOf(rising.text).filter((code) => code.startsWith('dose-'));
  assert.deepEqual(codes, ['dose-many', 'dose-rises']);
  const order = drug('H02AB06', 'Prednisolon');
  const doseQuantity = { value: 1, unit: 'tablett' };
  const runs = { doseAndRate: [{ doseQuantity, rateQuantity: { value: 42, unit: 'mL/h' } }] };
  const none = await post({ ...order, dosageInstruction: [runs] });
  assert.equal(none.status, 422, none.text);
  assert.ok(codesOf(none.text).includes('contradiction'), none.text);
});

test('an allergy that comes in the same transaction counts, and one that is answered for is kept with the order', async () => {
  const erythro: AllergyIntolerance = {
    ...allergy,
    code: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J01FA' }], text: 'Makrolider' },
  };
  const both = await together('transaction', [entryOf(erythro), entryOf(drug('J01FA01', 'Erytromycin'))]);
  assert.equal(both.status, 422, both.text);
  const known = (await post(allergy)).body<AllergyIntolerance>();
  const [alert] = checkDrug(
    {
      order: penicillin(),
      others: [],
      allergies: [known],
      patient: undefined,
      conditions: [],
      observations: [],
      today: '2026-11-29',
    },
    shippedKnowledge,
  );
  assert.ok(alert);
  const issue = (await post(answeredIssue(alert, { ...sara, reason: 'Provocerad utan reaktion' }))).body();
  const order = await post(penicillin({ detectedIssue: [{ reference: `DetectedIssue/${issue.id}` }] }));
  assert.equal(order.status, 201, order.text);
  const other = await post(
    drug('J01CA04', 'Amoxicillin', { detectedIssue: [{ reference: `DetectedIssue/${issue.id}` }] }),
  );
  assert.deepEqual(codesOf(other.text), ['allergy'], 'the answer for one drug is none for another');
  const stopped = movedTo(order.body<MedicationRequest>(), 'stopped', 'Färdigbehandlad', sara);
  assert.equal((await put(stopped)).status, 200, 'what ends is not asked about');
});

test('an order is paused, resumed and stopped with a reason, on the version that was read, and never written over', async () => {
  const made = await post(drug('C03DA01', 'Spironolakton'));
  assert.equal(made.status, 201, made.text);
  const order = made.body<MedicationRequest>();
  const blind = await ask('sara', 'PUT', `/fhir/MedicationRequest/${order.id}`, {
    body: movedTo(order, 'on-hold', 'Kräks', sara),
  });
  assert.equal(blind.status, 428, blind.text);
  const silent = await put({ ...order, status: 'on-hold' });
  assert.deepEqual(codesOf(silent.text), ['no-reason']);
  const paused = await put(movedTo(order, 'on-hold', 'Kräks', sara));
  assert.equal(paused.status, 200, paused.text);
  assert.equal((await put(movedTo(order, 'stopped', 'Biverkan', sara))).status, 412, 'somebody else was first');
  const over = await put({
    ...paused.body<MedicationRequest>(),
    dosageInstruction: drug('x', 'x', {}, '2x3').dosageInstruction ?? [],
  });
  assert.deepEqual(codesOf(over.text), ['written-over']);
  const resumed = await put(movedTo(paused.body<MedicationRequest>(), 'active', '', sara));
  assert.equal(resumed.status, 200, resumed.text);
  const stopped = await put(movedTo(resumed.body<MedicationRequest>(), 'stopped', 'Biverkan', sara));
  assert.equal(stopped.status, 200, stopped.text);
  assert.deepEqual(codesOf((await put({ ...stopped.body<MedicationRequest>(), status: 'active' })).text), ['status']);
});

test('a change of dose is a new order after the one before, in one transaction', async () => {
  const before = (await post(drug('C08CA01', 'Amlodipin', {}, '1x1'))).body<MedicationRequest>();
  const after = { ...renewalOf(before, sara), dosageInstruction: drug('x', 'x', {}, '2x1').dosageInstruction ?? [] };
  assert.deepEqual(codesOf((await post(after)).text), ['duplicate'], 'beside the one before it would be twice');
  const ended: BundleEntry = {
    resource: movedTo(before, 'stopped', 'Ändrad dos', sara),
    request: { method: 'PUT', url: `MedicationRequest/${before.id}`, ifMatch: 'W/"1"' },
  };
  const done = await together('transaction', [entryOf(after), ended]);
  assert.equal(done.status, 200, done.text);
});

test('a dose text that is not the one made from the dose, and a taper with a step without end, are refused', async () => {
  const order = drug('H02AB06', 'Prednisolon', {}, '2 i 5 dagar sedan 1 i 5 dagar');
  const [first, second] = order.dosageInstruction ?? [];
  const other = await post({ ...order, dosageInstruction: [{ ...first, text: '1 tablett dagligen' }, { ...second }] });
  assert.deepEqual(codesOf(other.text), ['contradiction']);
  const { boundsDuration: _length, ...open } = first?.timing?.repeat ?? {};
  const { text: _text, ...untold } = first ?? {};
  const endless = await post({ ...order, dosageInstruction: [{ ...untold, timing: { repeat: open } }, { ...second }] });
  assert.deepEqual(codesOf(endless.text), ['contradiction']);
  assert.equal((await post(order)).status, 201);
});

test('whoever may not prescribe may draft, and no more; nobody orders in another’s name or for another than the order is about', async () => {
  const state = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'patient', valueReference: { reference: `Patient/${patientId}` } },
      { name: 'reason', valueString: 'Hemsjukvård' },
    ],
  };
  assert.equal((await ask('lena', 'POST', '/fhir/Patient/$state-relation', { body: state })).status, 201);
  const hers = drug('A06AB02', 'Bisakodyl', { requester: { reference: 'Practitioner/lena-forsberg' } });
  const refused = await post(hers, 'lena');
  assert.equal(refused.status, 422, refused.text);
  assert.ok(codesOf(refused.text).includes('not-a-prescriber'), refused.text);
  assert.equal((await post({ ...hers, status: 'draft' }, 'lena')).status, 201);
  assert.deepEqual(codesOf((await post({ ...hers }, 'johan')).text), ['not-the-requester']);
  const order = (await post(drug('A06AB02', 'Bisakodyl'))).body<MedicationRequest>();
  const moved = await put({
    ...movedTo(order, 'stopped', 'Fel', sara),
    subject: { reference: 'Patient/linnea-sjogren' },
  });
  assert.equal(moved.status, 422, moved.text);
  const elsewhere = drug('A06AB02', 'Bisakodyl', {
    subject: { reference: 'Patient/linnea-sjogren' },
    priorPrescription: { reference: `MedicationRequest/${order.id}` },
  });
  assert.ok(codesOf((await post(elsewhere)).text).includes('other-patient'));
});

test('F6: what the patient is only said to take is asked about as what is ordered is', async () => {
  const statement: MedicationStatement = {
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'B01AA03' }], text: 'Warfarin' },
    subject: { reference: `Patient/${patientId}` },
    informationSource: { reference: `Patient/${patientId}` },
  };
  /** How many interactions stop naproxen; none when it was taken. */
  const alerts = async () => {
    const answer = await post(drug('M01AE02', 'Naproxen', { status: 'active' }));
    return answer.status === 201 ? 0 : codesOf(answer.text).filter((code) => code === 'interaction').length;
  };
  const before = await alerts();
  const said = await post(statement);
  assert.equal(said.status, 201, said.text);
  assert.equal(await alerts(), before + 1);
  const ended = await put({ ...said.body<MedicationStatement>(), status: 'not-taken' });
  assert.equal(ended.status, 200, ended.text);
  assert.equal(await alerts(), before);
});
