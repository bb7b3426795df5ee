/**
 * Protected persons over HTTP (F11): in no answer to those who have nothing to do with their care stands a name, a number, an address or a
 * telephone, whatever is asked; and staff with protected personal data are nobody to a resident.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { AuditEvent, Bundle, Parameters, Patient, Practitioner } from '@medplum/fhirtypes';
import { testWorld } from '../http/test-world.ts';

const { ask } = await testWorld();
const linnea = 'linnea-sjogren';
const number = '199101182385';
const label = { system: 'http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel', code: 'sekretessmarkering' };
/** What the one who asks has not said: the id in an address is the asker's own word. Digits within a random id are nobody's postal code. */
const secrets = /Sjögren|Rosenstigen|(?<![\w-])50445(?![\w-])|174 06 15|199101182385/;

async function shows(
  as: string | undefined,
  method: string,
  path: string,
  body?: unknown,
  headers = {},
): Promise<string> {
  const answer = await ask(as, method, `/fhir/${path}`, { ...(body === undefined ? {} : { body }), headers });
  assert.ok(answer.status < 500, `${method} ${path}: ${answer.status}`);
  return secrets.exec(answer.text + JSON.stringify(answer.headers))?.[0] ?? '';
}

const bundleOf = (...urls: string[]) => ({
  resourceType: 'Bundle',
  type: 'batch',
  entry: urls.map((url) => ({ request: { method: 'GET', url } })),
});

/** Requests that could tell who or where she is. The asker's own words stand in links to pages, so names and numbers are not among them. */
const requests: readonly [string, string, unknown?][] = [
  ['GET', `Patient/${linnea}`],
  ['GET', `Patient/${linnea}/_history`],
  ['GET', `Patient/${linnea}/_history/1`],
  ['GET', 'Patient/_history?_count=1000'],
  ['GET', '_history?_count=1000'],
  ['GET', 'Patient?_count=1000'],
  ['GET', 'Patient?_count=1000&_sort=family'],
  ['GET', 'Patient?_count=1000&_summary=true'],
  ['GET', 'Patient?_count=1000&_elements=name'],
  ['GET', `Patient?_id=${linnea}`],
  ['GET', 'Patient?family:missing=false&_count=1000'],
  ['GET', 'Patient?_has:Condition:patient:code:missing=false&_count=1000'],
  ['GET', 'Patient?_security=sekretessmarkering&_revinclude=*'],
  ['GET', 'Observation?_include=Observation:subject&_count=1000'],
  ['GET', 'Appointment?_include=Appointment:patient&_count=1000'],
  ['GET', 'Encounter?_include=*&_revinclude=*&_count=200'],
  ['GET', `Condition?patient=${linnea}&_include=*`],
  ['GET', `RelatedPerson?patient=${linnea}`],
  ['GET', `Patient/${linnea}/$everything`],
  ['GET', `Patient/${linnea}/$chart`],
  ['GET', `Patient/${linnea}/$access-log`],
  ['GET', `Patient/${linnea}/$blocks`],
  ['GET', `Patient/${linnea}/$care-units`],
  ['GET', `Patient/${linnea}/$children`],
  ['GET', `Patient/${linnea}/$text-search?text=astma`],
  ['GET', `Patient/${linnea}/Condition?_count=100`],
  ['GET', `Patient/${linnea}/*?_count=100`],
  ['GET', `Patient/${linnea}/$meta`],
  ['GET', 'Patient/$meta'],
  ['GET', `Patient/${linnea}?_format=xml`],
  ['GET', 'Patient?_format=xml&_count=1000'],
  ['POST', '', bundleOf(`Patient/${linnea}`, 'Patient?_count=1000', `Patient/${linnea}/$everything`)],
  ['PUT', `Patient/${linnea}`, { resourceType: 'Patient', id: linnea, active: true }],
  ['PATCH', `Patient/${linnea}`, [{ op: 'test', path: '/name/0/family', value: 'x' }]],
  ['DELETE', `Patient/${linnea}`],
  [
    'POST',
    'Condition',
    { resourceType: 'Condition', subject: { reference: `Patient/${linnea}` }, code: { text: 'x' } },
  ],
  ['POST', `Patient/${linnea}/$validate`, { resourceType: 'Patient', id: linnea }],
  ['PUT', `Patient?_id=${linnea}`, { resourceType: 'Patient', active: true }],
];

test('nobody without a relation is told who or where a protected person is', async () => {
  const found: string[] = [];
  for (const as of ['tomas', 'viktor', 'gunnar', 'lena', undefined])
    for (const [method, path, body] of requests) {
      const headers = method === 'PATCH' ? { 'content-type': 'application/json-patch+json' } : {};
      const secret = await shows(as, method, path, body, headers);
      if (secret !== '') found.push(`${as}: ${method} ${path}: ${secret}`);
    }
  assert.deepEqual(found, []);
});

test('the requests would show it, were she not protected', async () => {
  const found = await Promise.all(
    requests.filter(([method]) => method === 'GET').map(([, path]) => shows('client:bench', 'GET', path)),
  );
  assert.ok(found.filter(Boolean).length > 15, `${found.filter(Boolean).length}`);
});

test('a resource that holds a person and refers to none of this server is refused: it would be nobody’s, and open to all', async () => {
  const patient: Patient = { resourceType: 'Patient', id: 'in', name: [{ family: 'Sjögren' }] };
  for (const body of [
    { resourceType: 'Bundle', type: 'collection', entry: [{ resource: patient }] },
    {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        { fullUrl: 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0', resource: patient },
        {
          resource: {
            resourceType: 'Flag',
            status: 'active',
            code: { text: 'x' },
            subject: { reference: 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0' },
          },
        },
      ],
    },
    { resourceType: 'Basic', code: { text: 'x' }, contained: [patient], author: { reference: '#in' } },
  ]) {
    const { status, text } = await ask('client:bench', 'POST', `/fhir/${body.resourceType}`, { body });
    assert.equal(status, 422, text);
  }
});

test('a guardian reads no address of the other guardian, nor anybody’s next of kin', async () => {
  const body = {
    resourceType: 'RelatedPerson',
    id: 'kin-of-viktor',
    patient: { reference: 'Patient/viktor-eriksson' },
    name: [{ family: 'Sjögren' }],
    telecom: [{ system: 'phone', value: '070-174 06 15' }],
  };
  assert.ok((await ask('client:bench', 'PUT', '/fhir/RelatedPerson/kin-of-viktor', { body })).status < 300);
  for (const path of [
    'RelatedPerson/kin-of-viktor',
    'RelatedPerson?patient=viktor-eriksson',
    'Patient/viktor-eriksson/$everything?_count=1000',
  ])
    assert.equal(await shows('viktor', 'GET', path), '', path);
});

async function nameOf(as: string): Promise<(string | undefined)[]> {
  const log = (await ask(as, 'GET', '/fhir/Patient/viktor-eriksson/$access-log?_count=1000')).body<Bundle>();
  return (log.entry ?? []).flatMap(({ resource }) => (resource as AuditEvent).agent.map(({ name }) => name));
}

test('a protected resident is named in nobody’s log, not even as one who was refused', async () => {
  assert.equal((await ask('linnea', 'GET', '/fhir/Patient/viktor-eriksson/$chart')).status, 403);
  await ask('linnea', 'GET', `/fhir/Patient/${linnea}/$chart`);
  for (const [as, patient] of [
    ['viktor', 'viktor-eriksson'],
    ['client:bench', linnea],
    ['linnea', linnea],
  ] as const) {
    const { text } = await ask(as, 'GET', `/fhir/Patient/${patient}/$access-log?_count=1000`);
    assert.doesNotMatch(text, /Sjögren/, as);
    assert.match(text, /Person med skyddade personuppgifter/, as);
  }
  const viktors = await ask('viktor', 'GET', '/fhir/Patient/viktor-eriksson/$access-log?_count=1000');
  assert.ok(!viktors.text.includes(linnea), 'nor by an id');
});

test('staff whose personal data are protected: a resident is told where and why, not who', async () => {
  const parameter = [
    { name: 'patient', valueReference: { reference: 'Patient/viktor-eriksson' } },
    { name: 'reason', valueString: 'Telefonrådgivning' },
  ];
  await ask('tomas', 'POST', '/fhir/Patient/$state-relation', { body: { resourceType: 'Parameters', parameter } });
  await ask('tomas', 'GET', '/fhir/Patient/viktor-eriksson/$chart');
  assert.ok((await nameOf('viktor')).includes('Tomas Berglund'));
  const tomas = (await ask('client:bench', 'GET', '/fhir/Practitioner/tomas-berglund')).body<Practitioner>();
  const marked = { ...tomas, meta: { ...tomas.meta, security: [label] } };
  assert.equal((await ask('client:bench', 'PUT', '/fhir/Practitioner/tomas-berglund', { body: marked })).status, 200);

  const names = await nameOf('viktor');
  assert.ok(!names.includes('Tomas Berglund'));
  assert.ok(names.includes('Medarbetare med skyddade personuppgifter'));
  assert.ok((await nameOf('client:bench')).includes('Tomas Berglund'), 'who reviews the log sees who it was');
  for (const path of [
    'Practitioner/tomas-berglund',
    'Practitioner/tomas-berglund/_history',
    'Practitioner/tomas-berglund/_history/1',
    'Practitioner?name=Tomas',
    'Practitioner?_count=1000',
    'PractitionerRole?practitioner.name=Tomas&_include=PractitionerRole:practitioner',
  ]) {
    const { text } = await ask('viktor', 'GET', `/fhir/${path}`);
    assert.doesNotMatch(text, /Berglund/, path);
  }
  for (const as of ['sara', 'gunnar', 'lena'])
    for (const path of [
      'Practitioner/tomas-berglund',
      'Practitioner/tomas-berglund/_history/1',
      'Practitioner?name=Tomas',
    ])
      assert.doesNotMatch((await ask(as, 'GET', `/fhir/${path}`)).text, /Berglund/, `${as} ${path}`);
  assert.equal((await ask('sara', 'GET', '/fhir/Practitioner/tomas-berglund')).status, 403);
  for (const path of ['Practitioner/tomas-berglund', 'Practitioner/tomas-berglund/_history', 'Practitioner?name=Tomas'])
    assert.match((await ask('tomas', 'GET', `/fhir/${path}`)).text, /Berglund/, `${path}, by himself`);
});

before(async () => {
  const log = await ask('sara', 'GET', `/fhir/Patient/${linnea}`);
  assert.match(log.text, /Rosenstigen/, 'she who has her in her care sees it');
  assert.equal(log.body<Patient>().identifier?.[0]?.value, number);
  assert.ok((await ask('client:bench', 'GET', '/fhir/Patient/viktor-eriksson/$children')).body<Parameters>());
});
