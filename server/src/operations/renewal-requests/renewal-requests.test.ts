/** A resident asks to have a prescription renewed, over HTTP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, MedicationRequest, Task } from '@medplum/fhirtypes';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { categoryOf } from '@vardkedjan/care/clinical/prescriptions/order-kind.ts';
import { declined } from '@vardkedjan/care/clinical/prescriptions/renewal-request.ts';
import { careUnitUrl } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { testWorld } from '../../http/test-world.ts';

const { ask } = await testWorld();
const viktor = 'viktor-eriksson';

async function order(name: string, more: Partial<MedicationRequest> = {}): Promise<string> {
  const resource: MedicationRequest = {
    resourceType: 'MedicationRequest',
    meta: { extension: [{ url: careUnitUrl, valueReference: { reference: 'Organization/vc-kvarnbacken' } }] },
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text: name },
    subject: { reference: `Patient/${viktor}` },
    dispenseRequest: { validityPeriod: { end: '2026-12-01' } },
    ...more,
  };
  const made = await ask('client:bench', 'POST', '/fhir/MedicationRequest', { body: resource });
  assert.equal(made.status, 201, made.text);
  return made.body<MedicationRequest & { id: string }>().id;
}

const asking = (as: string, patient: string, orders: readonly string[], words = '') =>
  ask(as, 'POST', `/fhir/Patient/${patient}/$ask-renewal`, {
    body: {
      resourceType: 'Parameters',
      parameter: [
        ...orders.map((id) => ({ name: 'order', valueReference: { reference: `MedicationRequest/${id}` } })),
        ...(words === '' ? [] : [{ name: 'words', valueString: words }]),
      ],
    },
  });

const [first, second] = [await order('Losartan'), await order('Metformin')];
const words = 'Tar slut på fredag. Inga biverkningar, <5 kvar & mår bra.';

test('the request reaches the unit whose order it is, byte for byte, and is made once at a time', async () => {
  const made = await asking('viktor', viktor, [first, first], words);
  assert.equal(made.status, 200, made.text);
  const [task] = (made.body<Bundle>().entry ?? []).map(({ resource }) => resource as Task);
  assert.equal(made.body<Bundle>().entry?.length, 1);
  const seen = await ask('sara', 'GET', `/fhir/Task/${task?.id}`);
  assert.equal(seen.body<Task>().description, words);
  assert.equal(seen.body<Task>().owner?.reference, 'Organization/vc-kvarnbacken');
  const again = await asking('viktor', viktor, [first]);
  assert.equal(again.status, 409, again.text);
  // All or none.
  assert.equal((await asking('viktor', viktor, [second, first])).status, 409);
  const unit = await ask(
    'sara',
    'GET',
    '/fhir/Task?code=prescription-renewal&status=requested&owner=Organization/vc-kvarnbacken',
  );
  const waiting = (unit.body<Bundle>().entry ?? []).map(({ resource }) => (resource as Task).focus?.reference);
  assert.ok(!waiting.includes(`MedicationRequest/${second}`));

  const no = declined(seen.body<Task>(), 'Boka en tid först.', new Date());
  const etag = `W/"${no.meta?.versionId}"`;
  const put = await ask('sara', 'PUT', `/fhir/Task/${no.id}`, { body: no, headers: { 'if-match': etag } });
  assert.equal(put.status, 200, put.text);
  const told = await ask('viktor', 'GET', `/fhir/Task/${no.id}`);
  assert.equal(told.body<Task>().statusReason?.text, 'Boka en tid först.');
  assert.equal((await asking('viktor', viktor, [first])).status, 200);
});

test('what is given on a ward, and a course that ends by itself, are no prescriptions to renew', async () => {
  const ward = await order('Ringer-acetat', { category: categoryOf('ward') });
  const typed = readTypedDose('1x3 i 7 dagar', { unit: 'tablett' });
  const course = await order('Penicillin V', {
    category: categoryOf('prescription'),
    authoredOn: new Date().toISOString(),
    dosageInstruction: 'problem' in typed ? [] : typed.dosages,
  });
  for (const id of [ward, course]) assert.equal((await asking('viktor', viktor, [id])).status, 409, id);
});

test('nobody asks for what is not theirs to open, and staff do not ask', async () => {
  const other = await asking('linnea', viktor, [second]);
  assert.ok(other.status === 403 || other.status === 404, other.text);
  const mixed = await asking('linnea', 'linnea-sjogren', [second]);
  assert.ok(mixed.status === 403 || mixed.status === 404, mixed.text);
  assert.equal((await asking('sara', viktor, [second])).status, 400);
  assert.equal((await asking('viktor', viktor, [])).status, 400);
  assert.equal((await asking('viktor', viktor, [second], 'x'.repeat(1001))).status, 400);
  assert.equal((await asking('viktor', viktor, ['no-such-order'])).status, 404);
});
