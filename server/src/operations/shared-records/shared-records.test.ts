/** Shared documentation over HTTP (2022:913): the levels of what is told, consent registered and withdrawn, danger, and blocks. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type {
  AuditEvent,
  Bundle,
  CareTeam,
  Communication,
  Consent,
  Encounter,
  OperationOutcome,
  Parameters,
  ParametersParameter,
  PractitionerRole,
  Task,
} from '@medplum/fhirtypes';
import { type Answered, testWorld } from '../../http/test-world.ts';

const { ask, wiring } = await testWorld();
const viktor = 'viktor-eriksson';
const patient = `/fhir/Patient/${viktor}`;
const body = (...parameter: ParametersParameter[]) => ({
  body: { resourceType: 'Parameters', ...(parameter.length > 0 && { parameter }) },
});
const call = (as: string, operation: string, ...given: ParametersParameter[]) =>
  ask(as, 'POST', `${patient}/$${operation}`, body(...given));
const code = (name: string, valueCode: string): ParametersParameter => ({ name, valueCode });
const truth = (name: string, valueBoolean: boolean): ParametersParameter => ({ name, valueBoolean });
const reason: ParametersParameter = { name: 'reason', valueString: 'Medvetslös efter fall i hemmet' };
const of = (reference: string): ParametersParameter => ({ name: 'of', valueReference: { reference } });
const says = (consent: string) => [code('consent', consent), code('capacity', 'has'), truth('informed', true)];
const danger = [truth('danger', true), code('consent', 'cannot-be-had')];

/** The region's health centre keeps entries; the municipality's home care looks for them. */
let provider = '';
let unit = '';
let home = '';

async function levels(as: string): Promise<{ exists: boolean | undefined; open: string[] }> {
  const { parameter = [] } = (await ask(as, 'GET', `${patient}/$shared-records`)).body<Parameters>();
  return {
    exists: parameter.find(({ name }) => name === 'exists')?.valueBoolean,
    open: parameter.filter(({ name }) => name === 'open').map(({ part }) => part?.[0]?.valueCode ?? ''),
  };
}
async function shown(): Promise<number> {
  const found = (await ask('lena', 'GET', `/fhir/Encounter?patient=${viktor}&_total=accurate`)).body<Bundle>();
  return (found.entry ?? []).filter(({ resource }) => !isOwn(resource as Encounter)).length;
}
async function consentOf(ground: string): Promise<string | undefined> {
  const query = `/fhir/Consent?status=active&category=shared-records-${ground}`;
  return (await ask('viktor', 'GET', query)).body<Bundle<Consent>>().entry?.[0]?.resource?.id;
}
const isOwn = ({ serviceProvider }: Encounter): boolean => serviceProvider?.reference === home;
async function refusedBy(answer: Promise<Answered>): Promise<(string | undefined)[]> {
  const { status, body: outcome } = await answer;
  if (status !== 403) return [String(status)];
  return outcome<OperationOutcome>().issue.map(({ details }) => details?.coding?.[0]?.code);
}
const findingsOf = (event: AuditEvent | undefined): string =>
  event?.entity?.[0]?.detail?.find(({ type }) => type === 'findings')?.valueString ?? '';
const named = ({ parameter = [] }: Parameters): (string | undefined)[] =>
  parameter.map(({ valueReference }) => valueReference?.reference);

before(async () => {
  const encounters = (await ask('sara', 'GET', `/fhir/Encounter?patient=${viktor}`)).body<Bundle<Encounter>>();
  unit = encounters.entry?.[0]?.resource?.serviceProvider?.reference ?? '';
  const role = (await ask('lena', 'GET', '/fhir/PractitionerRole?practitioner=lena-forsberg')).body<
    Bundle<PractitionerRole>
  >();
  home = role.entry?.[0]?.resource?.organization?.reference ?? '';
  await ask('lena', 'POST', '/fhir/Patient/$state-relation', {
    ...body({ name: 'patient', valueReference: { reference: `Patient/${viktor}` } }, reason),
  });
});

test('a relation that is only stated tells that there is something, and opens nothing', async () => {
  assert.deepEqual(await levels('lena'), { exists: true, open: [] });
  assert.equal(await shown(), 0);
  assert.deepEqual(await refusedBy(call('lena', 'register-consent', ...says('given'))), ['arisen-relation']);
});

test('with a visit that has begun the patient’s consent opens it, at once and with whose it is', async () => {
  const visit = await ask('lena', 'POST', '/fhir/Encounter', {
    body: {
      resourceType: 'Encounter',
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'HH' },
      subject: { reference: `Patient/${viktor}` },
      serviceProvider: { reference: home },
      period: { start: new Date().toISOString() },
    },
  });
  assert.equal(visit.status, 201, visit.text);
  assert.equal(await shown(), 0);
  assert.deepEqual(await refusedBy(call('lena', 'register-consent', ...says('refused'))), ['consent-or-child']);
  assert.deepEqual(
    await refusedBy(call('lena', 'register-consent', ...says('given').slice(0, 2), truth('informed', false))),
    ['informed-first'],
  );
  const answer = await call('lena', 'register-consent', ...says('given'));
  assert.equal(answer.status, 201, answer.text);
  const { provision } = answer.body<Consent>();
  assert.equal(provision?.actor?.at(-1)?.reference.reference, home);
  assert.deepEqual(await levels('lena'), { exists: true, open: ['consent'] });
  assert.ok((await shown()) > 0);
});

test('it is read and not written, and the Consent itself is not read by staff', async () => {
  const found = (await ask('lena', 'GET', `/fhir/Encounter?patient=${viktor}`)).body<Bundle<Encounter>>();
  const other = found.entry?.find(({ resource }) => resource !== undefined && !isOwn(resource))?.resource;
  assert.ok(other);
  assert.deepEqual(
    await refusedBy(ask('lena', 'PUT', `/fhir/Encounter/${other.id}`, { body: { ...other, status: 'cancelled' } })),
    ['own-or-lies-here'],
  );
  assert.equal((await ask('lena', 'GET', `/fhir/Consent?patient=${viktor}&_total=accurate`)).body<Bundle>().total, 0);
});

test('a Consent that says so is not written by staff', async () => {
  const [consent] = (await ask('viktor', 'GET', '/fhir/Consent')).body<Bundle<Consent>>().entry ?? [];
  assert.ok(consent?.resource);
  const { id: _id, meta: _meta, ...copy } = consent.resource;
  assert.deepEqual(await refusedBy(ask('lena', 'POST', '/fhir/Consent', { body: copy })), ['sharing-by-registering']);
});

test('what the patient blocks is gone at once, although there is consent; that it is, looks like there being nothing', async () => {
  const page = (await ask('sara', 'GET', `/fhir/${unit}`)).body<{ partOf?: { reference: string } }>();
  let above = page.partOf?.reference ?? '';
  for (let next = above; next !== ''; ) {
    above = next;
    next =
      (await ask('sara', 'GET', `/fhir/${above}`)).body<{ partOf?: { reference: string } }>().partOf?.reference ?? '';
  }
  provider = above;
  assert.equal((await call('viktor', 'block', of(provider))).status, 201);
  assert.equal(await shown(), 0);
  assert.equal((await levels('lena')).exists, false);
});

test('by its id, what is blocked elsewhere is as what has never been, whatever is asked of it', async () => {
  const blocked = (await ask('sara', 'GET', `/fhir/Encounter?patient=${viktor}`)).body<Bundle<Encounter>>();
  const id = blocked.entry?.[0]?.resource?.id ?? '';
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/_history'],
    ['GET', '/_history/1'],
    ['DELETE', ''],
  ] as const) {
    const told = async (name: string) => {
      const { status, text } = await ask('lena', method, `/fhir/Encounter/${name}${path}`);
      return { status, text: text.replaceAll(name, 'one') };
    };
    const there = await told(id);
    assert.deepEqual(there, await told('never-there'), `${method} ${path}`);
    assert.equal(there.status, 404, `${method} ${path}`);
  }
  const over = await ask('lena', 'PUT', `/fhir/Encounter/${id}`, { body: blocked.entry?.[0]?.resource });
  assert.equal(over.status, 409);
  assert.doesNotMatch(over.text, /blocked|spärr/i);
});

test('in danger it is seen who has blocked, who is asked, and who lifts it for the one who asked', async () => {
  const cannot = [truth('danger', true), truth('canAskToLift', false)];
  assert.deepEqual(
    await refusedBy(call('lena', 'blocking-providers', truth('danger', true), truth('canAskToLift', true), reason)),
    ['danger-and-cannot-ask'],
  );
  assert.deepEqual(
    await refusedBy(call('lena', 'ask-to-lift', of(provider), ...cannot, truth('matters', true), reason)),
    ['matters-behind-block'],
  );
  assert.deepEqual(named((await call('lena', 'blocking-providers', ...cannot, reason)).body<Parameters>()), [provider]);
  const asked = await call('lena', 'ask-to-lift', of(provider), ...cannot, truth('matters', true), reason);
  assert.equal(asked.status, 201, asked.text);
  const own = asked.body<Task>();
  assert.deepEqual(own.owner?.reference, 'Practitioner/lena-forsberg');
  assert.equal((await ask('lena', 'GET', `/fhir/Task/${own.id}`)).status, 200);
  assert.equal(await shown(), 0);

  const code = 'https://vardkedjan.se/fhir/CodeSystem/task-kind|lift-block-for-another';
  const list = (
    await ask('sara', 'GET', `/fhir/Task?patient=${viktor}&code=${encodeURIComponent(code)}&status=requested`)
  ).body<Bundle<Task>>();
  assert.equal(list.entry?.length, 1);
  const task = list.entry[0]?.resource as Task;
  const owner = task.owner?.reference;
  const team = (await ask('client:bench', 'GET', `/fhir/CareTeam?patient=${viktor}`)).body<Bundle<CareTeam>>();
  assert.ok(
    team.entry?.some(({ resource }) => resource?.participant?.some(({ member }) => member?.reference === owner)),
  );
  const request = { name: 'request', valueReference: { reference: `Task/${task.id}` } };
  assert.deepEqual(await refusedBy(call('lena', 'lift-for-another', request, reason)), ['same-care-provider']);
  const lifted = await call('sara', 'lift-for-another', request, reason);
  assert.equal(lifted.status, 201, lifted.text);
  assert.ok((await shown()) > 0);
  const told = (await ask('lena', 'GET', `/fhir/Task/${own.id}`)).body<Task>();
  assert.equal(told.status, 'ready', 'the one who asked sees that there is an answer');
  assert.deepEqual(await refusedBy(call('sara', 'lift-for-another', request, reason)), [
    'same-care-provider',
    'asked-to-lift',
  ]);
  assert.equal((await call('lena', 'end-emergency')).status, 200);
  assert.equal(await shown(), 0);
});

test('by the other reading of the act, a setting, who asks is let through at once', async () => {
  const { blockedInDanger } = wiring.config;
  Object.assign(wiring.config, { blockedInDanger: 'open' });
  const cannot = [truth('danger', true), truth('canAskToLift', false)];
  const asked = await call('lena', 'ask-to-lift', of(provider), ...cannot, truth('matters', true), reason);
  Object.assign(wiring.config, { blockedInDanger });
  assert.equal(asked.body<Task>().status, 'completed', asked.text);
  assert.ok((await shown()) > 0);
  assert.equal((await call('lena', 'end-emergency')).status, 200);
  assert.equal(await shown(), 0);
});

test('the patient lifts the block, and withdraws the consent: it is gone from the next answer', async () => {
  assert.equal((await call('viktor', 'lift-block', of(provider))).status, 200);
  assert.ok((await shown()) > 0);
  const given = { name: 'consent', valueReference: { reference: `Consent/${await consentOf('consent')}` } };
  const unknown = { name: 'consent', valueReference: { reference: 'Consent/nothing' } };
  assert.equal((await call('viktor', 'withdraw-consent', unknown)).status, 404);
  assert.ok((await shown()) > 0, 'naming another ends nothing');
  assert.equal((await call('viktor', 'withdraw-consent', given)).status, 200);
  assert.equal((await call('viktor', 'withdraw-consent', given)).status, 404, 'it has ended');
  assert.equal((await call('viktor', 'withdraw-consent')).status, 200, 'and all, when none is named');
  assert.equal(await shown(), 0);
  assert.deepEqual(await levels('lena'), { exists: true, open: [] });
  const [again] = (await ask('viktor', 'GET', '/fhir/Consent?status=inactive')).body<Bundle<Consent>>().entry ?? [];
  assert.equal(again?.resource?.status, 'inactive');
});

test('in danger, and no consent to be had: first who has it, then it, for those who are chosen; the head and the patient are told', async () => {
  const opening = [...danger, truth('matters', true), reason];
  assert.deepEqual(await refusedBy(call('lena', 'emergency', of(provider), ...opening)), ['matters-in-emergency']);
  const lacks = code('capacity', 'lacks-for-now');
  assert.deepEqual(named((await call('lena', 'shared-providers', ...danger, lacks, reason)).body<Parameters>()), [
    provider,
  ]);
  assert.deepEqual(
    await refusedBy(
      call(
        'lena',
        'emergency',
        of(provider),
        truth('danger', true),
        code('consent', 'refused'),
        truth('matters', true),
        reason,
      ),
    ),
    ['danger-without-consent'],
  );
  assert.equal((await call('lena', 'emergency', of('Organization/nowhere'), ...opening)).status, 400);
  const answer = await call('lena', 'emergency', of(provider), ...opening);
  assert.equal(answer.status, 201, answer.text);
  assert.ok((await shown()) > 0);
  assert.deepEqual((await levels('lena')).open, ['emergency']);

  const told = (await ask('viktor', 'GET', '/fhir/Communication?_sort=-_lastUpdated')).body<Bundle<Communication>>();
  assert.match(
    told.entry?.[0]?.resource?.payload?.[0]?.contentString ?? '',
    /Lena Forsberg, .* fara för ditt liv.*Medvetslös efter fall/,
  );
  const notice = `/fhir/Communication/${told.entry?.[0]?.resource?.id}`;
  const readAt = async () => (await ask('viktor', 'GET', notice)).body<Communication>().received;
  assert.equal(await readAt(), undefined);
  assert.equal((await ask('linnea', 'POST', `${notice}/$notice-read`)).status, 403);
  assert.equal((await ask('viktor', 'POST', `${notice}/$notice-read`)).status, 200);
  const first = await readAt();
  assert.notEqual(first, undefined);
  assert.equal((await ask('viktor', 'POST', `${notice}/$notice-read`)).status, 200);
  assert.equal(await readAt(), first, 'it is read once');
  const tasks = (await ask('lena', 'GET', `/fhir/Task?patient=${viktor}&owner=${home}`)).body<Bundle<Task>>();
  const [{ resource: toHead } = {}] = tasks.entry ?? [];
  assert.equal(toHead?.code?.coding?.[0]?.code, 'emergency-opened');
  const closed = { ...toHead, status: 'completed' };
  const headers = { 'if-match': `W/"${toHead?.meta?.versionId}"` };
  const refused = await ask('lena', 'PUT', `/fhir/Task/${toHead?.id}`, { body: closed, headers });
  assert.equal(refused.status, 409, refused.text);
  assert.match(refused.text, /head of the unit/);
  const log = (await ask('viktor', 'GET', `${patient}/$access-log?_count=100`)).body<Bundle<AuditEvent>>();
  const events = (log.entry ?? []).flatMap(({ resource }) => resource ?? []);
  assert.ok(events.some(({ subtype, outcome }) => subtype?.[0]?.code === 'emergency' && outcome === '0'));
  const opened = events.find(({ entity }) => entity?.[0]?.name === 'GET Encounter');
  assert.deepEqual(
    opened?.agent
      .filter(({ requestor }) => !requestor)
      .map(({ type, who }) => [type?.coding?.[0]?.code, who?.reference]),
    [
      ['CST', 'Organization/municipality-1490'],
      ['CST', provider],
    ],
    'it says whose entries they were',
  );
  assert.match(findingsOf(opened), /"keptBy":"another-care-provider","sharedBy":"emergency"/, 'and by what');

  assert.equal((await call('lena', 'end-emergency')).status, 200);
  assert.equal(await shown(), 0);
});

test('one who lacks capacity: what those who know the patient say, and care provider by care provider', async () => {
  const given = [code('capacity', 'lacks'), truth('matters', true), reason];
  assert.deepEqual(
    await refusedBy(call('lena', 'open-without-capacity', of(provider), ...given, code('attitude', 'would-object'))),
    ['nothing-against'],
  );
  const answer = await call(
    'lena',
    'open-without-capacity',
    of(provider),
    ...given,
    code('attitude', 'nothing-against'),
  );
  assert.equal(answer.status, 201, answer.text);
  assert.ok((await shown()) > 0);
  assert.equal((await call('lena', 'withdraw-consent')).status, 200);
  assert.equal(await shown(), 0);
});
