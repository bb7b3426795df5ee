import { rights } from '@vardkedjan/care/access/needs-and-risks/rights.ts';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import type { Bundle, Observation, Organization, Resource } from '@medplum/fhirtypes';
import { testDatabase } from '../../test/database.ts';
import { openRecord } from '../store/open-record.ts';

const database = await testDatabase();
const record = openRecord(database, { kind: 'system', id: 'test', name: 'Test' });
const folder = await mkdtemp(path.join(os.tmpdir(), 'vardkedjan-import-'));
after(() => rm(folder, { recursive: true, force: true }));

const hsaId = 'SE2321000131-E000000000001';
const provider: Organization = {
  resourceType: 'Organization',
  id: 'provider',
  name: 'Regionen',
  type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/organization-type', code: 'prov' }] }],
};
const unit: Organization = {
  resourceType: 'Organization',
  id: 'unit',
  name: 'Vårdcentralen',
  identifier: [{ system: 'urn:oid:1.2.752.29.4.19', value: hsaId }],
  partOf: { reference: 'Organization/provider' },
};
await record.write(
  [provider, unit].map((resource) => ({ action: 'update' as const, id: resource.id ?? '', resource })),
);

interface Outcome {
  code: number | null;
  output: string;
}

function run(args: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DATABASE_URL: database.url, DATA_DIR: folder };
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'import.ts'), ...args], { env });
    let output = '';
    child.stdout.on('data', (piece: Buffer) => {
      output += piece.toString();
    });
    child.stderr.on('data', (piece: Buffer) => {
      output += piece.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

async function importing(name: string, content: string | Bundle): Promise<Outcome> {
  const file = path.join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return run(['--unit', hsaId, file]);
}

function bundle(...resources: [fullUrl: string, resource: Resource][]): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: resources.map(([fullUrl, resource]) => ({
      fullUrl,
      resource,
      request: { method: 'POST', url: resource.resourceType },
    })),
  };
}

const observation = (subject: string, more: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  subject: { reference: subject },
  ...more,
});

const one = '11111111-1111-4111-8111-111111111111';
const two = '22222222-2222-4222-8222-222222222222';

test('a bundle is taken whatever its order, references led; the same file twice loads nothing new', async () => {
  const given = bundle(
    [`urn:uuid:${two}`, observation(`urn:uuid:${one}`, { valueQuantity: { value: 1 } })],
    [`urn:uuid:${one}`, { resourceType: 'Patient' }],
  );
  const first = await importing('order.json', given);
  assert.equal(first.code, 0, first.output);
  assert.match(first.output, /loaded {9}3/);
  const stored = await record.read('Observation', two);
  const body = JSON.parse(stored?.body ?? '') as Observation;
  assert.equal(body.subject?.reference, `Patient/${one}`);
  assert.equal(body.meta?.extension?.[0]?.valueReference?.reference, 'Organization/unit');
  const again = await importing('order.json', given);
  assert.equal(again.code, 0, again.output);
  assert.match(again.output, /Nothing new: everything was there already/);
  assert.equal((await record.read('Observation', two))?.version, 1);
});

test('what was changed since it was imported is kept', async () => {
  await record.write([
    { action: 'update', id: two, resource: observation(`Patient/${one}`, { id: two, status: 'amended' }) },
  ]);
  const again = await run(['--unit', hsaId, path.join(folder, 'order.json')]);
  assert.match(again.output, /already there with other content, which was kept {2}1/);
  assert.equal((await record.read('Observation', two))?.version, 2);
});

test('references by criteria lead to what another file brings, whichever comes first', async () => {
  const criteria = 'Practitioner?identifier=urn:test|npi-1';
  const patient = bundle(
    ['urn:uuid:31111111-1111-4111-8111-111111111111', { resourceType: 'Patient' }],
    [
      'urn:uuid:32222222-2222-4222-8222-222222222222',
      observation('urn:uuid:31111111-1111-4111-8111-111111111111', { performer: [{ reference: criteria }] }),
    ],
  );
  const staff = bundle([
    'urn:uuid:33333333-3333-4333-8333-333333333333',
    { resourceType: 'Practitioner', identifier: [{ system: 'urn:test', value: 'npi-1' }] },
  ]);
  const [entry] = staff.entry ?? [];
  if (entry?.request) {
    entry.request.ifNoneExist = 'identifier=urn:test|npi-1';
  }
  await writeFile(path.join(folder, 'a-patient.json'), JSON.stringify(patient));
  const outcome = await importing('z-staff.json', staff).then(() =>
    run(['--unit', hsaId, path.join(folder, 'a-patient.json'), path.join(folder, 'z-staff.json')]),
  );
  assert.equal(outcome.code, 0, outcome.output);
  const stored = await record.read('Observation', '32222222-2222-4222-8222-222222222222');
  assert.match(stored?.body ?? '', /"reference":"Practitioner\/33333333-3333-4333-8333-333333333333"/);
});

test('NDJSON and single resources are taken', async () => {
  const lines = await importing(
    'some.ndjson',
    `${JSON.stringify({ resourceType: 'Patient', id: 'line-1' })}\n\n${JSON.stringify(observation('Patient/line-1', { id: 'line-2' }))}\n`,
  );
  assert.equal(lines.code, 0, lines.output);
  const single = await importing(
    'single.json',
    JSON.stringify(
      {
        resourceType: 'List',
        id: 'single',
        status: 'current',
        mode: 'working',
        subject: { reference: 'Patient/line-1' },
        entry: [{ item: { reference: 'Patient/line-1' } }],
      },
      null,
      1,
    ),
  );
  assert.equal(single.code, 0, single.output);
  assert.ok(await record.read('List', 'single'));
});

test('bad input is named, and the good beside it is taken', async () => {
  const outcome = await importing(
    'bad.ndjson',
    [
      '{"resourceType":"Patient","id":"good"}',
      '{"resourceType":"Patient","id":"broken"',
      '{"resourceType":"Pacient","id":"unknown-type"}',
      '{"resourceType":"Patient","id":"invalid","birthDate":"igår"}',
      JSON.stringify(observation('Patient/nobody', { id: 'dangling' })),
      JSON.stringify(observation('Patient/good', { id: 'good-too' })),
    ].join('\n'),
  );
  assert.equal(outcome.code, 1);
  assert.match(outcome.output, /loaded {9}3/);
  assert.match(outcome.output, /refused {8}4/);
  assert.match(outcome.output, /no resource type Pacient/);
  assert.match(outcome.output, /Patient\.birthDate/);
  assert.match(outcome.output, /leads to Patient\/… which does not exist|leads to Patient\/…, which does not exist/);
  const report = (await readdir(folder)).find((name) => /^import-.*\.ndjson$/.test(name));
  const refusals = (await readFile(path.join(folder, report ?? ''), 'utf8')).trim().split('\n');
  assert.equal(refusals.length, 4);
});

test('the order of lines does not matter; a circle is taken whole; a chain to nothing is refused whole', async () => {
  const member = (id: string, to: string): string =>
    JSON.stringify(observation('Patient/last', { id, hasMember: [{ reference: `Observation/${to}` }] }));
  const outcome = await importing(
    'order.ndjson',
    [
      member('chain-1', 'chain-2'),
      member('chain-2', 'chain-3'),
      member('circle-1', 'circle-2'),
      member('circle-2', 'circle-1'),
      member('after', 'circle-2'),
      member('lost-1', 'lost-2'),
      member('lost-2', 'nowhere'),
      JSON.stringify(observation('Patient/last', { id: 'chain-3' })),
      '{"resourceType":"Patient","id":"last"}',
    ].join('\n'),
  );
  assert.equal(outcome.code, 1);
  for (const id of ['chain-1', 'chain-2', 'chain-3', 'circle-1', 'circle-2', 'after']) {
    assert.ok(await record.read('Observation', id), id);
  }
  for (const id of ['lost-1', 'lost-2']) {
    assert.equal(await record.read('Observation', id), undefined);
  }
  assert.match(outcome.output, /refused {8}2/);
});

test('a file that breaks in the middle is named; what stood before is taken, unless it is a transaction', async () => {
  for (const [type, id] of [
    ['batch', '41111111-1111-4111-8111-111111111111'],
    ['transaction', '42111111-1111-4111-8111-111111111111'],
  ] as const) {
    const text = JSON.stringify({
      ...bundle([`urn:uuid:${id}`, { resourceType: 'Patient' }], ['urn:uuid:x', { resourceType: 'Patient' }]),
      type,
    });
    const outcome = await importing(`torn-${type}.json`, text.slice(0, -60));
    assert.equal(outcome.code, 1);
    assert.match(outcome.output, /broken JSON at line 1: it ends in the middle/);
    assert.equal((await record.read('Patient', id)) !== undefined, type === 'batch');
  }
});

test('a transaction is taken whole or not at all, and a reference by identifier leads within it', async () => {
  const [patient, good, bad] = [
    '51111111-1111-4111-8111-111111111111',
    '52222222-2222-4222-8222-222222222222',
    '53333333-3333-4333-8333-333333333333',
  ];
  const criteria = 'Patient?identifier=urn:test|within';
  const of = (status: string, subject: string): Bundle =>
    bundle(
      [`urn:uuid:${good}`, observation(criteria, { performer: [{ reference: `urn:uuid:${patient}` }] })],
      [`urn:uuid:${bad}`, observation(subject, { status: status as 'final' })],
      [`urn:uuid:${patient}`, { resourceType: 'Patient', identifier: [{ system: 'urn:test', value: 'within' }] }],
    );
  const invalid = await importing('whole.json', JSON.stringify(of('wrong', criteria), null, 1));
  assert.equal(invalid.code, 1);
  assert.match(invalid.output, /loaded {9}0\n/);
  assert.match(invalid.output, /refused {8}3/);
  assert.match(invalid.output, /1 × Observation\.status[^]*whole\.json, line \d\d, entry 2, Observation\/53333333/);
  assert.match(invalid.output, /2 × The transaction that it is part of was refused/);
  const dangling = await importing('whole.json', of('final', 'Patient/nobody-at-all'));
  assert.equal(dangling.code, 1);
  assert.match(dangling.output, /loaded {9}0\n/);
  assert.match(dangling.output, /leads to Patient\/…, which does not exist/);
  for (const [type, id] of [
    ['Patient', patient],
    ['Observation', good],
    ['EpisodeOfCare', `listed-${patient}`],
  ] as const) {
    assert.equal(await record.read(type, id ?? ''), undefined, type);
  }
  const whole = await importing('whole.json', of('final', criteria));
  assert.equal(whole.code, 0, whole.output);
  assert.match(whole.output, /loaded {9}4\n/);
  assert.match(
    (await record.read('Observation', good ?? ''))?.body ?? '',
    new RegExp(`"subject":\\{"reference":"Patient/${patient}"`),
  );
});

test('profiles that are claimed and known are kept to; of others nothing is asked', async () => {
  const url = 'https://example.org/fhir/StructureDefinition/noted';
  const definition = {
    resourceType: 'StructureDefinition',
    id: 'noted',
    url,
    name: 'Noted',
    status: 'active',
    kind: 'resource',
    abstract: false,
    type: 'Observation',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Observation',
    derivation: 'constraint',
    differential: { element: [{ id: 'Observation.note', path: 'Observation.note', min: 1 }] },
  } as const; // prettier-ignore
  await record.write([{ action: 'update', id: definition.id, resource: definition as unknown as Resource }]);
  const lines = [
    { resourceType: 'Patient', id: 'claims' },
    observation('Patient/claims', { id: 'claims-falsely', meta: { profile: [url] } }),
    observation('Patient/claims', { id: 'claims-truly', meta: { profile: [url] }, note: [{ text: 'x' }] }),
    observation('Patient/claims', {
      id: 'claims-unknown',
      meta: { profile: ['https://example.org/fhir/StructureDefinition/unknown'] },
    }),
  ];
  const outcome = await importing('claims.ndjson', `\n${lines.map((line) => JSON.stringify(line)).join('\n')}`);
  assert.equal(outcome.code, 1);
  assert.match(outcome.output, /loaded {9}4\n/);
  assert.match(outcome.output, /1 × [^]*Observation\.note[^]*claims\.ndjson, line 3, Observation\/claims-falsely/);
  assert.equal(await record.read('Observation', 'claims-falsely'), undefined);
});

test('a large file is taken by several processes; what is refused is named by its line', async () => {
  const note = [{ text: 'x'.repeat(9_000) }];
  const lines = Array.from({ length: 2_600 }, (_, n) => {
    const patient = `many-${Math.floor(n / 100)}`;
    // The patient comes last of what is hers.
    return n % 100 === 99
      ? { resourceType: 'Patient', id: patient }
      : observation(`Patient/${patient}`, {
          id: `many-${n}-o`,
          note,
          status: n === 1_777 ? ('wrong' as 'final') : 'final',
        });
  });
  const outcome = await importing('many.ndjson', lines.map((line) => JSON.stringify(line)).join('\n'));
  assert.equal(outcome.code, 1);
  assert.match(outcome.output, /loaded {9}2625\n/);
  assert.match(outcome.output, /refused {8}1\n/);
  assert.match(outcome.output, /many\.ndjson, line 1778, Observation\/many-1777-o/);
  assert.equal((await record.everything('many-25', { count: 1000 })).matches.length, 101);
  const acts = await database.rows<{ told: string }>({
    name: 'acts-of-import',
    text: `select told from access_act where caller = 'import'`,
  });
  const logged = acts
    .flatMap(({ told }) => (JSON.parse(told) as { patients: [number, string, number][] }).patients)
    .filter(([, id]) => id.startsWith('many-'));
  assert.equal(
    logged.reduce((sum, [, , resources]) => sum + resources, 0),
    2625,
  );
  const again = await run(['--unit', hsaId, path.join(folder, 'many.ndjson')]);
  assert.match(again.output, /loaded {9}0\n {2}already there {2}2625\n {2}refused {8}1\n/);
});

test('no file, no unit: one sentence', async () => {
  for (const [args, sentence] of [
    [[path.join(folder, 'nowhere.json')], /^There is no file or folder/],
    [['--unit', 'SE-none', path.join(folder, 'order.json')], /^There is no care unit with the HSA-id SE-none\.$/m],
    [[path.join(folder, 'order.json')], /^Say which care unit/],
    [[], /^Usage:/],
  ] as const) {
    const outcome = await run([...args]);
    assert.equal(outcome.code, 2);
    assert.match(outcome.output, sentence);
    assert.equal(outcome.output.trim().split('\n').length, 1);
  }
});

test('a Bundle of 60 MB takes little memory', async () => {
  const entries = 10_000;
  const file = path.join(folder, 'huge.json');
  const parts: string[] = [
    '{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"huge"}}',
  ];
  for (let n = 0; n < entries; n++) {
    parts.push(
      `,{"resource":${JSON.stringify(observation('Patient/huge', { id: `huge-${n}`, status: n === 7 ? ('wrong' as 'final') : 'final', note: [{ text: 'x'.repeat(5_600) }] }))}}`,
    );
  }
  await writeFile(file, `${parts.join('')}]}`);
  const env = { ...process.env, DATABASE_URL: database.url, DATA_DIR: folder };
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=200', path.join(import.meta.dirname, 'import.ts'), '--unit', hsaId, file],
    { env },
  );
  let output = '';
  child.stdout.on('data', (piece: Buffer) => {
    output += piece.toString();
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(code, 1, output);
  assert.match(output, new RegExp(`loaded {9}${entries + 1}`));
});

const synthea = path.join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'synthea');

test('patients of Synthea come in as they are, and open for the unit', {
  skip: existsSync(synthea) ? false : `no ${synthea}`,
}, async () => {
  const outcome = await run(['--unit', hsaId, synthea]);
  assert.equal(outcome.code, 0, outcome.output);
  assert.match(outcome.output, /loaded {9}21056/);
  const staff = openRecord(database, {
    kind: 'staff',
    id: 'SE1',
    name: 'Vera',
    practitioner: { key: 1, id: 'p' },
    assignment: {
      id: 'a',
      hsaId: 'SE-A',
      title: 'Läkare',
      authority: { rights, analysis: 'in-force' },
      profession: 'doctor',
      purpose: 'care',
      careUnit: { key: (await record.read('Organization', 'unit'))?.key ?? 0, id: 'unit', hsaId, name: '' },
      careProvider: {
        key: (await record.read('Organization', 'provider'))?.key ?? 0,
        id: 'provider',
        hsaId: '',
        name: '',
      },
    },
  }); // prettier-ignore
  const chart = await staff.chart('0ef7a3b5-53ee-e765-10e2-c63a904ad0fd');
  assert.ok((chart?.length ?? 0) > 150);
  const everything = await staff.everything('0ef7a3b5-53ee-e765-10e2-c63a904ad0fd', { count: 1000 });
  assert.equal(everything.matches.length, 436);
});
