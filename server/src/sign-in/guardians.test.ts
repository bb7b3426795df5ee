/**
 * Guardians over HTTP: what the population register says takes hold in the next answer, ages are counted by the Swedish calendar day at each
 * request, and what the register does not say opens nothing.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type {
  AuditEvent,
  Bundle,
  Consent,
  OperationOutcome,
  Parameters,
  Patient,
  RelatedPerson,
} from '@medplum/fhirtypes';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { testWorld } from '../http/test-world.ts';

const { ask, signIn } = await testWorld();
const register = 'client:bench';
const personnummer = 'http://electronichealth.se/identifier/personnummer';
const numberOf = { viktor: '199901182395', linnea: '199101182385' } as const;
const label = 'http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel';
const protectedMark = { security: [{ system: label, code: 'sekretessmarkering' }] };
const today = stockholmDay(new Date());

/** Who turns so many years so many days from today. */
function born(years: number, inDays = -30): string {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  return new Date(Date.UTC(year - years, month - 1, day + inDays)).toISOString().slice(0, 10);
}

async function put(resource: Patient | RelatedPerson, as = register): Promise<number> {
  const { status } = await ask(as, 'PUT', `/fhir/${resource.resourceType}/${resource.id}`, { body: resource });
  return status;
}

async function child(id: string, birthDate: string | undefined, more: Partial<Patient> = {}): Promise<void> {
  const name = [{ given: [id], family: 'Eriksson' }];
  const status = await put({
    resourceType: 'Patient',
    id,
    name,
    ...(birthDate !== undefined && { birthDate }),
    ...more,
  });
  assert.ok(status < 300, `${status}`);
}

function guardianOf(id: string, of: string, value: string, more: Partial<RelatedPerson> = {}): RelatedPerson {
  return {
    resourceType: 'RelatedPerson',
    id,
    active: true,
    patient: { reference: `Patient/${of}` },
    relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'GUARD' }] }],
    identifier: [{ system: personnummer, value }],
    ...more,
  };
}

async function opens(as: string, id: string): Promise<boolean> {
  const { status } = await ask(as, 'GET', `/fhir/Patient/${id}/$chart`);
  assert.ok(status === 200 || status === 403, `${status}`);
  return status === 200;
}

async function refusing(as: string, id: string, operation = '$chart'): Promise<(string | undefined)[]> {
  const answer = await ask(as, 'GET', `/fhir/Patient/${id}/${operation}`);
  assert.equal(answer.status, 403);
  return answer.body<OperationOutcome>().issue.map(({ details }) => details?.coding?.[0]?.code);
}

async function children(as: string, own: string): Promise<Record<string, string>> {
  const answer = await ask(as, 'GET', `/fhir/Patient/${own}/$children`);
  assert.equal(answer.status, 200, answer.text);
  const part = (one: NonNullable<Parameters['parameter']>[number], name: string) =>
    one.part?.find((each) => each.name === name);
  return Object.fromEntries(
    (answer.body<Parameters>().parameter ?? []).map((one) => [
      part(one, 'patient')?.valueReference?.reference ?? '',
      part(one, 'open')?.valueCode ?? '',
    ]),
  );
}

async function note(id: string, patient: string, unit: string): Promise<void> {
  const body = {
    resourceType: 'Condition',
    id,
    meta: {
      extension: [
        {
          url: 'https://vardkedjan.se/fhir/StructureDefinition/care-unit',
          valueReference: { reference: `Organization/${unit}` },
        },
      ],
    },
    subject: { reference: `Patient/${patient}` },
    code: { text: 'Snuva' },
  };
  assert.ok((await ask(register, 'PUT', `/fhir/Condition/${id}`, { body })).status < 300);
}

before(async () => {
  await child('twelve', born(12));
  await child('eve', born(13, 1));
  await child('birthday', born(13, 0));
  await child('fourteen', born(14));
  await child('sixteen', born(16));
  await child('unknown', undefined);
  await child('hidden', born(7), { meta: protectedMark });
  await child('dead', born(7), { deceasedDateTime: '2026-01-01' });
  for (const id of ['twelve', 'eve', 'birthday', 'fourteen', 'sixteen', 'unknown', 'hidden', 'dead'])
    assert.ok((await put(guardianOf(`guardian-${id}`, id, numberOf.viktor))) < 300);
});

test('a guardian reads until the thirteenth birthday, and nobody’s age is guessed', async () => {
  assert.equal(await opens('viktor', 'twelve'), true);
  assert.equal(await opens('viktor', 'eve'), true);
  assert.deepEqual(await refusing('viktor', 'birthday'), ['young-enough-for-guardian']);
  assert.deepEqual(await refusing('viktor', 'fourteen'), ['young-enough-for-guardian']);
  assert.deepEqual(await refusing('viktor', 'sixteen'), ['young-enough-for-guardian']);
  assert.deepEqual(await refusing('viktor', 'unknown'), ['young-enough-for-guardian']);
  assert.deepEqual(await refusing('viktor', 'hidden'), ['agent-link-stands']);
  assert.deepEqual(await refusing('viktor', 'dead'), ['patient-lives']);
  assert.deepEqual(await refusing('linnea', 'twelve'), ['own-or-childs-record']);
});

test('searches and reads show what the decision shows', async () => {
  const found = (await ask('viktor', 'GET', '/fhir/Patient?_count=100')).body<Bundle>();
  const ids = new Set((found.entry ?? []).map(({ resource }) => resource?.id));
  assert.deepEqual(ids, new Set(['eve', 'twelve', 'viktor-eriksson']));
  for (const id of ['birthday', 'hidden', 'dead'])
    assert.equal((await ask('viktor', 'GET', `/fhir/Patient/${id}`)).status, 403, id);
});

test('a guardian is told of the children, and of no child with whom there is no link', async () => {
  assert.deepEqual(await children('viktor', 'viktor-eriksson'), {
    'Patient/twelve': 'whole',
    'Patient/eve': 'whole',
    'Patient/birthday': 'closed',
    'Patient/fourteen': 'closed',
  });
  // Her own data are protected: she acts for nobody.
  await put(guardianOf('second-twelve', 'twelve', numberOf.linnea));
  assert.deepEqual(await children('linnea', 'linnea-sjogren'), {});
  assert.deepEqual(await refusing('linnea', 'twelve'), ['agent-link-stands']);
});

test('what the register takes away is gone in the next answer', async () => {
  await child('taken', born(5));
  await put(guardianOf('guardian-taken', 'taken', numberOf.viktor));
  assert.equal(await opens('viktor', 'taken'), true);
  await put(guardianOf('guardian-taken', 'taken', numberOf.viktor, { active: false }));
  assert.equal(await opens('viktor', 'taken'), false);
  await put(guardianOf('guardian-taken', 'taken', numberOf.viktor, { period: { end: born(0, -1) } }));
  assert.equal(await opens('viktor', 'taken'), false);
  await put(guardianOf('guardian-taken', 'taken', numberOf.viktor, { period: { start: born(1), end: today } }));
  assert.equal(await opens('viktor', 'taken'), true);
  await ask(register, 'DELETE', '/fhir/RelatedPerson/guardian-taken');
  assert.equal(await opens('viktor', 'taken'), false);
});

test('care staff make no guardian, and change none', async () => {
  await child('patient-of-sara', born(9));
  const relation = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'patient', valueReference: { reference: 'Patient/patient-of-sara' } },
      { name: 'reason', valueString: 'Besök' },
    ],
  };
  assert.equal((await ask('sara', 'POST', '/fhir/Patient/$state-relation', { body: relation })).status, 201);
  assert.equal(await put(guardianOf('by-staff', 'patient-of-sara', numberOf.viktor), 'sara'), 403);
  const kin: RelatedPerson = {
    ...guardianOf('kin', 'patient-of-sara', numberOf.viktor),
    relationship: [{ text: 'Morfar' }],
  };
  assert.equal(await put(kin, 'sara'), 201);
  assert.equal(await opens('viktor', 'patient-of-sara'), false);
  assert.equal(await put(guardianOf('kin', 'patient-of-sara', numberOf.viktor), 'sara'), 403);
  assert.equal(await opens('viktor', 'patient-of-sara'), false);
  const consent = {
    resourceType: 'Consent',
    status: 'active',
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
    category: [{ coding: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/consent', code: 'online-access' }] }],
    patient: { reference: 'Patient/patient-of-sara' },
    policy: [{ uri: 'urn:policy' }],
  };
  assert.equal((await ask('sara', 'POST', '/fhir/Consent', { body: consent })).status, 403);
});

test('the guardian’s openings are the guardian’s in the log, and the child’s log shows them and why', async () => {
  const log = (await ask('viktor', 'GET', '/fhir/Patient/twelve/$access-log')).body<Bundle>();
  const rows = (log.entry ?? []).map(({ resource }) => resource as AuditEvent);
  const opened = rows.find(({ outcome, entity }) => outcome === '0' && entity?.[0]?.name === 'GET Patient/$chart');
  assert.equal(opened?.agent[0]?.who?.reference ?? opened?.agent[0]?.who?.identifier?.value, 'Patient/viktor-eriksson');
  const findings = opened?.entity?.[0]?.detail?.find(({ type }) => type === 'findings')?.valueString ?? '';
  assert.match(findings, /"own-or-childs-record".*"childs"/);
  const refused = rows.filter(({ outcome }) => outcome !== '0');
  assert.ok(refused.length > 0, 'refused attempts are there too');
});

test('a guardian blocks nothing of a child’s, and lifts nothing', async () => {
  for (const operation of ['$block', '$lift-block']) {
    const body = {
      resourceType: 'Parameters',
      parameter: [{ name: 'of', valueReference: { reference: 'Organization/vc-kvarnbacken' } }],
    };
    const answer = await ask('viktor', 'POST', `/fhir/Patient/twelve/${operation}`, { body });
    assert.equal(answer.status, 403, operation);
    assert.match(answer.text, operation === '$block' ? /blocked-by-patient/ : /own-record/);
  }
});

async function decideOnline(as: string, id: string, parts: Record<string, string>, more: object[] = []) {
  const codes = Object.entries(parts).map(([name, value]) => ({
    name,
    [name === 'decision' ? 'valueCode' : 'valueString']: value,
  }));
  return ask(as, 'POST', `/fhir/Patient/${id}/$online-access`, {
    body: { resourceType: 'Parameters', parameter: [...codes, ...more] },
  });
}
const guardian = { name: 'guardian', valueIdentifier: { system: personnummer, value: numberOf.viktor } };
const because = 'Överenskommet';

async function relate(as: string, id: string): Promise<void> {
  const parameter = [
    { name: 'patient', valueReference: { reference: `Patient/${id}` } },
    { name: 'reason', valueString: 'Besök' },
  ];
  const body = { resourceType: 'Parameters', parameter };
  assert.equal((await ask(as, 'POST', '/fhir/Patient/$state-relation', { body })).status, 201);
}

test('the head of a clinic prolongs a guardian’s access to what the clinic keeps, and nothing else', async () => {
  await note('of-the-centre', 'fourteen', 'vc-kvarnbacken');
  await note('of-the-ward', 'fourteen', 'hospital-skovde-medicine-3');
  await relate('johan', 'fourteen');
  await relate('sara', 'fourteen');
  assert.equal(
    (await decideOnline('sara', 'fourteen', { decision: 'guardian-reads', reason: because }, [guardian])).status,
    403,
  );
  const made = await decideOnline('johan', 'fourteen', { decision: 'guardian-reads', reason: because }, [guardian]);
  assert.equal(made.status, 201, made.text);
  assert.equal((await ask('viktor', 'GET', '/fhir/Condition/of-the-centre')).status, 200);
  assert.equal((await ask('viktor', 'GET', '/fhir/Condition/of-the-ward')).status, 403);
  const found = (await ask('viktor', 'GET', '/fhir/Condition?patient=fourteen&_total=accurate')).body<Bundle>();
  assert.equal(found.total, 1);
  const words = (await ask('viktor', 'GET', '/fhir/Condition?code:text=snuva&patient=fourteen')).body<Bundle>();
  assert.deepEqual(
    words.entry?.map(({ resource }) => resource?.id),
    ['of-the-centre'],
  );
  assert.equal((await ask('viktor', 'GET', '/fhir/Patient/fourteen')).status, 200);
  assert.equal(await opens('viktor', 'fourteen'), true);
  assert.deepEqual(await refusing('viktor', 'fourteen', '$access-log'), ['young-enough-for-guardian']);
  assert.equal((await children('viktor', 'viktor-eriksson'))['Patient/fourteen'], 'clinics');
  // Neither the guardian nor anybody of the staff reads the decision itself.
  const { id } = made.body<Consent>();
  for (const [as, status] of [
    ['viktor', 403],
    ['sara', 404],
  ] as const)
    assert.equal((await ask(as, 'GET', `/fhir/Consent/${id}`)).status, status, as);
  // The head is told what holds, to withdraw it; a colleague and the guardian are not.
  const inForce = async (as: string) =>
    ((await ask(as, 'GET', '/fhir/Patient/fourteen/$online-decisions')).body<Parameters>().parameter ?? []).map(
      ({ part = [] }) =>
        part.map((one) => one.valueReference?.reference ?? one.valueCode ?? one.valueIdentifier?.value),
    );
  const [told] = await inForce('johan');
  assert.deepEqual(told?.slice(0, 3), [`Consent/${id}`, 'guardian-reads', numberOf.viktor]);
  assert.deepEqual([await inForce('sara'), await inForce('viktor')], [[], []]);
  const withdrawn = await decideOnline('johan', 'fourteen', { decision: 'withdrawn', reason: because }, [
    { name: 'withdraws', valueReference: { reference: `Consent/${id}` } },
  ]);
  assert.equal(withdrawn.status, 200, withdrawn.text);
  assert.deepEqual(await inForce('johan'), []);
  assert.equal((await ask('viktor', 'GET', '/fhir/Condition/of-the-centre')).status, 403);
});

test('who is shut out sees nothing of the child, not even the name; the other guardian goes on', async () => {
  await child('feared', born(6));
  await put(guardianOf('feared-1', 'feared', numberOf.viktor));
  await relate('johan', 'feared');
  assert.equal(await opens('viktor', 'feared'), true);
  const made = await decideOnline('johan', 'feared', { decision: 'guardian-shut-out', reason: because }, [guardian]);
  assert.equal(made.status, 201, made.text);
  assert.deepEqual(await refusing('viktor', 'feared'), ['agent-link-stands']);
  assert.equal((await children('viktor', 'viktor-eriksson'))['Patient/feared'], undefined);
});

test('a child reads early what the clinic keeps whose head has decided so, and signs in for that', async () => {
  const { whyNotSignIn } = await import('./may-sign-in.ts');
  await child('mature', born(14));
  const principal = { kind: 'resident', person: 'mature' } as const;
  assert.match((await whyNotSignIn(principal, signIn)) ?? '', /inte gammal nog/);
  await note('of-the-mature', 'mature', 'vc-kvarnbacken');
  await note('elsewhere', 'mature', 'hospital-skovde-medicine-3');
  await relate('johan', 'mature');
  assert.equal((await decideOnline('johan', 'mature', { decision: 'child-reads', reason: because })).status, 201);
  assert.equal(await whyNotSignIn(principal, signIn), undefined);
  assert.equal((await ask('mature', 'GET', '/fhir/Condition/of-the-mature')).status, 200);
  assert.equal((await ask('mature', 'GET', '/fhir/Condition/elsewhere')).status, 403);
});
