/**
 * A hundred who want the same at once, of two servers that share nothing but their database: what is asked on a condition is done
 * once (https://hl7.org/fhir/R4/http.html#ccreate and #cond-update).
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Bundle, Patient } from '@medplum/fhirtypes';
import { testDatabase } from './database.ts';
import { Region, type Server } from './region-server.ts';

const hundred = 100;
const database = await testDatabase();
const folder = await mkdtemp(path.join(os.tmpdir(), 'vardkedjan-at-once-'));
const region = new Region(folder, database.url);
const token = await region.token(database);
const servers: Server[] = [await region.start(), await region.start()];
const addresses: string[] = [];

before(async () => {
  addresses.push(...(await Promise.all(servers.map((server) => server.address()))));
});
after(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  status: number;
  text: string;
}

async function ask(
  nth: number,
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${addresses[nth % addresses.length]}/fhir/${url}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/fhir+json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

const atOnce = (one: (nth: number) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: hundred }, (_, nth) => one(nth)));

/** How many were answered so. */
function statuses(answers: readonly Answer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

const person = (value: string, more: object = {}): Patient => ({
  resourceType: 'Patient',
  identifier: [{ system: 'urn:at-once', value }],
  ...more,
});
const criteria = (value: string): string => `identifier=urn:at-once|${value}`;
const idOf = ({ text }: Answer): string => (JSON.parse(text) as Patient).id ?? '';

async function made(value: string, more: object = {}): Promise<string> {
  const answer = await ask(0, 'POST', 'Patient', person(value, more));
  assert.equal(answer.status, 201, answer.text);
  return idOf(answer);
}

/** Methods of all versions, the last first. */
async function versions(id: string): Promise<(string | undefined)[]> {
  const { text } = await ask(1, 'GET', `Patient/${id}/_history?_count=500`);
  return (JSON.parse(text) as Bundle).entry?.map(({ request }) => request?.method) ?? [];
}

async function onlyOne(value: string): Promise<string> {
  const { entry = [] } = JSON.parse((await ask(1, 'GET', `Patient?${criteria(value)}`)).text) as Bundle<Patient>;
  assert.equal(entry.length, 1);
  return entry[0]?.resource?.id ?? '';
}

test('conditional creates: one is made, the others are answered with it', async () => {
  const answers = await atOnce((nth) =>
    ask(nth, 'POST', 'Patient', person('made'), { 'if-none-exist': criteria('made') }),
  );
  assert.deepEqual(statuses(answers), { 200: hundred - 1, 201: 1 });
  assert.deepEqual([...new Set(answers.map(idOf))], [await onlyOne('made')]);
  assert.deepEqual(await versions(await onlyOne('made')), ['POST']);
});

test('conditional creates in transactions: one patient, and what each says of it', async () => {
  const answers = await atOnce((nth) =>
    ask(nth, 'POST', '', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          fullUrl: 'urn:uuid:6f0c1a52-0c3b-4b7e-9d7e-1f2f0c9a7b11',
          resource: person('within'),
          request: { method: 'POST', url: 'Patient', ifNoneExist: criteria('within') },
        },
        {
          resource: {
            resourceType: 'Observation',
            status: 'final',
            code: { text: String(nth) },
            subject: { reference: 'urn:uuid:6f0c1a52-0c3b-4b7e-9d7e-1f2f0c9a7b11' },
          },
          request: { method: 'POST', url: 'Observation' },
        },
      ],
    }),
  );
  assert.deepEqual(statuses(answers), { 200: hundred });
  const id = await onlyOne('within');
  const { total } = JSON.parse((await ask(0, 'GET', `Observation?patient=${id}&_summary=count`)).text) as Bundle;
  assert.equal(total, hundred);
});

test('conditional updates of what is not there: one is made, the others leave it as it is', async () => {
  const answers = await atOnce((nth) => ask(nth, 'PUT', `Patient?${criteria('put')}`, person('put')));
  assert.deepEqual(statuses(answers), { 200: hundred - 1, 201: 1 });
  assert.deepEqual([...new Set(answers.map(idOf))], [await onlyOne('put')]);
  assert.equal((await versions(await onlyOne('put'))).length, 1);
});

test('identical conditional updates of what is there make one version', async () => {
  const id = await made('anew');
  const answers = await atOnce((nth) =>
    ask(nth, 'PUT', `Patient?${criteria('anew')}`, person('anew', { active: true })),
  );
  assert.deepEqual(statuses(answers), { 200: hundred });
  assert.deepEqual(await versions(id), ['PUT', 'POST']);
});

test('conditional patches lose nothing of each other', async () => {
  const id = await made('patched', { telecom: [{ system: 'phone', value: 'first' }] });
  const answers = await atOnce((nth) =>
    ask(
      nth,
      'PATCH',
      `Patient?${criteria('patched')}`,
      [{ op: 'add', path: '/telecom/-', value: { system: 'phone', value: String(nth) } }],
      {
        'content-type': 'application/json-patch+json',
      },
    ),
  );
  assert.deepEqual(statuses(answers), { 200: hundred });
  const { telecom = [] } = JSON.parse((await ask(1, 'GET', `Patient/${id}`)).text) as Patient;
  const wanted = ['first', ...Array.from({ length: hundred }, (_, nth) => String(nth))];
  assert.equal(telecom.length, wanted.length);
  assert.deepEqual(new Set(telecom.map(({ value }) => value)), new Set(wanted));
});

test('conditional deletes: one version says that it is gone', async () => {
  const id = await made('gone');
  const answers = await atOnce((nth) => ask(nth, 'DELETE', `Patient?${criteria('gone')}`));
  assert.deepEqual(statuses(answers), { 204: hundred });
  assert.deepEqual(await versions(id), ['DELETE', 'POST']);
});
