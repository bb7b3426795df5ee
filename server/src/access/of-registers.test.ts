/** What comes from registers is written by no staff, in no patient’s record either: sign-in and the gates read it wherever it lies. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Basic, Bundle, OperationOutcome, PractitionerRole, Resource } from '@medplum/fhirtypes';
import { delegationResource } from '@vardkedjan/care/clinical/giving/delegation.ts';
import { testWorld } from '../http/test-world.ts';

const { ask } = await testWorld();
const patient = { reference: 'Patient/viktor-eriksson' };
const asOf = { extension: [{ url: 'https://example.org/about', valueReference: patient }] };

async function refused(who: string, resource: Resource, method = 'POST', url = `/fhir/${resource.resourceType}`) {
  const answer = await ask(who, method, url, { body: resource });
  assert.equal(answer.status, 403, answer.text);
  assert.match(JSON.stringify(answer.body<OperationOutcome>()), /registers-where-they-come-from/);
}

test('nobody gives themselves an assignment by naming a patient in it, alone or in a unit of work', async () => {
  const { entry = [] } = (
    await ask('sara', 'GET', '/fhir/PractitionerRole?practitioner=Practitioner/sara-lindqvist')
  ).body<Bundle<PractitionerRole>>();
  const { id: _id, meta: _meta, ...own } = entry[0]?.resource ?? assert.fail('sara works somewhere');
  const forged: PractitionerRole = { ...own, extension: [...(own.extension ?? []), ...asOf.extension] };
  await refused('sara', forged);
  await refused('sara', { ...forged, id: 'forged' }, 'PUT', '/fhir/PractitionerRole/forged');
  const body = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [{ resource: forged, request: { method: 'POST', url: 'PractitionerRole' } }],
  };
  assert.equal((await ask('sara', 'POST', '/fhir', { body })).status, 403);
});

test('nobody delegates by writing a Basic in a record, or by changing one into a delegation', async () => {
  const forged: Basic = {
    ...delegationResource({
      to: { reference: 'Practitioner/hanna-aronsson' },
      by: { reference: 'Practitioner/lena-forsberg' },
      unit: 'vc-kvarnbacken',
      from: '2026-11-01',
      until: '2027-10-01',
      drugs: [{ coding: [{ system: 'http://www.whocc.no/atc', code: 'A10' }] }],
    }),
  };
  forged.extension?.push(...asOf.extension);
  await refused('sara', forged);
  const kept = await ask('sara', 'POST', '/fhir/Basic', {
    body: { resourceType: 'Basic', code: { text: 'Annat' }, subject: patient, ...asOf },
  });
  assert.equal(kept.status, 201, kept.text);
  const { id = '' } = kept.body<Basic>();
  await refused('sara', { ...forged, id }, 'PUT', `/fhir/Basic/${id}`);
  const patch = [{ op: 'replace', path: '/code', value: forged.code }];
  const patched = await ask('sara', 'PATCH', `/fhir/Basic/${id}`, {
    body: patch,
    headers: { 'content-type': 'application/json-patch+json' },
  });
  assert.equal(patched.status, 403, patched.text);
});

test('the log is written by the log alone, and what the server works by comes from elsewhere', async () => {
  const agent = [{ requestor: true, who: { reference: 'Practitioner/johan-ekdahl' } }];
  await refused('sara', {
    resourceType: 'AuditEvent',
    type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
    recorded: '2026-11-30T08:00:00Z',
    agent,
    source: { observer: { reference: 'Practitioner/johan-ekdahl' } },
    entity: [{ what: patient }],
  });
  await refused('sara', {
    resourceType: 'CodeSystem',
    status: 'active',
    content: 'complete',
    url: 'https://example.org/x',
    ...asOf,
  });
  await refused('sara', { resourceType: 'MedicationKnowledge', code: { text: 'x' }, ...asOf });
});
