/** Blocks over HTTP (PDL 2008:355, 4 kap. 4–5 §§): set in one session, gone from the next answer of every other, and opened in two steps. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type {
  AuditEvent,
  Bundle,
  Communication,
  Consent,
  Encounter,
  OperationOutcome,
  Parameters,
  ParametersParameter,
} from '@medplum/fhirtypes';
import { blocksOf, blocksTag } from '@vardkedjan/care/access/blocks.ts';
import type { Finding } from '@vardkedjan/care/access/finding.ts';
import { whyRead } from '@vardkedjan/care/access/why-read.ts';
import { testWorld } from '../../http/test-world.ts';

const { ask } = await testWorld();
const viktor = 'viktor-eriksson';
const patient = `/fhir/Patient/${viktor}`;
const parameters = (...parameter: ParametersParameter[]) => ({
  body: { resourceType: 'Parameters', ...(parameter.length > 0 && { parameter }) },
});
const call = (as: string, operation: string, ...given: ParametersParameter[]) =>
  ask(as, 'POST', `${patient}/$${operation}`, parameters(...given));
let encounter: Encounter & { id: string };
let of: ParametersParameter;
let unit: string;
/** Where an export of the record stood when the block was set. */
let halfway: string | undefined;

const consent = (valueCode: string): ParametersParameter => ({ name: 'consent', valueCode });
const matters: ParametersParameter = { name: 'matters', valueBoolean: true };
const reason: ParametersParameter = { name: 'reason', valueString: 'Medvetslös med bröstsmärta' };

async function total(as: string): Promise<number | undefined> {
  return (await ask(as, 'GET', `/fhir/Encounter?patient=${viktor}&_id=${encounter.id}&_total=accurate`)).body<Bundle>()
    .total;
}
async function blocked(as: string): Promise<boolean | undefined> {
  const answer = await ask(as, 'GET', `${patient}/$blocks`);
  return answer.body<Parameters>().parameter?.find(({ name }) => name === 'blocked')?.valueBoolean;
}
async function chartTag(as: string): Promise<string | undefined> {
  const { meta } = (await ask(as, 'GET', `${patient}/$chart`)).body<Bundle>();
  return meta?.tag?.find(({ system }) => system === blocksTag)?.code;
}
async function refusedBy(promise: ReturnType<typeof call>): Promise<(string | undefined)[]> {
  const answer = await promise;
  if (answer.status !== 403) return [`${answer.status}`];
  return answer.body<OperationOutcome>().issue.map(({ details }) => details?.coding?.[0]?.code);
}
async function logOf(): Promise<AuditEvent[]> {
  const answer = await ask('viktor', 'GET', `${patient}/$access-log?_count=1000`);
  return (answer.body<Bundle>().entry ?? []).map(({ resource }) => resource as AuditEvent);
}

const findingsOf = (json: string): Finding[] => JSON.parse(json) as Finding[];

async function everything(url: string): Promise<Bundle> {
  const answer = await ask('tomas', 'GET', url);
  assert.equal(answer.status, 200, answer.text);
  return answer.body<Bundle>();
}
function nextOf({ link }: Bundle): string | undefined {
  const url = link?.find(({ relation }) => relation === 'next')?.url;
  return url === undefined ? undefined : new URL(url).pathname + new URL(url).search;
}

/** How many of the unit's entries the pages hold from there on. */
async function unitsEntriesFrom(page: string | undefined): Promise<number> {
  if (page === undefined) return 0;
  const bundle = await everything(page);
  const keepers = (bundle.entry ?? []).map(
    ({ resource }) =>
      resource?.meta?.extension?.find(({ url }) => url.endsWith('/care-unit'))?.valueReference?.reference,
  );
  return keepers.filter((keeper) => keeper === unit).length + (await unitsEntriesFrom(nextOf(bundle)));
}

before(async () => {
  const url = `/fhir/Encounter?patient=${viktor}&service-provider.name=Kvarnbackens`;
  encounter = (await ask('sara', 'GET', url)).body<Bundle>().entry?.[0]?.resource as Encounter & { id: string };
  unit = encounter.serviceProvider?.reference ?? '';
  of = { name: 'of', valueReference: { reference: unit } };
  for (const as of ['tomas', 'lena'])
    await ask(as, 'POST', '/fhir/Patient/$state-relation', {
      ...parameters({ name: 'patient', valueReference: { reference: `Patient/${viktor}` } }, reason),
    });
});

test('before there is a block, another unit sees the unit’s entries, and that nothing is blocked', async () => {
  assert.ok(((await total('tomas')) ?? 0) > 0);
  halfway = nextOf(await everything(`${patient}/$everything?_count=3`));
  assert.ok((await unitsEntriesFrom(halfway)) > 0);
  assert.equal(await blocked('tomas'), false);
  assert.equal(await chartTag('tomas'), undefined);
  assert.deepEqual(await refusedBy(call('tomas', 'lift-block', of, consent('given'), reason)), ['400']);
});

test('a block that the patient sets hides in the next answer of every other unit, and not from the unit itself', async () => {
  const answer = await call('viktor', 'block', of);
  assert.equal(answer.status, 201, answer.text);
  assert.deepEqual(
    blocksOf(answer.body<Consent>()).map((block) => block.of),
    [unit],
  );
  assert.equal(await total('tomas'), 0);
  assert.ok(((await total('sara')) ?? 0) > 0);
  assert.ok(((await total('viktor')) ?? 0) > 0);
  assert.equal(await blocked('tomas'), true);
  assert.equal(await blocked('sara'), false);
  assert.deepEqual(await Promise.all(['tomas', 'sara', 'viktor'].map(chartTag)), ['in-force', undefined, undefined]);
  for (const url of [
    `${patient}/$chart`,
    `${patient}/$everything`,
    `/fhir/Encounter/_history`,
    `/fhir/Patient?_has:Encounter:patient:_id=${encounter.id}`,
  ])
    assert.doesNotMatch((await ask('tomas', 'GET', url)).text, new RegExp(`Encounter/${encounter.id}"`), url);
});

test('an export that is under way when the block is set goes on without what is blocked', async () => {
  assert.equal(await unitsEntriesFrom(halfway), 0);
});

test('set again it is the same block', async () => {
  assert.equal((await call('viktor', 'block', of)).status, 200);
});

test('who names what is blocked hears which rule hides it, and what the law offers', async () => {
  const answer = await ask('tomas', 'GET', `/fhir/Encounter/${encounter.id}`);
  assert.deepEqual(
    answer.body<OperationOutcome>().issue.map(({ details }) => details?.coding?.[0]?.code),
    ['not-blocked'],
  );
  assert.match(answer.text, /"lift-block"/);
});

test('no unit reads the block itself, which would tell whose it is; nor writes one, or an opening', async () => {
  const own = (await ask('viktor', 'GET', `/fhir/Consent?patient=${viktor}`)).body<Bundle>().entry?.[0]
    ?.resource as Consent;
  for (const as of ['tomas', 'sara']) {
    assert.equal((await ask(as, 'GET', `/fhir/Consent?patient=${viktor}&_total=accurate`)).body<Bundle>().total, 0);
    assert.equal((await ask(as, 'GET', `/fhir/Consent/${own.id}`)).status, 404);
    const { id: _id, meta: _meta, ...copy } = own;
    assert.deepEqual(await refusedBy(ask(as, 'POST', '/fhir/Consent', { body: copy })), ['blocked-by-blocking']);
  }
});

test('without consent the units are shown first, and only then is one opened', async () => {
  const emergency = [consent('cannot-be-had'), matters, reason];
  assert.deepEqual(await refusedBy(call('tomas', 'lift-block', of, ...emergency)), ['units-shown-first']);
  assert.deepEqual(await refusedBy(call('tomas', 'blocking-units', consent('refused'), matters, reason)), [
    'ground-to-lift',
  ]);
  assert.deepEqual(await refusedBy(call('tomas', 'blocking-units', consent('cannot-be-had'), matters)), ['400']);
  const units = (await call('tomas', 'blocking-units', ...emergency)).body<Parameters>().parameter;
  assert.deepEqual(
    units?.map(({ valueReference }) => valueReference?.reference),
    [unit],
  );
  assert.equal(await total('tomas'), 0, 'which unit, not what');
  const opened = await call('tomas', 'lift-block', of, ...emergency);
  assert.equal(opened.status, 201, opened.text);
  assert.ok(((await total('tomas')) ?? 0) > 0);
  assert.equal((await ask('tomas', 'GET', `/fhir/Encounter/${encounter.id}`)).status, 200);
  assert.equal(await chartTag('tomas'), 'lifted');
  const told = (await ask('tomas', 'GET', `${patient}/$blocks`)).body<Parameters>().parameter;
  assert.deepEqual(
    told?.map(({ name }) => name),
    ['blocked', 'open'],
  );
  assert.equal(told?.[1]?.part?.[1]?.valueInstant, opened.body<Consent>().provision?.period?.end);
  const notices = (await ask('viktor', 'GET', '/fhir/Communication?category=block-lifted')).body<
    Bundle<Communication>
  >();
  assert.match(
    notices.entry?.[0]?.resource?.payload?.[0]?.contentString ?? '',
    /hävts för Tomas Berglund, .*Medvetslös/,
    'the patient is told, since she could not be asked',
  );
});

test('what was opened is ended before its time by the one to whom it was opened, and hidden at once', async () => {
  assert.deepEqual((await call('sara', 'end-opening')).body<Parameters>().parameter, undefined, 'nothing of hers is');
  assert.ok(((await total('tomas')) ?? 0) > 0, 'nobody else ends it');
  const ended = (await call('tomas', 'end-opening')).body<Parameters>().parameter;
  assert.deepEqual(
    ended?.map(({ valueReference }) => valueReference?.reference),
    [unit],
  );
  assert.equal(await total('tomas'), 0);
  assert.equal(await blocked('tomas'), true);
  assert.deepEqual((await call('tomas', 'end-opening')).body<Parameters>().parameter, undefined, 'once more: nothing');
  assert.deepEqual(await refusedBy(call('viktor', 'end-opening')), ['provided-for']);
  const again = await call('tomas', 'lift-block', of, consent('cannot-be-had'), matters, reason);
  assert.equal(again.status, 201, again.text);
});

test('the units that keep entries are listed of what the asker may see: a blocked one is not', async () => {
  const keep = async (as: string) => {
    const answer = await ask(as, 'GET', `${patient}/$care-units`);
    return (answer.body<Parameters>().parameter ?? []).map(({ part }) => part?.[0]?.valueReference?.reference);
  };
  assert.ok((await keep('viktor')).includes(unit));
  assert.ok((await keep('tomas')).includes(unit), 'it is open to him');
  await call('tomas', 'end-opening');
  assert.ok(!(await keep('tomas')).includes(unit));
  assert.ok((await keep('sara')).includes(unit));
  assert.equal((await ask('viktor', 'GET', '/fhir/Patient/linnea-sjogren/$care-units')).status, 403);
  assert.equal((await call('tomas', 'lift-block', of, consent('cannot-be-had'), matters, reason)).status, 201);
});

test('every step is in the log that the patient reads, with findings', async () => {
  await ask('tomas', 'GET', `${patient}/$chart`);
  const log = await logOf();
  const acts = log.map(({ subtype, outcome }) => `${subtype?.[0]?.code} ${outcome}`);
  for (const act of [
    'block 0',
    'show-blocking-units 4',
    'show-blocking-units 0',
    'lift-block 4',
    'lift-block 0',
    'end-opening 0',
  ])
    assert.ok(acts.includes(act), act);
  const lifted = log.find(({ subtype, outcome }) => subtype?.[0]?.code === 'lift-block' && outcome === '0');
  assert.equal(lifted?.purposeOfEvent?.[0]?.text, reason.valueString);
  const chart = log.find(
    ({ agent, entity }) => agent[0]?.name === 'Tomas Berglund' && entity?.[0]?.name === 'GET Patient/$chart',
  );
  assert.match(
    chart?.entity?.[0]?.detail?.find(({ type }) => type === 'findings')?.valueString ?? '',
    /"block":"lifted"/,
  );
});

test('a read by its id of what was opened says so, one at the own unit that it was in care there, and from where the relation came', async () => {
  const answers = await Promise.all(['tomas', 'sara'].map((as) => ask(as, 'GET', `/fhir/Encounter/${encounter.id}`)));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  );
  const log = await logOf();
  const findings = (name: string): Finding[] => {
    const line = log.find(({ agent, entity }) => agent[0]?.name === name && entity?.[0]?.name === 'GET Encounter');
    return findingsOf(line?.entity?.[0]?.detail?.find(({ type }) => type === 'findings')?.valueString ?? '');
  };
  const relations = (name: string) =>
    findings(name).flatMap(({ rule, facts }) => (rule === 'care-relation-or-stated' ? [facts['relation']] : []));
  const unblocked = (name: string) => findings(name).filter(({ facts }) => facts['block'] === 'lifted').length;
  assert.deepEqual([unblocked('Tomas Berglund'), unblocked('Sara Lindqvist')], [1, 0]);
  assert.equal(relations('Sara Lindqvist').length, 1);
  assert.notEqual(relations('Sara Lindqvist')[0], undefined);
  assert.match(whyRead(findings('Tomas Berglund'), 'sv') ?? '', / Uppgifter som du har spärrat visades\./);
  assert.doesNotMatch(whyRead(findings('Sara Lindqvist'), 'sv') ?? 'spärrat', /spärrat/);
});

test('a guardian’s block is refused, and a block of another care provider’s unit is not for staff to set', async () => {
  assert.deepEqual(await refusedBy(call('sara', 'block', of, { name: 'requestedBy', valueCode: 'guardian' })), [
    'blocked-by-patient',
  ]);
  assert.deepEqual(await refusedBy(call('sara', 'block', of)), ['blocked-by-patient']);
  assert.deepEqual(await refusedBy(call('lena', 'block', of, { name: 'requestedBy', valueCode: 'patient' })), [
    'same-care-provider',
  ]);
});

test('a block that is set anew lets nobody through who had an earlier one opened', async () => {
  assert.ok(((await total('tomas')) ?? 0) > 0, 'it is open to him');
  assert.equal((await call('viktor', 'lift-block', of)).status, 200);
  assert.equal((await call('viktor', 'block', of)).status, 201);
  assert.equal(await total('tomas'), 0);
  assert.equal(await chartTag('tomas'), 'in-force');
});

test('the patient withdraws the block, and all is there again', async () => {
  assert.equal((await call('viktor', 'lift-block', of)).body<Consent>().status, 'inactive');
  assert.equal(await blocked('tomas'), false);
  assert.ok(((await total('tomas')) ?? 0) > 0);
  assert.deepEqual(await refusedBy(call('viktor', 'lift-block', of)), ['400']);
});

test('staff register what the patient asks for; nobody blocks in another’s record', async () => {
  assert.equal((await call('sara', 'block', of, { name: 'requestedBy', valueCode: 'patient' })).status, 201);
  assert.equal(await blocked('tomas'), true, 'nothing is open of it');
  const other = await ask('viktor', 'POST', '/fhir/Patient/linnea-sjogren/$block', parameters(of));
  assert.equal(other.status, 403);
});
