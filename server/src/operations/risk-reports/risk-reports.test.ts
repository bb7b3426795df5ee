/** Risks reported, read by few and handled, over HTTP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditEvent, Bundle, Parameters, Task } from '@medplum/fhirtypes';
import { testWorld } from '../../http/test-world.ts';

const { ask } = await testWorld();
const viktor = 'viktor-eriksson';
type Sent = NonNullable<Parameters['parameter']>;

function post(as: string, path: string, ...parameter: Sent) {
  return ask(as, 'POST', `/fhir/${path}`, { body: { resourceType: 'Parameters', parameter } });
}

const secret = 'Dosen försvann när jag bytte flik';
const onScreen = 'Viktor Eriksson 19800101-2390 Waran';
const reported = async (): Promise<Task & { id: string }> => {
  const answer = await post(
    'sara',
    'Task/$report-risk',
    { name: 'text', valueString: secret },
    { name: 'kind', valueCode: 'drug' },
    { name: 'address', valueString: `/patient/${viktor}/medications` },
    { name: 'screen', valueString: onScreen },
    { name: 'patient', valueReference: { reference: `Patient/${viktor}` } },
  );
  assert.equal(answer.status, 201, answer.text);
  return answer.body();
};
const valueOf = (parameters: Parameters, name: string) =>
  parameters.parameter?.find((one) => one.name === name)?.valueString;

test('that there is a report is seen by all; what it says and what was on the screen by whoever made it and the head', async () => {
  const task = await reported();
  assert.equal(task.status, 'requested');
  assert.doesNotMatch(JSON.stringify(task), /Dosen|Viktor|sara/i);
  for (const as of ['tomas', 'viktor', 'mona'])
    assert.equal((await ask(as, 'GET', `/fhir/Task/${task.id}`)).status, 200, as);

  const content = task.input?.[0]?.valueReference?.reference ?? '';
  assert.match(content, /^Binary\//);
  for (const as of ['sara', 'johan', 'tomas', 'viktor', 'mona', 'gunnar']) {
    const direct = await ask(as, 'GET', `/fhir/${content}`);
    assert.ok(direct.status === 403 || direct.status === 404, `${as} ${direct.status}`);
    assert.doesNotMatch(direct.text, /Dosen|Waran/);
  }
  for (const as of ['sara', 'johan']) {
    const read = (await ask(as, 'GET', `/fhir/Task/${task.id}/$risk-report`)).body<Parameters>();
    assert.deepEqual([valueOf(read, 'text'), valueOf(read, 'screen')], [secret, onScreen], as);
  }
  for (const as of ['tomas', 'gunnar', 'mona', 'viktor', 'client:bench']) {
    const refused = await ask(as, 'GET', `/fhir/Task/${task.id}/$risk-report`);
    assert.ok(refused.status === 403 || refused.status === 400, `${as} ${refused.status}`);
    assert.doesNotMatch(refused.text, /Dosen|Waran/);
  }
});

test('that the head has read what was on the screen stands in the patient’s log', async () => {
  const { id } = await reported();
  const rows = async () => {
    const log = await ask('viktor', 'GET', `/fhir/Patient/${viktor}/$access-log?_count=50`);
    return (log.body<Bundle>().entry ?? []).filter(({ resource }) =>
      (resource as AuditEvent).subtype?.some(({ code }) => code === 'read-risk-report'),
    ).length;
  };
  const before = await rows();
  assert.equal((await ask('johan', 'GET', `/fhir/Task/${id}/$risk-report`)).status, 200);
  assert.equal(await rows(), before + 1);
});

test('the head takes it in hand and closes it with what was done; closed stays closed', async () => {
  const { id } = await reported();
  const step = (as: string, status: string, words?: string) =>
    post(
      as,
      `Task/${id}/$handle-risk`,
      { name: 'status', valueCode: status },
      ...(words ? [{ name: 'words', valueString: words }] : []),
    );
  assert.equal((await step('sara', 'in-progress')).status, 403);
  assert.equal((await step('tomas', 'completed', 'Klart')).status, 403);
  assert.equal((await step('johan', 'in-progress')).status, 200);
  assert.equal((await step('johan', 'in-progress')).status, 409);
  assert.equal((await step('johan', 'completed')).status, 400);
  const closed = await step('johan', 'completed', 'Rättat i version 2');
  assert.equal(closed.body<Task>().status, 'completed');
  assert.doesNotMatch(closed.text, /Rättat/);
  assert.equal((await step('johan', 'completed', 'Igen')).status, 409);
  const read = (await ask('sara', 'GET', `/fhir/Task/${id}/$risk-report`)).body<Parameters>();
  const steps = (read.parameter ?? []).filter(({ name }) => name === 'step');
  assert.deepEqual(
    steps.map(({ part }) => part?.find(({ name }) => name === 'words')?.valueString),
    [undefined, 'Rättat i version 2'],
  );
});

test('what says nothing is no report, and another Task is none', async () => {
  assert.equal((await post('sara', 'Task/$report-risk', { name: 'text', valueString: ' ' })).status, 400);
  const kind = { name: 'kind', valueCode: 'weather' };
  assert.equal((await post('sara', 'Task/$report-risk', { name: 'text', valueString: 'x' }, kind)).status, 400);
  const other = { resourceType: 'Task', status: 'requested', intent: 'plan' };
  const { id } = (await ask('client:bench', 'POST', '/fhir/Task', { body: other })).body<Task & { id: string }>();
  assert.equal((await ask('johan', 'GET', `/fhir/Task/${id}/$risk-report`)).status, 404);
});
