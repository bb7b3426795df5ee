/**
 * Order sets over HTTP: the head of a unit adapts a shared one as it adapts a note template (http://hl7.org/fhir/R4/plandefinition.html), and what
 * is ordered by the published version is one unit of work.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  AllergyIntolerance,
  Bundle,
  MedicationRequest,
  OperationOutcome,
  PlanDefinition,
  Resource,
  Task,
} from '@medplum/fhirtypes';
import {
  drugOrderOf,
  serviceOrdersOf,
  type SetOrdering,
} from '@vardkedjan/care/coordination/order-sets/order-by-set.ts';
import {
  type DrugLine,
  linesOf,
  type ServiceLine,
  withLines,
} from '@vardkedjan/care/coordination/order-sets/order-set.ts';
import { unitTemplatesUrl } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { castUnits } from '@vardkedjan/region/cast/staff.ts';
import { orderSets } from '@vardkedjan/region/units/order-sets.ts';
import { testWorld } from '../../src/http/test-world.ts';

const { ask } = await testWorld();
const unit = castUnits.healthCentre;
const shared = [...orderSets()].find(({ id }) => id === 'pneumonia-outpatient');
assert.ok(shared);
for (const set of orderSets())
  if (set.version === undefined)
    assert.equal((await put('client:bench', set)).status, 201, 'the region brings its own');

function own(more: Partial<PlanDefinition> = {}, of: string = unit): PlanDefinition & { id: string } {
  return {
    ...(shared as PlanDefinition),
    id: `set-${more.version ?? '1'}-${of}`,
    url: `${unitTemplatesUrl('PlanDefinition')}/${of}/pneumonia`,
    version: '1',
    status: 'draft',
    relatedArtifact: [{ type: 'derived-from', resource: shared?.url ?? '' }],
    useContext: [
      {
        code: { system: 'http://terminology.hl7.org/CodeSystem/usage-context-type', code: 'venue' },
        valueReference: { reference: `Organization/${of}` },
      },
    ],
    ...more,
  };
}

function put(as: string, body: PlanDefinition) {
  return ask(as, 'PUT', `/fhir/PlanDefinition/${body.id}`, { body });
}

test('the shared sets of the region are found by the kind of the unit, and read by whoever orders', async () => {
  const found = await ask('sara', 'GET', '/fhir/PlanDefinition?status=active&context-type-value=venue$health-centre');
  const ids = (found.body<Bundle>().entry ?? []).map(({ resource }) => resource?.id);
  assert.ok(ids.includes('pneumonia-outpatient') && !ids.includes('admission-medicine'), String(ids));
});

test('the head of a unit adapts an order set, nobody else does, and what is published is not changed', async () => {
  assert.equal((await put('sara', own())).status, 403, 'a doctor who is not the head');
  const drafted = await put('johan', own());
  assert.equal(drafted.status, 201, drafted.text);
  const elsewhere = await put('johan', own({}, castUnits.ward));
  assert.equal(elsewhere.status, 403);
  assert.equal(
    elsewhere.body<OperationOutcome>().issue[0]?.details?.coding?.[0]?.code,
    'own-units-template',
    'another unit’s',
  );
  assert.equal((await put('johan', { ...(shared as PlanDefinition), title: 'Taget' })).status, 403, 'a shared one');
  assert.equal((await put('johan', own({ status: 'active' }))).status, 200);
  const less = withLines(own({ status: 'active' }), linesOf(own()).slice(1));
  assert.equal((await put('johan', less)).status, 409, 'another version is made');
  assert.equal((await ask('johan', 'DELETE', `/fhir/PlanDefinition/${own().id}`)).status, 409);
  assert.equal((await put('johan', own({ status: 'retired' }))).status, 200);
  assert.equal((await put('johan', own({ status: 'active' }))).status, 200, 'rolled back to');
});

test('what is ordered by a set is one unit of work: stopped as a whole by a drug, and then sent as a whole', async () => {
  const patientId = 'viktor-eriksson';
  const by: SetOrdering = {
    set: `${own().url}|1`,
    number: crypto.randomUUID(),
    patientId,
    practitioner: { reference: 'Practitioner/sara-lindqvist' },
    setting: 'prescription',
    now: new Date(),
  };
  const lines = linesOf(own());
  const drugs = lines.filter((line): line is DrugLine => line.kind === 'drug');
  const tests = lines.filter((line): line is ServiceLine => line.kind === 'laboratory');
  assert.ok(drugs.length > 1 && tests.length > 0);
  const performer = { reference: `Organization/${unit}` };
  const services = serviceOrdersOf(
    tests.map((line) => ({
      ...line,
      items: [{ code: line.code ?? '', display: line.text }],
      orderId: crypto.randomUUID(),
      performer,
    })),
    by,
  ).flat();
  const sign = (orders: readonly MedicationRequest[]) =>
    ask('sara', 'POST', '/fhir', {
      body: {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          ...orders.map((resource) => ({ resource, request: { method: 'POST', url: 'MedicationRequest' } })),
          ...services.map((resource: Resource) => ({
            resource,
            request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
          })),
        ],
      },
    });
  const ordersOf = (line: DrugLine) => drugOrderOf(line, line.dosages, by);
  const stopped = await sign(drugs.map(ordersOf));
  assert.equal(stopped.status, 422, stopped.text);
  const task = `/fhir/Task/${services[0]?.id}`;
  assert.equal((await ask('sara', 'GET', task)).status, 404, 'nothing of it is there');
  const allergy: AllergyIntolerance = {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
    },
    verificationStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'confirmed' }],
    },
    category: ['medication'],
    code: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J01C' }], text: 'Penicillin' },
    patient: { reference: `Patient/${patientId}` },
  };
  assert.equal((await ask('sara', 'POST', '/fhir/AllergyIntolerance', { body: allergy })).status, 201);
  assert.match((await sign(drugs.map(ordersOf))).text, /"code":"allergy"/, 'penicillin is known not to be tolerated');
  const others = drugs.filter(({ concept }) => !concept?.text?.startsWith('Fenoximetylpenicillin'));
  const signed = await sign(others.map(ordersOf));
  assert.equal(signed.status, 200, signed.text);
  const sent = (await ask('sara', 'GET', task)).body<Task>();
  assert.equal(sent.businessStatus?.coding?.[0]?.code, 'sent');
  const drug = (
    await ask('sara', 'GET', `/fhir/MedicationRequest?patient=${patientId}&code=J01AA02&status=active`)
  ).body<Bundle>().entry?.[0]?.resource as MedicationRequest;
  assert.deepEqual(drug.instantiatesCanonical, [by.set], 'it says by which version it was ordered');
});
