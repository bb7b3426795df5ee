/** Asking a unit of the own care provider to lift its block (PDL 2008:355, 4 kap. 5 §), and the clock of such a request. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Bundle, Encounter, OperationOutcome, Parameters, ParametersParameter, Task } from '@medplum/fhirtypes';
import { testWorld } from '../../http/test-world.ts';
import { type Value } from '../../store/queryable.ts';

const { ask, wiring } = await testWorld();
Object.assign(wiring.config, { staffedUnits: ['hospital-boras-emergency'] });
const viktor = 'viktor-eriksson';
const call = (as: string, operation: string, ...parameter: ParametersParameter[]) =>
  ask(as, 'POST', `/fhir/Patient/${viktor}/$${operation}`, { body: { resourceType: 'Parameters', parameter } });
const reason: ParametersParameter = { name: 'reason', valueString: 'Behöver tidigare epikris' };
const consents: ParametersParameter = { name: 'consent', valueCode: 'given' };
const sql = (text: string, values: Value[] = []) => wiring.database.rows({ name: 'relations-ahead', text }, values);
let unit = '';

const tasks = async (as: string, code: string, status = 'requested'): Promise<Task[]> =>
  (
    (await ask(as, 'GET', `/fhir/Task?patient=${viktor}&code=${code}&status=${status}`)).body<Bundle<Task>>().entry ??
    []
  ).map(({ resource }) => resource as Task);
const requestIn = ({ id }: Task): ParametersParameter => ({
  name: 'request',
  valueReference: { reference: `Task/${id}` },
});
async function seen(as: string): Promise<number> {
  const found = (await ask(as, 'GET', `/fhir/Encounter?patient=${viktor}`)).body<Bundle<Encounter>>();
  return (found.entry ?? []).filter(({ resource }) => resource?.serviceProvider?.reference === unit).length;
}
async function refusedBy(answer: ReturnType<typeof call>): Promise<(string | undefined)[]> {
  const { status, body } = await answer;
  return status === 403
    ? body<OperationOutcome>().issue.map(({ details }) => details?.coding?.[0]?.code)
    : [`${status}`];
}

before(async () => {
  const encounters = (
    await ask('sara', 'GET', `/fhir/Encounter?patient=${viktor}&service-provider.name=Kvarnbackens`)
  ).body<Bundle<Encounter>>();
  unit = encounters.entry?.[0]?.resource?.serviceProvider?.reference ?? '';
  await ask('tomas', 'POST', '/fhir/Patient/$state-relation', {
    body: {
      resourceType: 'Parameters',
      parameter: [{ name: 'patient', valueReference: { reference: `Patient/${viktor}` } }, reason],
    },
  });
  await call('viktor', 'block', { name: 'of', valueReference: { reference: unit } });
});

test('a colleague asks those who have blocked, and is not told who they are', async () => {
  assert.equal(await seen('tomas'), 0);
  assert.deepEqual(await refusedBy(call('tomas', 'ask-unit-to-lift', { ...consents, valueCode: 'refused' }, reason)), [
    'ground-to-lift',
  ]);
  const asked = await call('tomas', 'ask-unit-to-lift', consents, reason);
  assert.equal(asked.status, 201, asked.text);
  assert.doesNotMatch(asked.text, new RegExp(unit));
  const [own] = await tasks('tomas', 'lift-block-asked');
  assert.equal(own?.id, asked.body<Task>().id);
  assert.equal(
    (await tasks('tomas', 'lift-block-for-colleague')).length,
    0,
    'what lies with the unit is blocked with it',
  );
  assert.equal((await tasks('sara', 'lift-block-for-colleague')).length, 1);
});

test('declined, the one who asked is told why, and the block stays', async () => {
  const [request] = await tasks('sara', 'lift-block-for-colleague');
  assert.ok(request !== undefined);
  const no = await call(
    'sara',
    'lift-for-another',
    requestIn(request),
    { name: 'declined', valueBoolean: true },
    reason,
  );
  assert.equal(no.status, 200, no.text);
  assert.equal(no.body<Task>().status, 'rejected');
  const [own] = await tasks('tomas', 'lift-block-asked', 'ready');
  assert.match(own?.description ?? '', /avslagits: Behöver tidigare epikris/);
  assert.equal(await seen('tomas'), 0);
  assert.deepEqual(await refusedBy(call('sara', 'lift-for-another', requestIn(request), reason)), [
    'same-care-provider',
    'asked-to-lift',
  ]);
});

test('a unit that is staffed around the clock has it from when the head has not answered, and may answer', async () => {
  await call('tomas', 'ask-unit-to-lift', consents, reason);
  const all = await tasks('client:bench', 'lift-block-unanswered');
  const [late] = all.filter(({ status }) => status === 'requested');
  assert.ok(late !== undefined);
  assert.equal(late.owner?.reference, 'Organization/hospital-boras-emergency');
  const from = await sql(
    `select extract(epoch from valid_from - now())::int as "in" from care_relation
     where care_unit = (select key from organisation where id = 'hospital-boras-emergency') and valid_from > now()`,
  );
  const waits = from.map((row) => Math.round(Number((row as { in: number }).in) / 60));
  assert.ok(waits.includes(45), `45 minutes from now, not ${waits.join()}`);
});

test('lifted for the one who asked, and for nobody else', async () => {
  const [request] = await tasks('sara', 'lift-block-for-colleague');
  assert.ok(request !== undefined);
  const lifted = await call('sara', 'lift-for-another', requestIn(request), reason);
  assert.equal(lifted.status, 201, lifted.text);
  assert.ok((await seen('tomas')) > 0);
  assert.deepEqual(await tasks('client:bench', 'lift-block-unanswered'), [], 'nobody has to look at it any more');
  const blocks = (await ask('tomas', 'GET', `/fhir/Patient/${viktor}/$blocks`)).body<Parameters>();
  assert.ok(blocks.parameter?.some(({ name }) => name === 'open'));
  assert.equal((await tasks('tomas', 'lift-block-asked', 'ready')).length, 2);
});
