/** The log as StoreLog: valid by the contract's own schema, one post for each act of staff, no patient by name. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { castMember } from '@vardkedjan/region/cast.ts';
import { validateXML } from 'xmllint-wasm';
import { testWorld } from '../http/test-world.ts';
import { actOf } from '../store/access-log/act.ts';
import { exportLog } from './export-log.ts';
import { storeLogText } from './store-log.ts';

const schemas = fileURLToPath(
  new URL(
    '../../../../shared/data/rivta/sklintyg-schemas/rivta/informationsecurity-auditing-log/schemas',
    import.meta.url,
  ),
);
const skip = existsSync(schemas) ? false : 'the contract’s schemas are not here (../shared/data/rivta)';

const { ask, wiring } = await testWorld();
const { database } = wiring;
const folder = await mkdtemp(path.join(os.tmpdir(), 'store-log-'));
after(() => rm(folder, { recursive: true, force: true }));
const systemId = 'SE2321000131-S000000000001';
const everything = { from: '2026-01-01T00:00:00.000Z', until: '2126-01-01T00:00:00.000Z' };

await ask('sara', 'GET', '/fhir/Patient/viktor-eriksson/$chart');
await ask('sara', 'GET', '/fhir/Encounter');
await ask('tomas', 'GET', '/fhir/Patient/viktor-eriksson/$chart');
await ask('viktor', 'GET', '/fhir/Patient/viktor-eriksson/$chart');
await ask('client:bench', 'GET', '/fhir/Patient/viktor-eriksson');

async function faults(xml: string): Promise<string[]> {
  const file = async (...parts: string[]): Promise<string> => readFile(path.join(schemas, ...parts), 'utf8');
  const core = 'informationsecurity_auditing_log_2.0.xsd';
  const { valid, errors } = await validateXML({
    xml: { fileName: 'log.xml', contents: xml },
    schema: {
      fileName: 'responder.xsd',
      contents: (await file('interactions', 'StoreLogInteraction', 'StoreLogResponder_2.0.xsd')).replace(
        `../../core_components/${core}`,
        core,
      ),
    },
    preload: { fileName: core, contents: await file('core_components', core) },
  });
  assert.equal(valid, errors.length === 0);
  return errors.map(({ message }) => message);
}

async function texts(): Promise<string[]> {
  const names = (await readdir(folder)).toSorted();
  return Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
}

test('the log is exported whole but for what is not done by staff, the same each time, and names no patient', async () => {
  const exported = await exportLog(database, everything, systemId, folder);
  assert.deepEqual(exported, { posts: 3, files: 1, left: { 'not done by staff': 2 } });
  const first = await texts();
  await exportLog(database, everything, systemId, folder);
  assert.deepEqual(await texts(), first);
  const [xml = ''] = first;
  const [sara, viktor] = [castMember('sara'), castMember('viktor')];
  assert.ok(sara.kind === 'staff' && viktor.kind === 'resident');
  assert.ok(xml.includes(`<l:userId>${sara.hsaId}</l:userId>`));
  assert.ok(xml.includes(`<l:careUnitId>${sara.assignments[0]?.unit.hsaId}</l:careUnitId>`));
  assert.ok(xml.includes(`<l:root>1.2.752.129.2.1.3.1</l:root><l:extension>${viktor.number}</l:extension>`));
  assert.match(xml, /Nekad: GET Patient\/\$chart/);
  assert.doesNotMatch(xml, /Viktor/);
  assert.equal(new Set([...xml.matchAll(/<l:logId>(.*?)</g)].map(([, id]) => id)).size, 3);
});

test('it is valid by the contract’s schema', { skip }, async () => {
  for (const xml of await texts()) assert.deepEqual(await faults(xml), []);
});

test('so is an act with anything in its texts', { skip }, async () => {
  const [{ told } = { told: '' }] = await database.rows<{ told: string }>({
    name: '',
    text: `select told from access_act where told like '%"staff"%' limit 1`,
  });
  const act = actOf(told);
  assert.ok(act);
  const hsaIds = new Map([act.careUnit ?? 0, act.careProvider ?? 0].map((key) => [key, 'SE1'] as const));
  const odd = '<å&>"\u0001\uFFFE\ud800 '.repeat(90);
  const xml = storeLogText(
    [
      { ...act, callerName: odd, caller: 'x'.repeat(99), what: odd, careUnitName: odd, purpose: odd },
      { ...act, patients: [[0, '', 0]], assignmentTitle: '' },
      { ...act, patients: [[1, 'p', 3, [act.careProvider ?? 0, 7]]] },
    ],
    { systemId, hsaIds: new Map([...hsaIds, [7, 'SE7']]), patients: new Map() },
  );
  assert.deepEqual(await faults(xml), []);
  assert.equal(xml.split('<l:resource>').filter((each) => each.includes('<l:careProviderId>SE7<')).length, 1);
  assert.ok(
    (await faults(xml.replace('<l:userId>', '<l:name>a</l:name><l:userId>'))).length > 0,
    'the schema is asked',
  );
});
