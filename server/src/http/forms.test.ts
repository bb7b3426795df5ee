/** Norm tests of the forms that are spoken: http://hl7.org/fhir/R4/http.html#mime-type, http://hl7.org/fhir/R4/xml.html */
import assert from 'node:assert/strict';
import { brotliCompressSync, brotliDecompressSync, deflateSync, gunzipSync, gzipSync } from 'node:zlib';
import { test } from 'node:test';
import type { Bundle, CapabilityStatement, OperationOutcome, Parameters, Patient } from '@medplum/fhirtypes';
import { parseJson, stringifyJson } from '@vardkedjan/fhir/json.ts';
import { parseXml } from '@vardkedjan/fhir/xml/parse-xml.ts';
import { testWorld } from './test-world.ts';

const { ask } = await testWorld({ CORS_ORIGINS: 'https://app.example.org' });
const bench = 'client:bench';
const fhir = 'xmlns="http://hl7.org/fhir"';
const xml = { accept: 'application/fhir+xml' };
const sent = { 'content-type': 'application/fhir+xml' };
const div = '<div xmlns="http://www.w3.org/1999/xhtml">Hb  118 g/L\n&lt; 130 &amp; <b>fallande</b> 😀</div>';

/** What XML says, as if it had been JSON. */
const valueOf = <T>(text: string): T => parseXml(text) as unknown as T;

async function madeOf(body: string): Promise<string> {
  const made = await ask(bench, 'POST', `/fhir/${/<(\w+) /.exec(body)?.[1]}`, { body, headers: { ...sent, ...xml } });
  assert.equal(made.status, 201, made.text);
  assert.equal(made.headers['content-type'], 'application/fhir+xml; charset=utf-8');
  return String(valueOf<Patient>(made.text).id);
}

const patient = `<Patient ${fhir}><text><status value="generated"/>${div}</text><name><family value="Prov"/></name></Patient>`;
const weight = (id: string) =>
  `<Observation ${fhir}><status value="final"/><code><text value="Vikt"/></code><subject><reference value="Patient/${id}"/></subject><valueQuantity><value value="70.50"/><unit value="kg"/></valueQuantity></Observation>`;

test('what is created in XML is the same resource in JSON: decimals and narrative to the letter', async () => {
  const id = await madeOf(weight(await madeOf(patient)));
  assert.match((await ask(bench, 'GET', `/fhir/Observation/${id}`)).text, /"value":70\.50,"unit":"kg"/);
  const read = await ask(bench, 'GET', `/fhir/Observation/${id}`, { headers: xml });
  assert.match(
    read.text,
    /<valueQuantity><value value="70\.50"\/><unit value="kg"\/><\/valueQuantity><\/Observation>$/,
  );
  const person = valueOf<{ subject: { reference: string } }>(read.text).subject.reference;
  const inJson = (await ask(bench, 'GET', `/fhir/${person}`)).body<Patient>();
  assert.equal(inJson.text?.div, div);
  const inXml = await ask(bench, 'GET', `/fhir/${person}?_format=xml`);
  assert.ok(inXml.text.includes(div));
  assert.match(inXml.headers['vary'] ?? '', /Accept/);
});

test('an update in XML that changes nothing makes no new version, one that does makes one', async () => {
  const id = await madeOf(patient);
  const put = (body: string) => ask(bench, 'PUT', `/fhir/Patient/${id}`, { body, headers: sent });
  const same = patient.replace('<text>', `<id value="${id}"/><text>`);
  assert.equal((await put(same)).headers['etag'], 'W/"1"');
  assert.equal((await put(same.replace('Prov', 'Prövad'))).headers['etag'], 'W/"2"');
});

test('search, history, batch, transaction, operations and the CapabilityStatement answer in XML', async () => {
  const id = await madeOf(weight(await madeOf(patient)));
  const found = valueOf<Bundle>((await ask(bench, 'GET', `/fhir/Observation?_id=${id}`, { headers: xml })).text);
  assert.equal(found.entry?.[0]?.resource?.id, id);
  const posted = await ask(bench, 'POST', '/fhir/Observation/_search', {
    body: `_id=${id}&_format=xml`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.equal(valueOf<Bundle>(posted.text).entry?.length, 1);
  const history = await ask(bench, 'GET', `/fhir/Observation/${id}/_history`, { headers: xml });
  assert.equal(valueOf<Bundle>(history.text).type, 'history');
  for (const type of ['batch', 'transaction']) {
    const body = `<Bundle ${fhir}><type value="${type}"/><entry><resource>${patient.replace(` ${fhir}`, '')}</resource><request><method value="POST"/><url value="Patient"/></request></entry></Bundle>`;
    const done = valueOf<Bundle>((await ask(bench, 'POST', '/fhir', { body, headers: { ...sent, ...xml } })).text);
    assert.deepEqual([done.type, done.entry?.[0]?.response?.status], [`${type}-response`, '201 Created']);
  }
  const body = `<Parameters ${fhir}><parameter><name value="resource"/><resource><Patient><gender value="unheard-of"/></Patient></resource></parameter></Parameters>`;
  const checked = await ask(bench, 'POST', '/fhir/Patient/$validate', { body, headers: { ...sent, ...xml } });
  assert.equal(valueOf<OperationOutcome>(checked.text).issue[0]?.expression?.[0], 'Patient.gender');
  const statement = valueOf<CapabilityStatement>(
    (await ask(undefined, 'GET', '/fhir/metadata', { headers: xml })).text,
  );
  assert.deepEqual(statement.format, ['application/fhir+json', 'application/fhir+xml', 'json', 'xml']);
  assert.equal(statement.rest?.[0]?.security?.cors, true);
});

test('a patch may be Parameters in XML', async () => {
  const id = await madeOf(patient);
  const part = (name: string, value: string) => `<part><name value="${name}"/>${value}</part>`;
  const body = `<Parameters ${fhir}><parameter><name value="operation"/>${part('type', '<valueCode value="add"/>')}${part('path', '<valueString value="Patient"/>')}${part('name', '<valueString value="active"/>')}${part('value', '<valueBoolean value="true"/>')}</parameter></Parameters>`;
  assert.equal(valueOf<Parameters>(body).parameter?.length, 1);
  const done = await ask(bench, 'PATCH', `/fhir/Patient/${id}`, { body, headers: { ...sent, ...xml } });
  assert.equal(valueOf<Patient>(done.text).active, true, done.text);
});

test('a failure is told in the form that was asked for', async () => {
  const outcome = (text: string) => valueOf<OperationOutcome>(text).issue[0];
  const absent = await ask(bench, 'GET', '/fhir/Patient/nobody', { headers: xml });
  assert.deepEqual([absent.status, outcome(absent.text)?.code], [404, 'not-found']);
  assert.deepEqual([(await ask(undefined, 'GET', '/fhir/Patient/x', { headers: xml })).status], [401]);
  for (const [method, url, status] of [
    ['GET', '/fhir/Patient/x/$teleport', 404],
    ['PUT', '/fhir/metadata', 405],
  ] as const) {
    const told = await ask(bench, method, url, { headers: xml });
    assert.deepEqual([told.status, outcome(told.text)?.severity], [status, 'error']);
  }
  const inJson = await ask(bench, 'GET', '/fhir/Patient/x/$teleport', { headers: { accept: 'text/turtle' } });
  assert.equal(inJson.body<OperationOutcome>().issue.length, 1);
});

test('XML that is broken, or is not FHIR, is refused with 400, line and path; one that breaks rules with 422', async () => {
  const put = (body: string) => ask(bench, 'POST', '/fhir/Patient', { body, headers: sent });
  const broken = await put(`<Patient ${fhir}>\n  <active value="true">`);
  assert.deepEqual([broken.status, /line 2/.test(broken.text)], [400, true]);
  const unknown = await put(`<Patient ${fhir}>\n  <shoe value="43"/></Patient>`);
  assert.match(
    unknown.body<OperationOutcome>().issue[0]?.diagnostics ?? '',
    /Patient has no element shoe \(line 2, column 3\)/,
  );
  assert.equal((await put(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Patient ${fhir}/>`)).status, 400);
  assert.equal((await put('{"resourceType":"Patient"}')).status, 400);
  const wrong = await put(
    `<Patient ${fhir}><birthDate value="1912-12-32"/><multipleBirthInteger value="two"/></Patient>`,
  );
  assert.equal(wrong.status, 422);
  assert.deepEqual(
    wrong.body<OperationOutcome>().issue.map(({ expression }) => expression?.[0]),
    ['Patient.birthDate', 'Patient.multipleBirthInteger'],
  );
});

test('the media type of a body says UTF-8 and FHIR 4.0, or it is refused with 415', async () => {
  const put = (type: string) =>
    ask(bench, 'POST', '/fhir/Patient', { body: patient, headers: { 'content-type': type } });
  for (const type of [
    'application/fhir+xml;charset=utf-8',
    'application/xml; fhirVersion=4.0',
    'text/xml; charset="UTF-8"',
  ])
    assert.equal((await put(type)).status, 201, type);
  for (const type of [
    'application/fhir+xml; charset=iso-8859-1',
    'application/fhir+xml; fhirVersion=3.0',
    'text/plain',
  ])
    assert.equal((await put(type)).status, 415, type);
});

test('_pretty and compression go with both forms', async () => {
  const id = await madeOf(patient.replace('Prov', 'P'.repeat(5000)));
  const plain = await ask(bench, 'GET', `/fhir/Patient/${id}?_format=xml&_pretty=true`);
  assert.match(plain.text, /\n {2}<name>\n {4}<family/);
  for (const [encoding, unpack] of [
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ] as const) {
    for (const accept of ['application/fhir+json', 'application/fhir+xml']) {
      const told = await ask(bench, 'GET', `/fhir/Patient/${id}`, { headers: { accept, 'accept-encoding': encoding } });
      assert.equal(told.headers['content-encoding'], encoding);
      assert.match(told.headers['vary'] ?? '', /accept-encoding/i);
      const text = unpack(told.bytes).toString('utf8');
      const value = (accept === 'application/fhir+xml' ? parseXml(text) : parseJson(text)) as Patient;
      assert.equal(value.name?.[0]?.family?.length, 5000, stringifyJson(value).slice(0, 100));
    }
  }
});

test('a packed body is taken whole or refused: cut off, packed from nothing, or by what does not tell that it was cut off', async () => {
  const post = async (encoding: string, body: Buffer): Promise<number> =>
    (await ask(bench, 'POST', '/fhir/Patient', { body, headers: { ...sent, 'content-encoding': encoding } })).status;
  assert.deepEqual([await post('gzip', gzipSync(patient)), await post('deflate', deflateSync(patient))], [201, 201]);
  assert.equal(await post('gzip', gzipSync(patient).subarray(0, -20)), 400);
  assert.equal(await post('gzip', gzipSync('')), 400);
  assert.equal(await post('br', brotliCompressSync(patient)), 415);
});

test('an allowed origin may ask first, and read the headers that FHIR speaks of; another may not', async () => {
  const preflight = (origin: string, url: string) =>
    ask(undefined, 'OPTIONS', url, {
      headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'if-match' },
    });
  for (const url of ['/fhir', '/fhir/Patient/x', '/fhir/Patient/_search']) {
    const { status, headers } = await preflight('https://app.example.org', url);
    assert.deepEqual([status, headers['access-control-allow-origin']], [204, 'https://app.example.org']);
    assert.match(headers['access-control-allow-headers'] ?? '', /If-Match/);
    assert.match(headers['access-control-allow-methods'] ?? '', /PUT/);
    assert.equal((await preflight('https://evil.example.org', url)).headers['access-control-allow-origin'], undefined);
  }
  const { headers } = await ask(bench, 'GET', '/fhir/Patient/nobody', {
    headers: { origin: 'https://app.example.org' },
  });
  for (const name of ['ETag', 'Location', 'Last-Modified', 'Content-Location'])
    assert.match(headers['access-control-expose-headers'] ?? '', new RegExp(name));
  assert.match(headers['vary'] ?? '', /Origin, Accept/);
});
