/** Norm tests of Binary in its native form: http://hl7.org/fhir/R4/binary.html#rest */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Binary } from '@medplum/fhirtypes';
import { parseXml } from '@vardkedjan/fhir/xml/parse-xml.ts';
import { testWorld } from './test-world.ts';

const { ask } = await testWorld();
const bench = 'client:bench';
const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00, 0xff, 0xfe, 0x0d, 0x0a]);

const post = (body: unknown, headers: Record<string, string>) =>
  ask(bench, 'POST', '/fhir/Binary', { body, headers: { accept: 'application/fhir+json', ...headers } });

test('content that is sent becomes a Binary, and is read back byte for byte', async () => {
  const made = await post(bytes, { 'content-type': 'application/pdf' });
  assert.equal(made.status, 201, made.text);
  const { id, contentType, data } = made.body<Binary>();
  assert.deepEqual([contentType, data], ['application/pdf', bytes.toString('base64')]);
  for (const accept of ['application/pdf', '*/*', 'application/*;q=0.2']) {
    const read = await ask(bench, 'GET', `/fhir/Binary/${id}`, { headers: { accept } });
    assert.deepEqual([read.status, read.bytes], [200, bytes], accept);
    assert.equal(read.headers['content-type'], 'application/pdf');
    assert.equal(read.headers['content-disposition'], 'attachment');
    assert.equal(read.headers['x-content-type-options'], 'nosniff');
    assert.match(read.headers['content-security-policy'] ?? '', /sandbox/);
    assert.equal(read.headers['etag'], 'W/"1"');
  }
  assert.deepEqual((await ask(bench, 'GET', `/fhir/Binary/${id}/_history/1`)).bytes, bytes);
});

test("FHIR's own form of it is given to those who name it, and another type than the content's is refused with 406", async () => {
  const { id } = (await post(bytes, { 'content-type': 'application/pdf' })).body<Binary>();
  const read = (headers: Record<string, string>, query = '') =>
    ask(bench, 'GET', `/fhir/Binary/${id}${query}`, { headers });
  assert.equal((await read({ accept: 'application/fhir+json' })).body<Binary>().contentType, 'application/pdf');
  assert.equal(parseXml((await read({ accept: 'application/fhir+xml' })).text)['contentType'], 'application/pdf');
  assert.equal(parseXml((await read({ accept: '*/*' }, '?_format=xml')).text)['data'], bytes.toString('base64'));
  assert.equal((await read({ accept: 'image/png' })).status, 406);
});

test('a Binary resource is taken as itself, in either form; any other document is content', async () => {
  const resource = { resourceType: 'Binary', contentType: 'text/plain', data: 'aGVq' };
  assert.equal((await post(resource, {})).body<Binary>().contentType, 'text/plain');
  const inXml = '<Binary xmlns="http://hl7.org/fhir"><contentType value="text/plain"/><data value="aGVq"/></Binary>';
  assert.equal((await post(inXml, { 'content-type': 'text/xml' })).body<Binary>().data, 'aGVq');
  const document = '<ClinicalDocument xmlns="urn:hl7-org:v3"/>';
  const made = (await post(document, { 'content-type': 'text/xml' })).body<Binary>();
  assert.deepEqual([made.contentType, Buffer.from(made.data ?? '', 'base64').toString()], ['text/xml', document]);
});

test('update takes content too; the security context goes in and out as a header, and says whose it is', async () => {
  const patient = (await ask(bench, 'POST', '/fhir/Patient', { body: { resourceType: 'Patient' } })).body().id;
  const headers = { 'content-type': 'text/html; charset=utf-8', 'x-security-context': `Patient/${patient}` };
  const put = await ask(bench, 'PUT', '/fhir/Binary/own-id', { body: '<script>alert(1)</script>', headers });
  assert.equal(put.status, 201, put.text);
  const read = await ask(bench, 'GET', '/fhir/Binary/own-id');
  assert.deepEqual(
    [read.text, read.headers['x-security-context']],
    ['<script>alert(1)</script>', `Patient/${patient}`],
  );
  assert.equal(read.headers['content-disposition'], 'attachment');
  // Whose it is decides who may open it: a clinician without a relation to the patient is not shown it.
  assert.equal((await ask('johan', 'GET', '/fhir/Binary/own-id')).status, 404);
});

test('content without a media type is refused with 415', async () => {
  assert.equal((await post('x', { 'content-type': '' })).status, 415);
});

test('content that does not say whose it is may be anybody’s: it is given to systems only', async () => {
  const { id } = (await post(bytes, { 'content-type': 'application/pdf' })).body<Binary>();
  assert.equal((await ask('viktor', 'GET', `/fhir/Binary/${id}`)).status, 403);
  for (const who of ['sara', 'johan', 'gunnar', 'mona'])
    assert.equal((await ask(who, 'GET', `/fhir/Binary/${id}`)).status, 404, `${who} is not told that it is there`);
});
