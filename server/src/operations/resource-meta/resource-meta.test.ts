/** Norm tests of $meta, $meta-add and $meta-delete: http://hl7.org/fhir/R4/resource-operation-meta.html */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Meta, Parameters, Patient } from '@medplum/fhirtypes';
import { testWorld } from '../../http/test-world.ts';

const { ask } = await testWorld();
const bench = 'client:bench';
const tag = { system: 'urn:test', code: 'red', display: 'Röd' };
const label = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'NOPATIENT' };

async function made(): Promise<string> {
  const body = { resourceType: 'Patient', meta: { tag: [{ system: 'urn:test', code: 'blue' }] } };
  return `/fhir/Patient/${(await ask(bench, 'POST', '/fhir/Patient', { body })).body<Patient>().id}`;
}
const send = (url: string, valueMeta: Meta) =>
  ask(bench, 'POST', url, { body: { resourceType: 'Parameters', parameter: [{ name: 'meta', valueMeta }] } });
const metaOf = (answer: { body: <T>() => T }): Meta | undefined => answer.body<Parameters>().parameter?.[0]?.valueMeta;
const codes = (codings: Meta['tag']): (string | undefined)[] => (codings ?? []).map(({ code }) => code);

test('$meta-add adds tags, labels and profiles once; $meta tells them, of each version too', async () => {
  const url = await made();
  const added = await send(`${url}/$meta-add`, { tag: [tag, tag], security: [label] });
  assert.deepEqual(
    [added.status, codes(metaOf(added)?.tag), codes(metaOf(added)?.security)],
    [200, ['blue', 'red'], ['NOPATIENT']],
  );
  assert.equal(metaOf(added)?.versionId, '2');
  assert.equal(metaOf(await send(`${url}/$meta-add`, { tag: [tag] }))?.versionId, '2');
  assert.deepEqual(codes(metaOf(await ask(bench, 'GET', `${url}/$meta`))?.tag), ['blue', 'red']);
  assert.deepEqual(codes(metaOf(await ask(bench, 'GET', `${url}/_history/1/$meta`))?.tag), ['blue']);
});

test('$meta-delete takes away what is named by system and code, and nothing else', async () => {
  const url = await made();
  await send(`${url}/$meta-add`, { tag: [tag] });
  const left = metaOf(
    await send(`${url}/$meta-delete`, {
      tag: [
        { system: 'urn:test', code: 'blue' },
        { system: 'urn:other', code: 'red' },
      ],
    }),
  );
  assert.deepEqual(codes(left?.tag), ['red']);
  assert.equal((await ask(bench, 'GET', url)).body<Patient>().meta?.tag?.length, 1);
});

test('what is no meta, and a resource that is not there, are refused', async () => {
  const url = await made();
  assert.equal((await ask(bench, 'POST', `${url}/$meta-add`, { body: { resourceType: 'Parameters' } })).status, 400);
  assert.equal((await send('/fhir/Patient/nobody/$meta-add', { tag: [tag] })).status, 404);
  assert.equal((await ask(bench, 'GET', '/fhir/Patient/nobody/$meta')).status, 404);
  assert.equal((await ask(bench, 'GET', `${url}/_history/99/$meta`)).status, 404);
});
