/**
 * Orders through departments that delay, send twice, reorder, correct and stray, with the server and the department killed again and again
 * in the middle of it (F2, F3): each ends with an answer that lies with somebody, none twice, none lost. 24 orders; more by `--orders N`,
 * others by `--seed N`: `node server/test/orders/laboratory.test.ts --orders 10000 --kills 200 --seed 7`.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type {
  Bundle,
  DiagnosticReport,
  Observation,
  Patient,
  Resource,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import { handlingOf, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { handlingStateOf } from '@vardkedjan/care/coordination/orders/order-state.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { asCorrected } from '../../src/exchange/departments/answer-bundle.ts';
import { drawFrom } from '../../src/exchange/departments/draw.ts';
import { demoAnswers } from '../../src/jobs/demo-answers.ts';
import { openRecord } from '../../src/store/open-record.ts';
import { testDatabase } from '../database.ts';
import { Region, type Server } from '../region-server.ts';
import { troublesOf } from './troubles.ts';

const { values: flags } = parseArgs({
  options: {
    orders: { type: 'string', default: '24' },
    kills: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
  },
  strict: false,
}) as { values: { orders: string; kills: string; seed: string } };
const count = Number(flags.orders);
const draw = drawFrom(flags.seed, 'the test');
const system = { kind: 'system', id: 'test', name: 'Test' } as const;
const organization = (id: string): Resource => ({ resourceType: 'Organization', id, active: true });
const idOf = (index: number): string => `order-${flags.seed}-${index}`;

const database = await testDatabase();
const record = openRecord(database, system);
const folder = await mkdtemp(path.join(tmpdir(), 'vardkedjan-orders-'));
const where = path.join(folder, 'where');
test.after(() => rm(folder, { recursive: true, force: true }));

/** Half of the orders are asked for by one who has left since: those answers are the unit's. */
async function fill(): Promise<void> {
  const unit = { reference: 'Organization/centre' };
  const resources: Resource[] = [
    ...['centre', 'lab', 'x-ray'].map(organization),
    ...['sara', 'left'].map((id): Resource => ({ resourceType: 'Practitioner', id })),
    {
      resourceType: 'PractitionerRole',
      id: 'sara-at-centre',
      active: true,
      practitioner: { reference: 'Practitioner/sara' },
      organization: unit,
    },
    ...Array.from(
      { length: 8 },
      (_, index): Resource => ({
        resourceType: 'Patient',
        id: `p${index}`,
        gender: 'female',
        birthDate: '1950-05-05',
      }),
    ),
    ...Array.from(
      { length: 8 },
      (_, index): Resource => ({
        resourceType: 'EpisodeOfCare',
        id: `listed-${index}`,
        status: 'active',
        type: [{ coding: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/episode-kind', code: 'listing' }] }],
        patient: { reference: `Patient/p${index}` },
        managingOrganization: unit,
      }),
    ),
  ];
  for (const resource of resources) await record.write([{ action: 'update', id: resource.id ?? '', resource }]);
}

function signed(index: number): Bundle {
  const now = new Date();
  const isImaging = index % 5 === 0;
  const request = requestOf({
    id: idOf(index),
    kind: isImaging ? 'imaging' : 'laboratory',
    items: isImaging
      ? [{ code: 'xr-knee-left', display: 'Röntgen vänster knä' }]
      : [
          { code: 'hb', display: 'B-Hb' },
          { code: 'k', display: 'P-Kalium' },
        ],
    question: 'Anemi?',
    history: '',
    priority: 'routine',
    patientId: `p${index % 8}`,
    requester: { reference: index % 2 === 0 ? 'Practitioner/sara' : 'Practitioner/left' },
    performer: { reference: isImaging ? 'Organization/x-ray' : 'Organization/lab' },
    now,
  });
  const meta = {
    extension: [
      {
        url: 'https://vardkedjan.se/fhir/StructureDefinition/care-unit',
        valueReference: { reference: 'Organization/centre' },
      },
    ],
  };
  const entry = [request, handlingOf(request, now)].map((resource) => ({
    resource: { ...resource, meta },
    request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
  }));
  return { resourceType: 'Bundle', type: 'transaction', entry };
}

class World {
  readonly #region = new Region(folder, database.url);
  #token = '';
  #departments = '';
  #server: Server | undefined;
  #department: ChildProcess | undefined;
  #address = '';
  #hasEnded = false;

  async begin(): Promise<void> {
    this.#token = await this.#region.token(database);
    this.#departments = await this.#region.departmentsToken(database);
    await this.startServer();
    this.startDepartment();
  }

  async startServer(): Promise<void> {
    await this.#server?.kill();
    this.#server = await this.#region.start();
    this.#address = await this.#server.address();
    await writeFile(`${where}.new`, this.#address);
    await rename(`${where}.new`, where);
  }

  startDepartment(): void {
    this.#department?.kill('SIGKILL');
    const program = path.join(import.meta.dirname, 'department-process.ts');
    const env = { ...process.env, WHERE: where, TOKEN: this.#departments, UNITS: 'lab,x-ray', SEED: flags.seed };
    this.#department = spawn(process.execPath, [program], { env, stdio: 'ignore' });
  }

  /** As an asker's page does: the same again until it has been taken in. */
  async send(bundle: Bundle): Promise<void> {
    while (!this.#hasEnded) {
      const headers = { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/fhir+json' };
      const answer = await fetch(`${this.#address}/fhir`, {
        method: 'POST',
        headers,
        body: JSON.stringify(bundle),
      }).catch(() => undefined);
      // Taken in before, and moved on since: it does not begin again.
      if (answer?.status === 200 || answer?.status === 409) return;
      assert.ok(answer === undefined || answer.status >= 500, `${answer?.status} ${await answer?.text()}`);
      await sleep(50);
    }
  }

  async end(): Promise<void> {
    this.#hasEnded = true;
    const ended = this.#department && once(this.#department, 'exit');
    this.#department?.kill('SIGKILL');
    await ended;
    await this.#server?.kill();
  }
}

async function everything<T extends Resource>(type: T['resourceType']): Promise<T[]> {
  const text = 'select body from resource where type = $1 and not deleted';
  const rows = await database.rows<{ body: string }>({ name: '', text }, [typeCode(type)]);
  return rows.map(({ body }) => JSON.parse(body) as T);
}

/** How many answers there are, strays among them. */
async function answered(): Promise<number> {
  const text = 'select count(*)::int as count from resource where type = $1 and not deleted';
  return (await database.rows<{ count: number }>({ name: '', text }, [typeCode('DiagnosticReport')]))[0]?.count ?? 0;
}

const troubles = troublesOf(flags.seed);
const befell = (index: number, what: 'corrected' | 'orphan'): boolean =>
  drawFrom(flags.seed, idOf(index))(what) < troubles[what];
const howMany = (what: 'corrected' | 'orphan'): number =>
  Array.from({ length: count }, (_, index) => befell(index, what)).filter(Boolean).length;

const isCorrected = ({ status }: DiagnosticReport): boolean => status === 'corrected';
const isStray = ({ basedOn }: DiagnosticReport): boolean => basedOn === undefined;

/** Fails where nothing has come for two minutes. */
async function reached(what: string, goal: number, howFar: () => Promise<number>): Promise<void> {
  for (let [last, since] = [-1, 0]; ; ) {
    const now = await howFar();
    if (now >= goal) return;
    if (now !== last) [last, since] = [now, Date.now()];
    assert.ok(Date.now() - since < 120_000, `${now} of ${goal} ${what}, and no more for two minutes`);
    await sleep(200);
  }
}

const states = async (): Promise<(string | undefined)[]> =>
  (await everything<Task>('Task')).filter(({ id }) => id?.startsWith('order-')).map(handlingStateOf);

test(`${count} orders, ${flags.kills} kills: each answered, its answer somebody’s to see, none twice, none lost (seed ${flags.seed})`, async () => {
  await fill();
  const world = new World();
  await world.begin();
  try {
    let next = 0;
    const sending = Array.from({ length: 4 }, async () => {
      while (next < count) await world.send(signed(next++));
    });
    for (let kill = 0; kill < Number(flags.kills); kill++) {
      // Spread over the whole of it, to the last answer.
      await reached('answers', (count * kill) / Number(flags.kills), answered);
      await sleep(100 + draw(`pause ${kill}`) * 500);
      if (kill % 3 === 2) await world.startServer();
      else world.startDepartment();
    }
    await Promise.all(sending);
    await reached('orders done', count, async () => (await states()).filter((state) => state === 'done').length);
    const reports = () => everything<DiagnosticReport>('DiagnosticReport');
    await reached('corrections', howMany('corrected'), async () => (await reports()).filter(isCorrected).length);
    await reached('strays', howMany('orphan'), async () => (await reports()).filter(isStray).length);
  } finally {
    await world.end();
  }
  await whole();
});

async function whole(): Promise<void> {
  const tasks = await everything<Task>('Task');
  const reports = await everything<DiagnosticReport>('DiagnosticReport');
  const values = new Map(
    (await everything<Observation>('Observation')).map((value) => [`Observation/${value.id}`, value]),
  );
  assert.deepEqual(new Set(tasks.filter(({ id }) => id?.startsWith('order-')).map(({ id }) => id)).size, count);
  const requests = new Map((await everything<ServiceRequest>('ServiceRequest')).map((each) => [each.id, each]));
  const patients = new Map((await everything<Patient>('Patient')).map((each) => [each.id, each]));
  for (let index = 0; index < count; index++) {
    const answers = reports.filter(({ basedOn }) => basedOn?.[0]?.reference === `ServiceRequest/${idOf(index)}`);
    assert.equal(answers.length, 1, `${idOf(index)} has ${answers.length} answers`);
    const isChanged = befell(index, 'corrected');
    assert.equal(answers[0]?.status, isChanged ? 'corrected' : 'final', idOf(index));
    const [request, patient] = [requests.get(idOf(index)), patients.get(`p${index % 8}`)];
    assert.ok(request && patient);
    const first = demoAnswers(request, patient, drawFrom(flags.seed, idOf(index)));
    const last = isChanged ? asCorrected(first) : first;
    assert.equal(answers[0]?.conclusion ?? '', last.conclusion, idOf(index));
    assert.deepEqual(
      answers[0]?.result?.map(({ reference = '' }) => values.get(reference)?.valueQuantity?.value) ?? [],
      last.values.map(({ valueQuantity }) => valueQuantity?.value),
      idOf(index),
    );
    assert.equal(answers[0]?.result?.length ?? 0, index % 5 === 0 ? 0 : 2);
    for (const { reference = '' } of answers[0]?.result ?? []) assert.ok(values.has(reference), reference);
  }
  assert.equal(values.size, 2 * (count - Math.ceil(count / 5)), 'no value twice');
  assert.equal(reports.filter(isStray).length, howMany('orphan'), 'each stray once');
  for (const report of reports) {
    const [seen, ...more] = tasks.filter(({ focus }) => focus?.reference === `DiagnosticReport/${report.id}`);
    assert.deepEqual(more, [], 'to be seen once');
    assert.equal(seen?.status, 'requested');
    const index = Number(report.basedOn?.[0]?.reference?.split('-').at(-1));
    const owner = report.basedOn !== undefined && index % 2 === 0 ? 'Practitioner/sara' : 'Organization/centre';
    assert.equal(seen.owner?.reference, owner, JSON.stringify(report.basedOn));
    assert.equal(seen.businessStatus?.coding?.[0]?.code, report.status);
  }
}
