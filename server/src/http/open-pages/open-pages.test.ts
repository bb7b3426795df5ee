/** Pages with a record open are told to ask anew when who may see what has changed, nobody else is, and nothing more is told. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { roundResources } from '@vardkedjan/care/clinical/vitals/vital-round.ts';
import { handlingOf, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { admitted } from '@vardkedjan/care/coordination/stays/move-stay.ts';
import type { Bundle, Observation, ParametersParameter, Patient, Resource } from '@medplum/fhirtypes';
import { principalByWord } from '../../sign-in/cast.ts';
import { testWorld } from '../test-world.ts';
import { type Line, type OpenPage, OpenPages } from './open-pages.ts';

const { app, ask, close, signIn, wiring } = await testWorld();
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
const of: ParametersParameter = { name: 'of', valueReference: { reference: 'Organization/vc-kvarnbacken' } };
const call = (as: string, operation: string, ...parameter: ParametersParameter[]) =>
  ask(as, 'POST', `/fhir/Patient/viktor-eriksson/$${operation}`, { body: { resourceType: 'Parameters', parameter } });

async function cookieOf(as: string, isChosen = true): Promise<string> {
  const principal = await principalByWord(as, signIn.cast, signIn.people);
  if (principal.kind === 'client') throw new Error('a client has no session');
  const assignment = principal.kind === 'staff' && isChosen ? principal.assignment : undefined;
  const { kind, person } = principal;
  const { token } = await signIn.sessions.start({ kind, person, assignment, app: 'clinician' });
  return `${signIn.authenticator.cookieName}=${token}`;
}

/** A page that is open, and has missed nothing unless it says since when; `next` waits for the next event that is no heartbeat, or the stream's end. */
const open = (cookie: string, patient = 'viktor-eriksson', since = Date.now() + 60_000) =>
  listenTo(`/session/record/${patient}?since=${since}`, cookie);

async function listenTo(path: string, cookie: string) {
  const broken = new AbortController();
  after(() => broken.abort());
  const response = await fetch(`${base}${path}`, {
    headers: { cookie, 'accept-encoding': 'gzip' },
    signal: broken.signal,
  });
  const events = eventsOf(response);
  return {
    status: response.status,
    headers: response.headers,
    async next(): Promise<string> {
      for (;;) {
        const { value, done } = await events.next();
        if (done === true) return 'end';
        if (value !== 'still') return value;
      }
    },
    close: () => broken.abort(),
  };
}

async function* eventsOf({ body }: Response): AsyncGenerator<string> {
  let text = '';
  for await (const chunk of body ?? []) {
    text += new TextDecoder().decode(chunk);
    for (let at = text.indexOf('\n\n'); at >= 0; at = text.indexOf('\n\n')) {
      const event = text.slice(0, at);
      text = text.slice(at + 2);
      if (event.startsWith('retry')) continue;
      const [, said] = /^id: \d{13}\nevent: (still|anew|over)\ndata: \1$/.exec(event) ?? [];
      yield said ?? `more than is to be said: ${event}`;
    }
  }
}

test('a block is told to every page with that record open, at once, and to no page with another', async () => {
  const pages = [await open(await cookieOf('sara')), await open(await cookieOf('johan'))];
  const other = await open(await cookieOf('sara'), 'linnea-sjogren');
  assert.deepEqual(
    pages.map(({ status, headers }) => [status, headers.get('content-type'), headers.get('content-encoding')]),
    pages.map(() => [200, 'text/event-stream; charset=utf-8', null]),
  );
  assert.equal((await call('viktor', 'block', of)).status, 201);
  assert.deepEqual(await Promise.all(pages.map((page) => page.next())), ['anew', 'anew']);
  assert.equal((await call('viktor', 'lift-block', of)).status, 200);
  assert.deepEqual(await Promise.all(pages.map((page) => page.next())), ['anew', 'anew']);
  const linnea = { body: { resourceType: 'Parameters', parameter: [of] } };
  assert.equal((await ask('linnea', 'POST', '/fhir/Patient/linnea-sjogren/$block', linnea)).status, 201);
  assert.equal(await other.next(), 'anew');
});

test('who it is, and what is blocked under a reserve number, is told to pages with the person’s record open', async () => {
  const unknown = (await ask('sara', 'POST', '/fhir/Patient/$register-unknown')).body<Patient & { id: string }>().id;
  const page = await open(await cookieOf('sara'));
  const known: ParametersParameter = {
    name: 'known',
    valueReference: { reference: 'Patient/viktor-eriksson' },
  };
  const body = (parameter: ParametersParameter) => ({ body: { resourceType: 'Parameters', parameter: [parameter] } });
  assert.equal((await ask('sara', 'POST', `/fhir/Patient/${unknown}/$link`, body(known))).status, 200);
  assert.deepEqual([await page.next(), await page.next()], ['anew', 'anew'], 'both Patients have changed');
  const byPatient: ParametersParameter = { name: 'requestedBy', valueCode: 'patient' };
  const blocking = { body: { resourceType: 'Parameters', parameter: [of, byPatient] } };
  const blocked = await ask('sara', 'POST', `/fhir/Patient/${unknown}/$block`, blocking);
  assert.equal(blocked.status, 201, blocked.text);
  assert.equal(await page.next(), 'anew', 'a block in the one is told to pages with the other');
  assert.equal((await ask('sara', 'POST', `/fhir/Patient/${unknown}/$unlink`, body(known))).status, 200);
  assert.equal(await page.next(), 'anew');
});

test('who comes back hears that something was missed, and only then', async () => {
  const before = Date.now();
  assert.equal((await call('viktor', 'block', of)).status, 201);
  const cookie = await cookieOf('sara');
  assert.equal(await (await open(cookie, 'viktor-eriksson', before)).next(), 'anew');
  assert.equal(await (await open(cookie, 'viktor-eriksson', Number.NaN)).next(), 'anew', 'who says no time');
  const later = await open(cookie);
  assert.equal((await call('viktor', 'lift-block', of)).status, 200);
  assert.equal(await later.next(), 'anew', 'the first it hears is the next change');
});

test('who comes for the first time hears of what has changed since the oldest of what it shows', async () => {
  assert.equal((await call('viktor', 'block', of)).status, 201);
  const cookie = await cookieOf('sara');
  const opened = (age: string) => listenTo(`/session/record/viktor-eriksson?age=${age}`, cookie);
  assert.equal(await (await opened('30000')).next(), 'anew');
  await wiring.database.rows({
    name: '',
    text: `update resource set updated = updated - interval '1 minute' where body ~ '^{"resourceType":"(Consent|Patient)"'`,
  });
  assert.equal(await (await opened('100000')).next(), 'anew');
  const young = await opened('30000');
  assert.equal((await call('viktor', 'lift-block', of)).status, 200);
  const heard = [await young.next()];
  const session = await signIn.sessions.find(cookie.slice(cookie.indexOf('=') + 1));
  assert.ok(session);
  await signIn.sessions.end(session);
  heard.push(await young.next());
  assert.deepEqual(heard, ['anew', 'over'], 'it hears of the next change, and of nothing before it');
});

test('nobody listens without the right to have the record open, and a refusal is logged; listening is not', async () => {
  assert.equal((await open('')).status, 401);
  assert.equal((await open(await cookieOf('linnea'))).status, 403);
  assert.equal((await open(await cookieOf('sara'), 'nobody-at-all')).status, 404);
  const log = (await ask('viktor', 'GET', '/fhir/Patient/viktor-eriksson/$access-log')).body<Bundle>().entry ?? [];
  const streams = log.flatMap(({ resource }) =>
    resource?.resourceType === 'AuditEvent' && resource.entity?.[0]?.name === 'GET session/record'
      ? [resource.outcome]
      : [],
  );
  assert.deepEqual(streams, ['4']);
});

test('a page about a unit is told when a stay there or a score changes, and of nothing else', async () => {
  const own = await listenTo('/session/unit', await cookieOf('johan'));
  const other = await listenTo('/session/unit', await cookieOf('tomas'));
  assert.deepEqual([own.status, other.status], [200, 200]);
  const refused = async (cookie: string) =>
    (await app.inject({ url: '/session/unit', headers: { cookie } })).statusCode;
  assert.equal(await refused(''), 401);
  assert.equal(await refused(await cookieOf('linnea')), 404, 'residents have no unit');
  const subject = { reference: 'Patient/viktor-eriksson' };
  const create = (resource: Resource) => ask('sara', 'POST', `/fhir/${resource.resourceType}`, { body: resource });
  const rounds = roundResources(
    {
      values: {
        respiration: 16,
        saturation: 97,
        oxygen: 0,
        systolic: 120,
        pulse: 70,
        consciousness: 'A',
        temperature: 37,
      },
      scale: 1,
    },
    {
      subject,
      performer: [{ reference: 'Practitioner/sara-lindqvist' }],
      taken: new Date().toISOString(),
      newId: () => 'x',
    },
  );
  const pulse = rounds.find(({ code }) => code.text === 'Puls') as Observation;
  const score = { ...(rounds.at(-1) as Observation) };
  delete score.derivedFrom;
  assert.equal((await create(pulse)).status, 201);
  const stay = admitted({
    id: 'told-stay',
    patient: subject,
    unit: { reference: 'Organization/vc-kvarnbacken' },
    bed: { reference: 'Location/vc-kvarnbacken-place' },
    at: new Date(Date.now() - 60_000).toISOString(),
    reason: 'Observation',
  });
  assert.equal((await create(score)).status, 201);
  assert.equal(await own.next(), 'anew', 'the score, and not the pulse before it');
  const admission = await ask('sara', 'PUT', '/fhir/Encounter/told-stay', { body: stay });
  assert.equal(admission.status, 201, admission.text);
  assert.equal(await own.next(), 'anew');
  const elsewhere = { resourceType: 'Parameters', parameter: [of] };
  assert.equal((await ask('viktor', 'POST', '/fhir/Patient/viktor-eriksson/$block', { body: elsewhere })).status, 201);
  assert.equal(
    (await ask('viktor', 'POST', '/fhir/Patient/viktor-eriksson/$lift-block', { body: elsewhere })).status,
    200,
  );
  other.close();
  assert.equal(await other.next().catch(() => 'end'), 'end', 'another unit has heard nothing');
  own.close();
});

test('both sides of an order are told of it and of its answer, and keeping the session ends no page', async () => {
  const cookie = await cookieOf('johan', false);
  const asking = await listenTo('/session/unit', cookie);
  const asked = await listenTo('/session/unit', await cookieOf('tomas'));
  const held = (await app.inject({ url: '/session', headers: { cookie } })).json<{ assignment: { id: string } }>();
  const kept = await app.inject({
    method: 'POST',
    url: '/session/assignment',
    headers: { cookie, 'x-vardkedjan': '1', 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
    payload: { id: held.assignment.id },
  });
  assert.equal(kept.statusCode, 200, kept.body);
  const now = new Date();
  const request = requestOf({
    id: 'told-order',
    kind: 'imaging',
    items: [{ code: 'xr-chest', display: 'Röntgen lungor' }],
    question: 'Pneumoni?',
    history: '',
    priority: 'routine',
    patientId: 'viktor-eriksson',
    requester: { reference: 'Practitioner/sara-lindqvist' },
    performer: { reference: 'Organization/hospital-skovde-medicine-3' },
    now,
  });
  const put = (resource: Resource) => ({
    resource,
    request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
  });
  const entry = [put(request), put(handlingOf(request, now))];
  const sent = await ask('sara', 'POST', '/fhir', { body: { resourceType: 'Bundle', type: 'transaction', entry } });
  assert.equal(sent.status, 200, sent.text);
  assert.deepEqual([await asking.next(), await asked.next()], ['anew', 'anew'], 'of the order');
  const report: Resource = {
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: { text: 'Röntgen lungor' },
    subject: request.subject,
    basedOn: [{ reference: 'ServiceRequest/told-order' }],
    resultsInterpreter: [{ reference: 'Practitioner/tomas-berglund' }],
  };
  assert.equal((await ask('tomas', 'POST', '/fhir/DiagnosticReport', { body: report })).status, 201);
  assert.deepEqual([await asking.next(), await asked.next()], ['anew', 'anew'], 'of the answer');
});

test('signing out ends the stream, and says that it is over', async () => {
  const cookie = await cookieOf('sara');
  const page = await open(cookie);
  const session = await signIn.sessions.find(cookie.slice(cookie.indexOf('=') + 1));
  assert.ok(session);
  await signIn.sessions.end(session);
  assert.deepEqual([await page.next(), await page.next()], ['over', 'end']);
});

test('a session has room for a few; one that closes makes room', async () => {
  const cookie = await cookieOf('sara');
  const pages = await Promise.all([1, 2, 3, 4].map(() => open(cookie)));
  assert.deepEqual(
    pages.map(({ status }) => status),
    [200, 200, 200, 200],
  );
  assert.equal((await open(cookie)).status, 503);
  pages[0]?.close();
  for (let status = 503; status !== 200; ) ({ status } = await open(cookie));
});

test('when the connection that listens is lost, all are told to ask anew, and hear what comes after', async () => {
  const page = await open(await cookieOf('sara'));
  const cut = await wiring.database.rows<{ cut: boolean }>({
    name: '',
    text: "select pg_terminate_backend(pid) as cut from pg_stat_activity where datname = current_database() and query like 'listen %'",
  });
  assert.equal(cut.length, 1, 'one connection listens');
  assert.equal(await page.next(), 'anew');
  assert.equal((await call('viktor', 'block', of)).status, 201);
  assert.equal(await page.next(), 'anew');
});

test('the server does not wait for open pages to end', async () => {
  const page = await open(await cookieOf('johan'));
  await close();
  assert.equal(await page.next(), 'end');
});

function pageOn(line: Partial<Line>, more: Partial<OpenPage> = {}): OpenPage & { said: string[] } {
  const said: string[] = [];
  return {
    said,
    patientKey: 1,
    session: 'x',
    expires: 1000,
    mayHear: () => Promise.resolve(2000),
    line: {
      write: (text: string) => said.push(/event: (\w+)/.exec(text)?.[1] ?? text),
      end: () => said.push('end'),
      destroy: () => said.push('destroyed'),
      writableLength: 0,
      ...line,
    },
    ...more,
  };
}

test('whether the session lives is asked when its known end has passed, and before anything is told', async () => {
  let now = 0;
  let lives: number | undefined = 2000;
  const pages = new OpenPages({ all: 9, session: 9 }, () => now);
  const page = pageOn({}, { mayHear: () => Promise.resolve(lives) });
  pages.add(page);
  now = 1500;
  await pages.beat();
  assert.deepEqual(page.said, ['still', 'still']);
  lives = undefined;
  await pages.beat();
  assert.deepEqual(page.said, ['still', 'still', 'still'], 'it was said to live until 2000');
  await pages.tell({ about: 'record', patientKey: 1 });
  assert.deepEqual(page.said.slice(3), ['over', 'end']);
  assert.equal(pages.count, 0);
});

test('a page that reads nothing is let go, and one whose right cannot be asked about hears nothing', async () => {
  const pages = new OpenPages({ all: 9, session: 9 });
  const deaf = pageOn({ writableLength: 1_000_000 });
  const unsure = pageOn({}, { mayHear: () => Promise.reject(new Error('no answer')) });
  pages.add(deaf);
  pages.add(unsure);
  assert.deepEqual(deaf.said, ['destroyed']);
  await pages.tell({ about: 'anything' });
  assert.deepEqual(unsure.said, ['still', 'end']);
  assert.equal(pages.count, 0);
});
