/** Walls over HTTP (PDL 2008:355, 4 kap. 2 §): what one unit keeps behind one is in no answer to another unit of the same care provider. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Bundle, Condition, OperationOutcome, Organization } from '@medplum/fhirtypes';
import { wallLabel } from '@vardkedjan/care/access/walls.ts';
import { testWorld } from '../http/test-world.ts';

const { ask } = await testWorld();
const viktor = 'viktor-eriksson';
const subject = { reference: `Patient/${viktor}` };
const unitUrl = 'https://vardkedjan.se/fhir/StructureDefinition/care-unit';

function condition(id: string, text: string, more: Partial<Condition> = {}): Condition {
  return { resourceType: 'Condition', id, subject, code: { text }, ...more };
}

async function rules(as: string, path: string): Promise<(string | undefined)[]> {
  const answer = await ask(as, 'GET', `/fhir/${path}`);
  assert.equal(answer.status, 403, answer.text);
  return answer.body<OperationOutcome>().issue.map(({ details }) => details?.coding?.[0]?.code);
}

/** Everything that could show it. */
async function answers(as: string, id: string): Promise<boolean[]> {
  const paths = [
    `Condition?patient=${viktor}&_id=${id}`,
    `Condition?_content=kalvningen`,
    `Condition?code:text=kalvningen`,
    `Patient/${viktor}/$chart`,
    `Patient/${viktor}/$everything?_count=1000`,
    `Patient/${viktor}/$text-search?text=kalvningen`,
    `Condition/_history?_count=100`,
    `Patient?_has:Condition:patient:_id=${id}`,
  ];
  const texts = await Promise.all(paths.map(async (path) => (await ask(as, 'GET', `/fhir/${path}`)).text));
  return texts.map((text) => text.includes(id) && text.includes('kalvningen'));
}

before(async () => {
  for (const as of ['tomas', 'sara'])
    await ask(as, 'POST', '/fhir/Patient/$state-relation', {
      body: {
        resourceType: 'Parameters',
        parameter: [
          { name: 'patient', valueReference: subject },
          { name: 'reason', valueString: 'Besök' },
        ],
      },
    });
});

test('what school health keeps is in no answer to others, though they are of the same care provider', async () => {
  const centre = (await ask('sara', 'GET', '/fhir/Organization/vc-kvarnbacken')).body<Organization>();
  const school: Organization = {
    resourceType: 'Organization',
    id: 'school',
    name: 'Elevhälsan',
    type: [{ coding: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/unit-kind', code: 'school-health' }] }],
    ...(centre.partOf && { partOf: centre.partOf }),
  };
  assert.ok((await ask('client:bench', 'PUT', '/fhir/Organization/school', { body: school })).status < 300);
  const kept = { meta: { extension: [{ url: unitUrl, valueReference: { reference: 'Organization/school' } }] } };
  const body = condition('of-the-school', 'kalvningen: ont i magen', kept);
  assert.ok((await ask('client:bench', 'PUT', '/fhir/Condition/of-the-school', { body })).status < 300);
  for (const as of ['sara', 'tomas']) {
    assert.deepEqual(await rules(as, 'Condition/of-the-school'), ['not-behind-a-wall']);
    assert.ok(
      (await answers(as, 'of-the-school')).every((shown) => !shown),
      as,
    );
  }
  assert.equal((await ask('viktor', 'GET', '/fhir/Condition/of-the-school')).status, 200);
});

test('an insurance-medicine investigation is its own unit’s, also when its label has been taken away', async () => {
  const labelled = condition('investigated', 'kalvningen: arbetsförmåga', { meta: { security: [wallLabel] } });
  const made = await ask('sara', 'PUT', '/fhir/Condition/investigated', { body: labelled });
  assert.equal(made.status, 201, made.text);
  assert.equal((await ask('johan', 'GET', '/fhir/Condition/investigated')).status, 200);
  const [shown, , byText, , everything] = await answers('johan', 'investigated');
  assert.ok(shown && byText && everything, 'its own unit sees it');
  assert.deepEqual(await rules('tomas', 'Condition/investigated'), ['not-behind-a-wall']);
  assert.ok((await answers('tomas', 'investigated')).every((shown) => !shown));
  const bare = condition('investigated', 'kalvningen: arbetsförmåga');
  assert.equal((await ask('sara', 'PUT', '/fhir/Condition/investigated', { body: bare })).status, 200);
  assert.deepEqual(await rules('tomas', 'Condition/investigated'), ['not-behind-a-wall']);
  const found = (await ask('tomas', 'GET', `/fhir/Condition?patient=${viktor}&_id=investigated`)).body<Bundle>();
  assert.equal(found.entry, undefined);
});

test('an ordinary entry is seen by the other units, until it gets the label', async () => {
  const plain = condition('plain', 'kalvningen: snuva');
  assert.equal((await ask('sara', 'PUT', '/fhir/Condition/plain', { body: plain })).status, 201);
  assert.equal((await ask('tomas', 'GET', '/fhir/Condition/plain')).status, 200);
  const labelled = { ...plain, meta: { security: [wallLabel] } };
  assert.equal((await ask('sara', 'PUT', '/fhir/Condition/plain', { body: labelled })).status, 200);
  assert.deepEqual(await rules('tomas', 'Condition/plain'), ['not-behind-a-wall']);
  assert.ok(
    (await answers('tomas', 'plain')).every((shown) => !shown),
    'its earlier version neither',
  );
});
