/** Norm tests of $meta, $meta-add and $meta-delete: http://hl7.org/fhir/R4/resource-operation-meta.html */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, Meta, Parameters, Patient } from '@medplum/fhirtypes';
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

test('$meta of a type and of everything tells what is in use, once each, and only in what the caller may see', async () => {
  const labelled = (code: string, more: object) => ({
    resourceType: 'Basic',
    code: { text: 'x' },
    meta: { tag: [{ system: 'urn:use', code, display: code }], profile: [`urn:use:${code}`] },
    ...more,
  });
  const viktor = (await ask('viktor', 'GET', '/fhir/Patient')).body<Bundle>().entry?.[0]?.resource?.id;
  const hidden = { subject: { reference: (await made()).replace('/fhir/', '') } };
  for (const body of [
    labelled('common', {}),
    labelled('common', {}),
    labelled('own', { subject: { reference: `Patient/${viktor}` } }),
    labelled('hidden', hidden),
  ])
    assert.equal((await ask(bench, 'POST', '/fhir/Basic', { body })).status, 201);
  const gone = (await ask(bench, 'POST', '/fhir/Basic', { body: labelled('gone', {}) })).body<Patient>().id;
  await ask(bench, 'DELETE', `/fhir/Basic/${gone}`);
  const inUse = async (as: string, place: string): Promise<string> => {
    const meta = metaOf(await ask(as, 'GET', `/fhir${place}/$meta`));
    const tags = (meta?.tag ?? []).flatMap(({ system, code }) => (system === 'urn:use' ? [code] : []));
    const profiles = (meta?.profile ?? []).filter((profile) => profile.startsWith('urn:use:'));
    assert.deepEqual(
      profiles,
      tags.map((code) => `urn:use:${code}`),
    );
    return tags.join(' ');
  };
  for (const place of ['/Basic', '']) {
    assert.equal(await inUse(bench, place), 'common hidden own');
    assert.equal(await inUse('viktor', place), 'common own');
    assert.equal(await inUse('tomas', place), 'common');
  }
  assert.equal(await inUse(bench, '/Slot'), '');
  const posted = await ask(bench, 'POST', '/fhir/Basic/$meta', { body: { resourceType: 'Parameters' } });
  assert.equal(metaOf(posted)?.tag?.length, 3);
});
