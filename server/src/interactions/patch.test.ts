/** Norm tests of patch: http://hl7.org/fhir/R4/http.html#patch */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, CapabilityStatement, Patient } from '@medplum/fhirtypes';
import { testWorld } from '../http/test-world.ts';

const { ask } = await testWorld();
const bench = 'client:bench';
const jsonPatch = { 'content-type': 'application/json-patch+json' };

async function made(family: string): Promise<string> {
  const body = { resourceType: 'Patient', name: [{ family }], identifier: [{ system: 'urn:test', value: family }] };
  return (await ask(bench, 'POST', '/fhir/Patient', { body })).body<Patient>().id ?? '';
}

const replaceFamily = (family: string) => ({
  resourceType: 'Parameters',
  parameter: [
    {
      name: 'operation',
      part: [
        { name: 'type', valueCode: 'replace' },
        { name: 'path', valueString: 'Patient.name[0].family' },
        { name: 'value', valueString: family },
      ],
    },
  ],
});

test('FHIRPath Patch: a Parameters resource changes the elements that its paths lead to', async () => {
  const id = await made('Före');
  const done = await ask(bench, 'PATCH', `/fhir/Patient/${id}`, { body: replaceFamily('Efter') });
  assert.deepEqual([done.status, done.headers['etag']], [200, 'W/"2"']);
  assert.equal(done.body<Patient>().name?.[0]?.family, 'Efter');
  assert.equal(done.headers['location'], `http://localhost:8080/fhir/Patient/${id}/_history/2`);
});

test('a patch whose outcome is no valid resource, or that names another, is refused with 422', async () => {
  const id = await made('Kvar');
  const operation = (part: object[]) => ({ resourceType: 'Parameters', parameter: [{ name: 'operation', part }] });
  const path = (valueString: string) => ({ name: 'path', valueString });
  const patch = (part: object[]) => ask(bench, 'PATCH', `/fhir/Patient/${id}`, { body: operation(part) });
  const replace = { name: 'type', valueCode: 'replace' };
  assert.equal((await patch([replace, path('Patient.id'), { name: 'value', valueId: 'other' }])).status, 422);
  assert.equal((await patch([replace, path('Patient.name[0]'), { name: 'value', valueString: 'x' }])).status, 422);
  assert.equal((await patch([{ name: 'type', valueCode: 'spam' }, path('Patient')])).status, 400);
  assert.equal((await ask(bench, 'GET', `/fhir/Patient/${id}`)).headers['etag'], 'W/"1"');
});

test('XML Patch (RFC 5261): decimals keep their letters; what is out of order or no resource is refused with 422', async () => {
  const id = await made('Xml');
  const body = `{"resourceType":"Observation","status":"final","code":{"text":"Vikt"},"subject":{"reference":"Patient/${id}"},"valueQuantity":{"value":70.50,"unit":"kg"}}`;
  const url = `/fhir/Observation/${(await ask(bench, 'POST', '/fhir/Observation', { body })).body().id}`;
  const headers = { 'content-type': 'application/xml-patch+xml' };
  const patch = (operations: string) =>
    ask(bench, 'PATCH', url, { body: `<diff xmlns="http://hl7.org/fhir">${operations}</diff>`, headers });
  const done = await patch(
    `<replace sel="Observation/status/@value">amended</replace><add sel="f:Observation/f:valueQuantity" pos="after"><note><text value="Om"/></note></add>`,
  );
  assert.equal(done.status, 200, done.text);
  assert.match(done.text, /"status":"amended".*"value":70\.50.*"note":\[\{"text":"Om"\}\]/);
  assert.equal((await patch('<add sel="Observation"><status value="final"/></add>')).status, 422);
  assert.equal((await patch('<remove sel="Observation/component"/>')).status, 422);
  assert.equal((await patch('<remove/>')).status, 400);
  assert.equal((await patch('')).status, 400);
});

test('a patch in another form is refused with 415', async () => {
  const id = await made('Form');
  const body = { resourceType: 'Patient', id, active: true };
  assert.equal((await ask(bench, 'PATCH', `/fhir/Patient/${id}`, { body })).status, 415);
});

test('If-Match guards a patch with 412; without it the patch meets what is there', async () => {
  const id = await made('Match');
  const patch = (version: number) =>
    ask(bench, 'PATCH', `/fhir/Patient/${id}`, {
      body: [{ op: 'add', path: '/active', value: true }],
      headers: { ...jsonPatch, 'if-match': `W/"${version}"` },
    });
  assert.equal((await patch(2)).status, 412);
  assert.equal((await patch(1)).status, 200);
});

test('conditional patch: none is 404, one is patched, several are 412: http://hl7.org/fhir/R4/http.html#patch', async () => {
  const patch = (value: string) =>
    ask(bench, 'PATCH', `/fhir/Patient?identifier=urn:test|${value}`, { body: replaceFamily('Nytt') });
  assert.equal((await patch('Ingen')).status, 404);
  await made('En');
  assert.equal((await patch('En')).body<Patient>().name?.[0]?.family, 'Nytt');
  await made('Två');
  await made('Två');
  assert.equal((await patch('Två')).status, 412);
});

test('in a batch and in a transaction a patch comes as Binary or as Parameters', async () => {
  for (const type of ['batch', 'transaction']) {
    const [one, two] = [await made('Ett'), await made('Tu')];
    const data = Buffer.from('[{"op":"add","path":"/active","value":true}]').toString('base64');
    const entry = [
      {
        resource: { resourceType: 'Binary', contentType: 'application/json-patch+json', data },
        request: { method: 'PATCH', url: `Patient/${one}`, ifMatch: 'W/"1"' },
      },
      { resource: replaceFamily('Bytt'), request: { method: 'PATCH', url: `Patient/${two}` } },
    ];
    const answer = await ask(bench, 'POST', '/fhir', { body: { resourceType: 'Bundle', type, entry } });
    assert.deepEqual(
      answer.body<Bundle>().entry?.map(({ response }) => response?.status),
      ['200 OK', '200 OK'],
      answer.text,
    );
    assert.equal((await ask(bench, 'GET', `/fhir/Patient/${one}`)).body<Patient>().active, true);
    assert.equal((await ask(bench, 'GET', `/fhir/Patient/${two}`)).body<Patient>().name?.[0]?.family, 'Bytt');
  }
});

test('the CapabilityStatement names the forms of patches that are taken', async () => {
  const statement = (await ask(undefined, 'GET', '/fhir/metadata')).body<CapabilityStatement>();
  for (const format of ['application/json-patch+json', 'application/xml-patch+xml', 'application/fhir+json'])
    assert.ok(statement.patchFormat?.includes(format), format);
});
