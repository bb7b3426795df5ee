/**
 * Reads counted by a proxy outside the server are the rows of its log: for each answer that came out, one act with each patient whom the answer
 * names and no other, also when the server is killed again and again. What was cut off may be in the log, since it is written first.
 * `node server/test/counted-outside.test.ts --reads 100000 --kills 200`
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { parseArgs } from 'node:util';
import type { Bundle, Observation, Patient } from '@medplum/fhirtypes';
import { openRecord } from '../src/store/open-record.ts';
import type { Act } from '../src/store/access-log/act.ts';
import { verifyLog } from '../src/store/access-log/verify-chains.ts';
import { testDatabase } from './database.ts';
import { Region, type Server } from './region-server.ts';

const { values: asked } = parseArgs({
  options: { reads: { type: 'string', default: '400' }, kills: { type: 'string', default: '3' } },
  strict: false,
});
const [reads, kills] = [Number(asked.reads), Number(asked.kills)];
const readers = 8;

const database = await testDatabase();
const folder = await mkdtemp(path.join(os.tmpdir(), 'counted-'));
after(() => rm(folder, { recursive: true, force: true }));

const patients = Array.from({ length: 20 }, (_, n) => `counted-${n}`);
await openRecord(database, { kind: 'system', id: 'fill', name: 'Fill' }).write(
  patients.flatMap((id) => [
    { action: 'update' as const, id, resource: { resourceType: 'Patient', id } satisfies Patient },
    {
      action: 'update' as const,
      id: `o-${id}`,
      resource: {
        resourceType: 'Observation',
        id: `o-${id}`,
        status: 'final',
        code: { text: 'x' },
        subject: { reference: `Patient/${id}` },
      } satisfies Observation,
    },
  ]),
);
const region = new Region(folder, database.url);
const token = await region.token(database);

/** Whose data an answer holds. */
function patientsIn(answer: Bundle | Patient | Observation): string[] {
  if (answer.resourceType === 'Bundle')
    return [...new Set((answer.entry ?? []).flatMap(({ resource }) => patientsIn(resource as Patient)))].toSorted();
  if (answer.resourceType === 'Patient') return [answer.id ?? ''];
  return [answer.subject?.reference?.replace('Patient/', '') ?? ''];
}

/** Stands before whichever server answers, and counts what has come out whole. */
class Proxy {
  readonly answered = new Map<string, string[]>();
  cut = 0;
  where: string;
  readonly #server = createServer((asking, answering) => this.#pass(asking, answering));

  constructor(where: string) {
    this.where = where;
  }

  async open(): Promise<string> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #pass(asking: IncomingMessage, answering: ServerResponse): void {
    const failed = (): void => {
      this.cut++;
      answering.writeHead(502).end();
    };
    request(
      `${this.where}${asking.url}`,
      { headers: { ...asking.headers, host: new URL(this.where).host } },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('error', failed);
        answer.on('end', () => {
          const text = Buffer.concat(pieces).toString();
          if (answer.statusCode === 200)
            this.answered.set(String(answer.headers['x-request-id']), patientsIn(JSON.parse(text) as Bundle));
          answering.writeHead(answer.statusCode ?? 500).end(text);
        });
      },
    )
      .on('error', failed)
      .end();
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}

const shapes = [
  (n: number) => `/fhir/Patient/${patients[n % patients.length]}`,
  (n: number) => `/fhir/Observation/o-${patients[n % patients.length]}`,
  (n: number) => `/fhir/Observation?patient=${patients[n % patients.length]}`,
  (n: number) => `/fhir/Patient?_count=${1 + (n % 9)}`,
];

/** Until `onRead` says that it is enough. */
async function readAll(base: string, onRead: (done: number) => boolean): Promise<void> {
  let [next, done, enough] = [0, 0, false];
  const read = async (): Promise<void> => {
    while (!enough) {
      const n = next++;
      const headers = {
        authorization: `Bearer ${token}`,
        accept: 'application/fhir+json',
        'accept-encoding': 'identity',
      };
      const answer = await fetch(base + (shapes[n % shapes.length]?.(n) ?? ''), { headers });
      await answer.arrayBuffer();
      assert.ok([200, 502, 503].includes(answer.status), String(answer.status));
      if (answer.status === 200) enough ||= onRead(++done);
    }
  };
  await Promise.all(Array.from({ length: readers }, read));
}

test(`${reads} reads counted outside are the rows of the log, the server killed ${kills} times meanwhile`, async (t) => {
  const servers: Server[] = [await region.start(), await region.start()];
  const proxy = new Proxy((await servers[0]?.address()) ?? '');
  await servers[1]?.address();
  const base = await proxy.open();
  const every = Math.floor(reads / (kills + 1));
  let [killed, striking]: [number, Promise<void> | undefined] = [0, undefined];
  const strike = async (): Promise<void> => {
    const [victim] = servers.splice(0, 1);
    // What comes from now on goes to the next; what is under way is cut off.
    proxy.where = (await servers[0]?.address()) ?? '';
    await victim?.kill();
    servers.push(await region.start());
    killed++;
  };
  await readAll(base, (done) => {
    if (killed < kills && done >= every * (killed + 1))
      striking ??= strike().finally(() => {
        striking = undefined;
      });
    return done >= reads && killed === kills;
  });
  await proxy.close();
  for (const server of servers) await server.kill();
  const rows = await database.rows<{ told: string }>({ name: '', text: 'select told from access_act' });
  const logged = Map.groupBy(
    rows.map(({ told }) => JSON.parse(told) as Act),
    ({ request: id }) => id,
  );
  assert.ok(proxy.answered.size >= reads && proxy.cut > 0);
  for (const [id, named] of proxy.answered) {
    const acts = logged.get(id) ?? [];
    assert.equal(acts.length, 1, `${acts.length} rows of an answer`);
    assert.deepEqual(acts[0]?.patients.map(([, patient]) => patient).toSorted(), named);
    logged.delete(id);
  }
  t.diagnostic(
    `${proxy.answered.size} answers, ${proxy.cut} cut off, of which ${logged.size} were logged; ${killed} kills`,
  );
  assert.ok(logged.size <= proxy.cut, 'nothing is logged that nobody asked for');
  assert.deepEqual((await verifyLog(database)).faults, []);
});
