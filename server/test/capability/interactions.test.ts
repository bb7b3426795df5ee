/**
 * What can be done with each type is what the CapabilityStatement says: every interaction and condition that R4 knows is tried, and
 * what worked is compared with what is claimed, so that the test fails when either has more.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, CapabilityStatementRestResource, OperationOutcome, Resource } from '@medplum/fhirtypes';
import type { Answered } from '../../src/http/test-world.ts';
import { leastOf, probeId } from './made.ts';
import { probeWorld } from './probe-world.ts';

const { statement, resources, ask: send } = await probeWorld();
/** A Binary too as the resource that it is. */
const ask: typeof send = (method, path, more) =>
  send(method, path, { ...more, headers: { accept: 'application/fhir+json', ...more?.headers } });
const [rest] = statement.rest ?? [];

type Found = Pick<
  CapabilityStatementRestResource,
  | 'versioning'
  | 'readHistory'
  | 'updateCreate'
  | 'conditionalCreate'
  | 'conditionalRead'
  | 'conditionalUpdate'
  | 'conditionalDelete'
> & { interaction: string[]; referencePolicy: string[] };

/** It was done: a good status, and the body that is promised. What was not done must say so as an OperationOutcome. */
function worked(answer: Answered, kind?: string): boolean {
  if (answer.status >= 200 && answer.status < 300) {
    if (kind !== undefined) assert.equal(answer.body<Resource>().resourceType, kind);
    return true;
  }
  assert.ok([400, 404, 405, 409, 412, 422].includes(answer.status), `${answer.status}: ${answer.text}`);
  assert.equal(answer.body<Resource>().resourceType, 'OperationOutcome');
  return false;
}

const json = { 'content-type': 'application/json-patch+json' };
const tagged = (type: string, tag: string, id = ''): Resource => {
  const { id: _none, ...resource } = leastOf(type, id);
  return { ...resource, ...(id !== '' && { id }), meta: { tag: [{ system: 'urn:probe', code: tag }] } } as Resource;
};
const versionOf = ({ headers }: Answered): string => /"(\d+)"/.exec(headers['etag'] ?? '')?.[1] ?? '';
const idOf = (answer: Answered): string => answer.body<Resource>().id ?? '';

async function found(type: string): Promise<Found> {
  const interaction: string[] = [];
  const note = (code: string, done: boolean): boolean => {
    if (done) interaction.push(code);
    return done;
  };
  const created = await ask('POST', `/${type}`, { body: tagged(type, 'made') });
  note('create', worked(created, type) && created.status === 201);
  const [id, first] = [idOf(created), versionOf(created)];
  const at = `/${type}/${id}`;
  const change = (code: string) => ({ ...tagged(type, code, id), language: 'sv' });
  const read = await ask('GET', at);
  note('read', worked(read, type));
  const conditionalRead = await readsUnlessSame(at, read);
  const updated = await ask('PUT', at, { body: change('updated') });
  note('update', worked(updated, type));
  const stale = await ask('PUT', at, { body: change('stale'), headers: { 'if-match': `W/"${first}"` } });
  const fresh = await ask('PUT', at, { body: change('fresh'), headers: { 'if-match': `W/"${versionOf(updated)}"` } });
  const patched = await ask('PATCH', at, { body: [{ op: 'replace', path: '/language', value: 'fi' }], headers: json });
  note('patch', worked(patched, type) && patched.body<Resource>().language === 'fi');
  note('vread', worked(await ask('GET', `${at}/_history/${versionOf(patched)}`), type));
  const before = await ask('GET', `${at}/_history/${first}`);
  for (const [code, url] of [
    ['history-instance', `${at}/_history`],
    ['history-type', `/${type}/_history`],
  ] as const) {
    const history = await ask('GET', url);
    note(
      code,
      worked(history, 'Bundle') && history.body<Bundle>().entry?.some(({ fullUrl }) => fullUrl?.endsWith(at)) === true,
    );
  }
  const search = await ask('GET', `/${type}?_id=${id}`);
  note('search-type', worked(search, 'Bundle') && search.body<Bundle>().entry?.[0]?.resource?.id === id);
  const referencePolicy = await policiesOf(type);
  const conditions = await conditionsOf(type);
  note('delete', worked(await ask('DELETE', at)) && (await ask('GET', at)).status === 410);
  return {
    interaction: interaction.sort(),
    versioning:
      stale.status === 412 && fresh.status === 200
        ? 'versioned-update'
        : before.status === 200
          ? 'versioned'
          : 'no-version',
    readHistory: worked(before, type) && before.body<Resource>().meta?.versionId === first,
    conditionalRead,
    ...conditions,
    referencePolicy,
  };
}

async function readsUnlessSame(at: string, read: Answered): Promise<NonNullable<Found['conditionalRead']>> {
  const later = new Date(Date.parse(read.headers['last-modified'] ?? '') + 1000).toUTCString();
  const asked = async (name: string, value: string): Promise<number> =>
    (await ask('GET', at, { headers: { [name]: value } })).status;
  const since =
    (await asked('if-modified-since', later)) === 304 &&
    (await asked('if-modified-since', 'Sat, 01 Jan 2000 00:00:00 GMT')) === 200;
  const match =
    (await asked('if-none-match', read.headers['etag'] ?? '')) === 304 &&
    (await asked('if-none-match', 'W/"99"')) === 200;
  if (since && match) return 'full-support';
  return since ? 'modified-since' : match ? 'not-match' : 'not-supported';
}

async function conditionsOf(type: string) {
  const query = (tag: string) => `_tag=urn:probe|${tag}`;
  const exists = { 'if-none-exist': query('once') };
  const once = [
    await ask('POST', `/${type}`, { body: tagged(type, 'once'), headers: exists }),
    await ask('POST', `/${type}`, { body: tagged(type, 'once'), headers: exists }),
  ];
  const put = [
    await ask('PUT', `/${type}?${query('put')}`, { body: tagged(type, 'put') }),
    await ask('PUT', `/${type}?${query('put')}`, { body: { ...tagged(type, 'put'), language: 'sv' } }),
  ];
  const own = await ask('PUT', `/${type}/own-id`, { body: tagged(type, 'own', 'own-id') });
  const one =
    worked(await ask('DELETE', `/${type}?${query('put')}`)) &&
    (await ask('GET', `/${type}/${idOf(put[0] as Answered)}`)).status === 410;
  for (const _ of [1, 2]) await ask('POST', `/${type}`, { body: tagged(type, 'several') });
  const several = worked(await ask('DELETE', `/${type}?${query('several')}`));
  return {
    conditionalCreate: once[0]?.status === 201 && once[1]?.status === 200 && idOf(once[0]) === idOf(once[1]),
    conditionalUpdate: put[0]?.status === 201 && put[1]?.status === 200 && idOf(put[0]) === idOf(put[1]),
    updateCreate: worked(own, type) && own.status === 201 && idOf(own) === 'own-id',
    conditionalDelete: (several ? 'multiple' : one ? 'single' : 'not-supported') as Found['conditionalDelete'],
  };
}

/** Which kinds of reference are taken, and whether what is referred to must be there and stay. */
async function policiesOf(type: string): Promise<string[]> {
  const send = (reference: object) =>
    ask('POST', `/${type}`, { body: { ...tagged(type, 'refers'), ...referring(type, reference) } });
  const target = `Basic/${idOf(await ask('POST', '/Basic', { body: tagged('Basic', 'target') }))}`;
  const literal = await send({ reference: target });
  const elsewhere = await send({ reference: 'https://elsewhere.example/fhir/Basic/1' });
  const dangling = await send({ reference: 'Basic/none-such' });
  const logical = await send({ identifier: { system: 'urn:probe', value: 'v' } });
  const found = {
    literal: worked(literal, type),
    logical: worked(logical, type),
    resolves: logical.text.includes('"reference":"Basic'),
    enforced: !worked(dangling) && !worked(await ask('DELETE', `/${target}`)),
    local: !worked(elsewhere),
  };
  return Object.entries(found).flatMap(([policy, is]) => (is ? [policy] : []));
}

function referring(type: string, reference: object): object {
  const extension = [{ url: 'urn:probe', valueReference: reference }];
  const within = { resourceType: 'Basic', code: { text: 'x' }, extension };
  switch (type) {
    case 'Binary':
      return { securityContext: reference };
    case 'Bundle':
      return { type: 'collection', entry: [{ resource: within }] };
    case 'Parameters':
      return { parameter: [{ name: 'x', valueReference: reference }] };
    default:
      return { extension };
  }
}

for (const {
  type,
  interaction = [],
  referencePolicy = [],
  versioning,
  readHistory,
  updateCreate,
  conditionalCreate,
  conditionalRead,
  conditionalUpdate,
  conditionalDelete,
} of resources) {
  test(`${type} can what is claimed, and no more`, async () => {
    const claimed = {
      versioning,
      readHistory,
      updateCreate,
      conditionalCreate,
      conditionalRead,
      conditionalUpdate,
      conditionalDelete,
    };
    const found_ = await found(type);
    assert.deepEqual(found_, {
      ...claimed,
      interaction: interaction.map(({ code }) => code as string).sort(),
      referencePolicy,
    });
  });
}

test('a type that is not claimed is refused, whatever is done with it', async () => {
  for (const type of ['Resource', 'DomainResource', 'SubscriptionStatus', 'Ingredient', 'Pat', 'patient']) {
    assert.ok(!resources.some((one) => one.type === type));
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/x'],
      ['GET', '/x/_history'],
      ['GET', '/x/_history/1'],
      ['GET', '/_history'],
      ['POST', ''],
      ['PUT', '/x'],
      ['PATCH', '/x'],
      ['DELETE', '/x'],
    ] as const) {
      const sent = method === 'GET' || method === 'DELETE' ? {} : { body: { resourceType: type, id: 'x' } };
      const answer = await ask(method, `/${type}${path}`, sent);
      assert.equal(answer.status, 404, `${method} ${type}${path}: ${answer.text}`);
      assert.equal(answer.body<OperationOutcome>().resourceType, 'OperationOutcome');
    }
  }
});

test('the whole system can what is claimed, and no more', async () => {
  const entry = [{ request: { method: 'GET', url: `Basic/${probeId}` } }];
  const bundle = (type: string) => ask('POST', '', { body: { resourceType: 'Bundle', type, entry } });
  const tried: Record<string, Promise<Answered>> = {
    batch: bundle('batch'),
    transaction: bundle('transaction'),
    'history-system': ask('GET', '/_history'),
    'search-system': ask('GET', '?_type=Basic'),
  };
  const found: string[] = [];
  for (const [code, answer] of Object.entries(tried)) if (worked(await answer, 'Bundle')) found.push(code);
  assert.deepEqual(found.sort(), (rest?.interaction ?? []).map(({ code }) => code as string).sort());
  assert.equal((await bundle('history')).status, 400);
});
