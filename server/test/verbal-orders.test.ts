/** Orders by word of mouth, over HTTP: a nurse writes down what a prescriber has said, it passes the same gate, is given from at once, and waits to be signed (F4). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BundleEntry, MedicationRequest, OperationOutcome, Task } from '@medplum/fhirtypes';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { noKnownHypersensitivity } from '@vardkedjan/care/clinical/drug-safety/hypersensitivity.ts';
import { administrationOf } from '@vardkedjan/care/clinical/giving/administration.ts';
import { orderOf } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { confirmed, orderedVerbally, toConfirm } from '@vardkedjan/care/clinical/prescriptions/verbal-order.ts';
import { testWorld } from '../src/http/test-world.ts';

const { ask } = await testWorld();
const patientId = 'viktor-eriksson';
const maria = { reference: 'Practitioner/maria-holm', display: 'Maria Holm, distriktssköterska' };
const sara = { reference: 'Practitioner/sara-lindqvist', display: 'Sara Lindqvist, distriktsläkare' };
const said = new Date(Date.now() - 20 * 60_000).toISOString();
let count = 0;

type Verbal = MedicationRequest & { id: string };
function verbal(prescriber = sara, atc = 'C01CA24'): Verbal {
  const read = readTypedDose('1 vb högst 10/dygn', { unit: 'ml' });
  const order = orderOf(
    {
      medicationCodeableConcept: {
        coding: [{ system: 'http://www.whocc.no/atc', code: atc }],
        text: 'Adrenalin 0,1 mg/ml',
      },
      dosageInstruction: 'problem' in read ? [] : read.dosages,
      setting: 'ward',
    },
    { practitioner: maria, patientId, now: new Date().toISOString() },
  );
  return { ...orderedVerbally(order, { prescriber, recorder: maria, at: said }), id: `verbal-test-${++count}` };
}
const put = (resource: MedicationRequest | Task): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId !== undefined && { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});
const together = (who: string, entry: BundleEntry[]) =>
  ask(who, 'POST', '/fhir', { body: { resourceType: 'Bundle', type: 'transaction', entry } });
const codesOf = (text: string) =>
  (JSON.parse(text) as OperationOutcome).issue.map(({ details }) => details?.coding?.[0]?.code);
const taskOf = ({ id }: Verbal): Task & { id: string } => toConfirm({ ...verbal(), id }, new Date().toISOString());

test('it is given from at once, with when it was said and given, and waits for the one who said it', async () => {
  const order = verbal();
  const given = administrationOf(
    { order, status: 'completed', dose: { value: 1, unit: 'ml', system: 'http://unitsofmeasure.org', code: 'mL' } },
    { practitioner: maria, now: new Date().toISOString(), at: said },
  );
  const open = await together('maria', [put(order), put(taskOf(order))]);
  assert.deepEqual(codesOf(open.text), ['allergy-unknown'], 'the gate is the same');
  const noneKnown = noKnownHypersensitivity({ practitioner: maria, patientId, now: said });
  const taken = await together('maria', [
    { resource: noneKnown, request: { method: 'POST', url: 'AllergyIntolerance' } },
    put(order),
    put(taskOf(order)),
    { resource: given, request: { method: 'POST', url: 'MedicationAdministration' } },
  ]);
  assert.equal(taken.status, 200, taken.text);
  const stored = (await ask('sara', 'GET', `/fhir/MedicationRequest/${order.id}`)).body<MedicationRequest>();
  assert.deepEqual(
    [stored.status, stored.requester?.reference, stored.recorder?.reference, stored.authoredOn],
    ['active', sara.reference, maria.reference, said],
  );
  const waiting = (await ask('sara', 'GET', `/fhir/Task/verbal-${order.id}`)).body<Task>();
  const signedByOther = await together('maria', [put(confirmed(waiting, new Date().toISOString()))]);
  assert.equal(signedByOther.status, 409, 'nobody else signs it');
  const unsaid = await together('sara', [put({ ...waiting, status: 'rejected' })]);
  assert.equal(unsaid.status, 409, 'refused with a reason');
  const signed = await together('sara', [put(confirmed(waiting, new Date().toISOString()))]);
  assert.equal(signed.status, 200, signed.text);
});

test('what waits for nobody, is said by nobody who prescribes, or is written down by who may not is refused', async () => {
  const lone = verbal();
  assert.deepEqual(codesOf((await together('maria', [put(lone)])).text), ['unconfirmed']);
  const ofNurse = verbal({ reference: 'Practitioner/hanna-aronsson', display: 'Hanna' });
  const task = { ...taskOf(ofNurse), owner: ofNurse.requester } as Task & { id: string };
  assert.deepEqual(codesOf((await together('maria', [put(ofNurse), put(task)])).text), ['no-prescriber-said']);
  const bySecretary = verbal();
  const asBirgitta = { reference: 'Practitioner/birgitta-strom', display: 'Birgitta' };
  const written = { ...bySecretary, recorder: asBirgitta };
  const refused = await together('birgitta', [put(written), put({ ...taskOf(written), requester: asBirgitta })]);
  assert.ok(refused.status >= 400, refused.text);
  const inOthersName = await together('maria', [put({ ...verbal(), recorder: sara })]);
  assert.ok(codesOf(inOthersName.text).includes('not-a-prescriber'));
  const alone = await together('maria', [put(taskOf(verbal()))]);
  assert.equal(alone.status, 409, 'a list is not written on without an order');
});
