/** A social care provider over HTTP (2022:913, 3 kap. 2 §): nothing without consent, nothing behind a block, and no word of there being one. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Bundle, OperationOutcome, Parameters, ParametersParameter } from '@medplum/fhirtypes';
import { testWorld } from '../http/test-world.ts';

const { ask } = await testWorld();
const viktor = 'viktor-eriksson';
const call = (as: string, operation: string, ...parameter: ParametersParameter[]) =>
  ask(as, 'POST', `/fhir/Patient/${viktor}/$${operation}`, {
    body: { resourceType: 'Parameters', ...(parameter.length > 0 && { parameter }) },
  });
const says = (consent: string): ParametersParameter[] => [
  { name: 'consent', valueCode: consent },
  { name: 'capacity', valueCode: 'has' },
  { name: 'informed', valueBoolean: true },
];
const region: ParametersParameter = { name: 'of', valueReference: { reference: 'Organization/region' } };
async function seen(): Promise<number> {
  const { total } = (
    await ask('mona', 'GET', `/fhir/Encounter?patient=${viktor}&_total=accurate&_count=1`)
  ).body<Bundle>();
  return total ?? -1;
}
const exists = async (): Promise<boolean | undefined> =>
  (await ask('mona', 'GET', `/fhir/Patient/${viktor}/$shared-records`))
    .body<Parameters>()
    .parameter?.find(({ name }) => name === 'exists')?.valueBoolean;
async function refusedBy(answer: ReturnType<typeof call>): Promise<(string | undefined)[]> {
  const { status, body } = await answer;
  return status === 403
    ? body<OperationOutcome>().issue.map(({ details }) => details?.coding?.[0]?.code)
    : [`${status}`];
}
let entry = '';

before(async () => {
  const episode = await ask('client:bench', 'POST', '/fhir/EpisodeOfCare', {
    body: {
      resourceType: 'EpisodeOfCare',
      status: 'active',
      patient: { reference: `Patient/${viktor}` },
      managingOrganization: { reference: 'Organization/home-help-1490' },
      period: { start: '2026-01-01' },
    },
  });
  assert.equal(episode.status, 201, episode.text);
});

test('it opens the record of one who has its interventions, and of nobody else; the care of others is only said to be there', async () => {
  assert.equal((await ask('mona', 'GET', `/fhir/Patient/${viktor}/$chart`)).status, 200);
  assert.equal(await seen(), 0);
  assert.equal(await exists(), true);
  assert.deepEqual(await refusedBy(ask('mona', 'GET', '/fhir/Patient/linnea-sjogren/$chart')), [
    'receives-interventions',
  ]);
  assert.equal((await ask('mona', 'GET', '/fhir/Patient?_total=accurate')).body<Bundle>().total, 1);
});

test('with the person’s consent it reads what care has written; it writes nothing', async () => {
  assert.deepEqual(await refusedBy(call('mona', 'register-consent', ...says('refused'))), ['consent-to-social-care']);
  assert.equal((await call('mona', 'register-consent', ...says('given'))).status, 201);
  assert.ok((await seen()) > 0);
  const found = (
    await ask('mona', 'GET', `/fhir/Encounter?patient=${viktor}&service-provider=vc-kvarnbacken&_count=1`)
  ).body<Bundle>();
  entry = `/fhir/Encounter/${found.entry?.[0]?.resource?.id}`;
  const encounter = await ask('mona', 'GET', entry);
  assert.equal(encounter.status, 200);
  assert.deepEqual(await refusedBy(ask('mona', 'PUT', entry, { body: JSON.parse(encounter.text) })), ['provided-for']);
});

test('what the person blocks is gone as if it had never been, and danger opens nothing', async () => {
  assert.equal((await call('viktor', 'block', region)).status, 201);
  assert.equal((await ask('mona', 'GET', entry)).status, 404);
  const blocks = (await ask('mona', 'GET', `/fhir/Patient/${viktor}/$blocks`)).body<Parameters>();
  assert.deepEqual(blocks.parameter, [{ name: 'blocked', valueBoolean: false }]);
  const reason = { name: 'reason', valueString: 'Fallit hemma' };
  assert.deepEqual(
    await refusedBy(
      call(
        'mona',
        'emergency',
        region,
        { name: 'danger', valueBoolean: true },
        { name: 'consent', valueCode: 'cannot-be-had' },
        reason,
      ),
    ),
    ['provided-for'],
  );
  assert.deepEqual(
    await refusedBy(call('mona', 'blocking-providers', { name: 'danger', valueBoolean: true }, reason)),
    ['provided-for'],
  );
});

test('withdrawn, it reads no more', async () => {
  assert.equal((await call('mona', 'withdraw-consent')).status, 200);
  assert.equal(await seen(), 0);
});
