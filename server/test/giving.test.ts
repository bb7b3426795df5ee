/** What is recorded of doses, over HTTP: one dose once, by who may, of what is ordered and due, on every path (S7, F4). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  AllergyIntolerance,
  Basic,
  MedicationAdministration,
  MedicationRequest,
  OperationOutcome,
  Resource,
} from '@medplum/fhirtypes';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import {
  administrationOf,
  type Given,
  signedBySecond,
  doubleSigningUrl,
  undone,
} from '@vardkedjan/care/clinical/giving/administration.ts';
import { delegationResource } from '@vardkedjan/care/clinical/giving/delegation.ts';
import { movedTo } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { stockholmDay, stockholmInstant } from '@vardkedjan/care/time/stockholm.ts';
import { ended } from '@vardkedjan/care/clinical/giving/infusion.ts';
import { testWorld } from '../src/http/test-world.ts';

const { ask } = await testWorld();
const patientId = 'viktor-eriksson';
const now = new Date();
const day = (back: number) => stockholmDay(new Date(now.getTime() - back * 86_400_000));
/** Eight in the morning, so many days ago. */
const dueAt = (back: number) => new Date(stockholmInstant(day(back), 480)).toISOString().replace('.000', '');
const tablets = (value: number) => ({ value, unit: 'tablett', system: 'http://unitsofmeasure.org', code: '{tablet}' });
const as = (id: string) => ({ practitioner: { reference: `Practitioner/${id}`, display: id }, now: now.toISOString() });
const [sara, maria, johan, hanna] = [as('sara-lindqvist'), as('maria-holm'), as('johan-ekdahl'), as('hanna-aronsson')];

async function ordered(typed = '1x1', more: Partial<MedicationRequest> = {}, by = 'sara'): Promise<MedicationRequest> {
  const read = readTypedDose(typed, { unit: 'tablett' });
  const order: MedicationRequest = {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: {
      coding: [{ system: 'http://www.whocc.no/atc', code: 'J01CE02' }],
      text: 'Fenoximetylpenicillin 1 g tablett',
    },
    subject: { reference: `Patient/${patientId}` },
    authoredOn: new Date(now.getTime() - 20 * 86_400_000).toISOString(),
    requester: sara.practitioner,
    dosageInstruction: 'problem' in read ? [] : read.dosages,
    ...more,
  };
  const answer = await ask(by, 'POST', '/fhir/MedicationRequest', { body: order });
  assert.equal(answer.status, 201, answer.text);
  return answer.body<MedicationRequest>();
}

const dose = (order: MedicationRequest, more: Partial<Given> = {}, by = maria) =>
  administrationOf({ order, dueAt: dueAt(1), status: 'completed', dose: tablets(1), ...more }, by);
const post = (resource: Resource, who = 'maria') =>
  ask(who, 'POST', `/fhir/${resource.resourceType}`, { body: resource });
const put = (resource: Resource & { id?: string; meta?: { versionId?: string } }, who = 'maria') =>
  ask(who, 'PUT', `/fhir/${resource.resourceType}/${resource.id}`, {
    body: resource,
    headers: { 'if-match': `W/"${resource.meta?.versionId}"` },
  });
const codesOf = (text: string) =>
  (JSON.parse(text) as OperationOutcome).issue.map(({ details }) => details?.coding?.[0]?.code);
const wordsOf = (text: string) =>
  (JSON.parse(text) as OperationOutcome).issue.map(({ details }) => details?.text).join();

const none: AllergyIntolerance = {
  resourceType: 'AllergyIntolerance',
  clinicalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
  },
  verificationStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'confirmed' }],
  },
  category: ['medication'],
  code: {
    coding: [{ system: 'http://snomed.info/sct', code: '409137002' }],
    text: 'Inga kända läkemedelsöverkänsligheter',
  },
  patient: { reference: `Patient/${patientId}` },
};
const answered = await post(none, 'sara');
assert.equal(answered.status, 201, answered.text);
const order = await ordered();

test('of many who give one dose at once, one has given it and the others are told by whom; after a mistake it is given anew', async () => {
  const who = ['maria', 'sara', 'johan'] as const;
  const hands = { maria, sara, johan };
  const answers = await Promise.all(
    Array.from({ length: 9 }, (_, at) => {
      const name = who[at % 3] ?? 'maria';
      return post(dose(order, { dueAt: dueAt(2) }, hands[name]), name);
    }),
  );
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, 409, 409, 409, 409, 409, 409, 409, 409],
  );
  const first = answers.find(({ status }) => status === 201)?.body<MedicationAdministration>();
  const told = answers.find(({ status }) => status === 409);
  assert.match(wordsOf(told?.text ?? ''), new RegExp(`signerad av ${first?.performer?.[0]?.actor.display}`));
  assert.ok(first);
  assert.equal((await put(undone(first, 'Togs inte', maria))).status, 200);
  const again = await post(dose(order, { dueAt: dueAt(2) }));
  assert.equal(again.status, 201, again.text);
  assert.equal((await post(dose(order, { dueAt: dueAt(2) }))).status, 409);
});

test('twice in one transaction, by PUT to an id of one’s own, or after another system, it is not given either', async () => {
  const one = dose(order, { dueAt: dueAt(3) });
  const entry = [one, one].map((resource) => ({
    resource,
    request: { method: 'POST' as const, url: 'MedicationAdministration' },
  }));
  const together = await ask('maria', 'POST', '/fhir', {
    body: { resourceType: 'Bundle', type: 'transaction', entry },
  });
  assert.equal(together.status, 409, together.text);
  const own = await ask('maria', 'PUT', '/fhir/MedicationAdministration/my-own', { body: { ...one, id: 'my-own' } });
  assert.equal(own.status, 422, own.text);
  const keptBy = { meta: { extension: order.meta?.extension ?? [] } };
  const system = await ask('client:bench', 'PUT', '/fhir/MedicationAdministration/old-system-1', {
    body: { ...one, ...keptBy, id: 'old-system-1' },
  });
  assert.equal(system.status, 201, system.text);
  assert.deepEqual(codesOf((await post(one)).text), ['already-recorded']);
});

test('what is not due, too much, in another’s name, or of an order that is paused or stopped is refused with words', async () => {
  const refused = async (resource: MedicationAdministration, who = 'maria') => {
    const answer = await post(resource, who);
    assert.equal(answer.status, 422, answer.text);
    assert.ok(wordsOf(answer.text).length > 10);
    return codesOf(answer.text);
  };
  assert.deepEqual(await refused(dose(order, { dueAt: dueAt(1).replace(/T\d\d/, 'T03') })), ['not-due']);
  assert.deepEqual(await refused(dose(order, { dose: tablets(2) })), ['more-than-ordered']);
  assert.deepEqual(await refused(dose(order, {}, sara)), ['not-the-giver']);
  assert.deepEqual(await refused({ ...dose(order), medicationCodeableConcept: { text: 'Något annat' } }), [
    'other-drug',
  ]);
  assert.deepEqual(await refused(dose({ ...order, id: 'no-such-order' })), ['no-order']);
  const other = await ordered('1x2', {
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'A02BC01' }], text: 'Omeprazol' },
  });
  const paused = await put(movedTo(other, 'on-hold', 'Fasta', { ...sara, patientId }), 'sara');
  assert.equal(paused.status, 200, paused.text);
  assert.deepEqual(await refused(dose(other)), ['not-in-force']);
  const stopped = await put(
    movedTo(paused.body<MedicationRequest>(), 'stopped', 'Biverkan', { ...sara, patientId }),
    'sara',
  );
  assert.deepEqual(await refused(dose(stopped.body<MedicationRequest>())), ['not-in-force', 'not-due']);
});

test('what is signed stays as it was: changed by nobody, unseen by nobody, undone with a reason', async () => {
  const done = (
    await post(dose(order, { dueAt: dueAt(4), status: 'not-done', dose: undefined, reason: 'Illamående' }))
  ).body<MedicationAdministration>();
  assert.deepEqual(
    codesOf((await put({ ...done, statusReason: [{ text: 'x' }], effectiveDateTime: '2026-01-01' })).text),
    ['written-over'],
  );
  const blind = await ask('maria', 'PUT', `/fhir/MedicationAdministration/${done.id}`, { body: done });
  assert.equal(blind.status, 428);
  assert.deepEqual(codesOf((await put({ ...undone(done, 'x', maria), statusReason: undefined } as never)).text), [
    'no-reason',
  ]);
  assert.equal((await put(undone(done, 'Fel tid', johan), 'johan')).status, 200);
});

test('where the order asks for two, the second is another', async () => {
  const two = await ordered('1x1', {
    extension: [{ url: doubleSigningUrl, valueBoolean: true }],
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'C07AB02' }], text: 'Metoprolol' },
  });
  assert.deepEqual(codesOf((await post(dose(two))).text), ['second-signature']);
  const withAnother = dose(two, { status: 'in-progress' });
  withAnother.performer?.push({ actor: johan.practitioner });
  assert.deepEqual(codesOf((await post(withAnother)).text), ['not-the-giver'], 'nobody else is named as giver');
  const begun = (await post(dose(two, { status: 'in-progress' }))).body<MedicationAdministration>();
  assert.deepEqual(codesOf((await put(signedBySecond(begun, maria))).text), ['same-hand']);
  assert.deepEqual(codesOf((await put(signedBySecond(begun, johan))).text), ['not-the-giver', 'same-hand']);
  const byThree = signedBySecond(begun, johan);
  const second = byThree.performer?.at(-1);
  if (second) byThree.performer?.push({ ...second, actor: { reference: 'Practitioner/sara-lindqvist' } });
  assert.deepEqual(
    codesOf((await put(byThree, 'johan')).text),
    ['not-the-giver'],
    'nobody else is named as the second',
  );
  const signed = await put(signedBySecond(begun, johan), 'johan');
  assert.equal(signed.status, 200, signed.text);
});

test('an infusion that two sign runs when the second has signed, and is not ended before', async () => {
  const rate = { value: 125, unit: 'mL/h', system: 'http://unitsofmeasure.org', code: 'mL/h' };
  const drip = await ordered('1x1', {
    extension: [{ url: doubleSigningUrl, valueBoolean: true }],
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'B05BA03' }], text: 'Glukos' },
    dosageInstruction: [{ text: '125 mL/h', doseAndRate: [{ rateQuantity: rate }] }],
  });
  const ready = (
    await post(dose(drip, { status: 'in-progress', dueAt: undefined, dose: undefined, rate }))
  ).body<MedicationAdministration>();
  const now = new Date().toISOString();
  assert.deepEqual(codesOf((await put(ended(ready, now))).text), ['second-signature']);
  assert.deepEqual(codesOf((await put(signedBySecond(ready, { ...maria, now }))).text), ['same-hand']);
  const signed = await put(signedBySecond(ready, { ...johan, now }), 'johan');
  assert.equal(signed.status, 200, signed.text);
  const running = signed.body<MedicationAdministration>();
  assert.deepEqual([running.status, running.effectivePeriod?.start], ['in-progress', now]);
  assert.equal((await put(ended(running, new Date().toISOString()))).status, 200);
});

test('a rate is changed whole or not at all: what is refused leaves the pump running', async () => {
  const rate = (value: number) => ({ value, unit: 'mL/h', system: 'http://unitsofmeasure.org', code: 'mL/h' });
  const drip = await ordered('1x1', {
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'B05BB02' }], text: 'Glukos 50' },
    dosageInstruction: [{ text: '125 mL/h', doseAndRate: [{ rateQuantity: rate(125) }] }],
  });
  const at = (value: number) =>
    dose(drip, { status: 'in-progress', dueAt: undefined, dose: undefined, rate: rate(value) });
  const running = (await post(at(100))).body<MedicationAdministration>();
  const change = (to: number) => {
    const entry = [
      {
        resource: ended(running, new Date().toISOString()),
        request: {
          method: 'PUT',
          url: `MedicationAdministration/${running.id}`,
          ifMatch: `W/"${running.meta?.versionId}"`,
        },
      },
      { resource: at(to), request: { method: 'POST', url: 'MedicationAdministration' } },
    ];
    return ask('maria', 'POST', '/fhir', { body: { resourceType: 'Bundle', type: 'transaction', entry } });
  };
  const statusNow = async () =>
    (await ask('maria', 'GET', `/fhir/MedicationAdministration/${running.id}`)).body<MedicationAdministration>().status;
  assert.deepEqual(codesOf((await change(500)).text), ['more-than-ordered']);
  assert.equal(await statusNow(), 'in-progress');
  assert.equal((await change(50)).status, 200);
  assert.equal(await statusNow(), 'completed');
});

test('as needed: of many at once no more is given than the day’s most', async () => {
  const needed = await ordered('1 vb högst 3/dygn', {
    medicationCodeableConcept: {
      coding: [{ system: 'http://www.whocc.no/atc', code: 'N02BE01' }],
      text: 'Paracetamol',
    },
  });
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(dose(needed, { dueAt: undefined }))));
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, 201, 201, 422, 422, 422, 422, 422],
    answers.map(({ text }) => text).join('\n'),
  );
  assert.deepEqual(codesOf(answers.find(({ status }) => status === 422)?.text ?? '{}'), ['more-than-left']);
});

test('who may not give by profession gives by a delegation: of its drugs, in its days, and in no other case', async () => {
  const unit = 'home-care-1490-1';
  const keptBy = {
    meta: {
      extension: [
        {
          url: 'https://vardkedjan.se/fhir/StructureDefinition/care-unit',
          valueReference: { reference: `Organization/${unit}` },
        },
      ],
    },
  };
  const state = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'patient', valueReference: { reference: `Patient/${patientId}` } },
      { name: 'reason', valueString: 'Hembesök' },
    ],
  };
  const relation = await ask('hanna', 'POST', '/fhir/Patient/$state-relation', { body: state });
  assert.equal(relation.status, 201, relation.text);
  const coded = (code: string) => ({
    ...keptBy,
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code }], text: code },
  });
  const covered = await ordered('1x1', coded('C03CA01'), 'client:bench');
  const not = await ordered('1x1', coded('N02AA01'), 'client:bench');
  const delegation = async (from: number, until: number): Promise<Basic> => {
    const basic = delegationResource({
      to: hanna.practitioner,
      by: { reference: 'Practitioner/lena-forsberg' },
      unit,
      from: day(from),
      until: day(until),
      drugs: [{ coding: [{ system: 'http://www.whocc.no/atc', code: 'C03' }], text: 'Diuretika' }],
    });
    const answer = await ask('client:bench', 'POST', '/fhir/Basic', { body: basic });
    assert.equal(answer.status, 201, answer.text);
    return answer.body<Basic>();
  };
  const named = (basic: Basic | undefined) => ({
    ...hanna,
    ...(basic && { delegation: { reference: `Basic/${basic.id}` } }),
  });
  const [valid, over] = [await delegation(100, -100), await delegation(200, 1)];
  const given = async (of: MedicationRequest, basic: Basic | undefined) => {
    const answer = await post(dose(of, {}, named(basic)), 'hanna');
    return answer.status === 201 ? 'given' : codesOf(answer.text).join();
  };
  assert.equal(await given(covered, undefined), 'may-not-give');
  assert.equal(await given(covered, over), 'may-not-give');
  assert.equal(await given(not, valid), 'may-not-give');
  assert.equal(await given(covered, { ...valid, id: 'no-such' }).catch(() => 'refused'), 'may-not-give');
  assert.equal(await given(covered, valid), 'given');
  const own = await ask('lena', 'POST', '/fhir/Basic', { body: { ...valid, id: undefined, meta: undefined } });
  assert.equal(own.status, 403, 'delegations come from the register of staff');
});

test('F4: a hypersensitivity that has come to be known since the order stops the next dose, and what is not given may still be said', async () => {
  const allergy = {
    ...none,
    code: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J01C' }], text: 'Penicillin' },
  };
  const known = await post(allergy, 'sara');
  assert.equal(known.status, 201, known.text);
  const refused = await post(dose(order, { dueAt: dueAt(5) }));
  assert.equal(refused.status, 422, refused.text);
  assert.deepEqual(codesOf(refused.text), ['allergy']);
  assert.match(wordsOf(refused.text), /kontakta den som ordinerar/);
  const not = await post(dose(order, { dueAt: dueAt(5), status: 'not-done', dose: undefined, reason: 'Överkänslig' }));
  assert.equal(not.status, 201, not.text);
});
