/**
 * Referential integrity: a reference leads to something, also when what it leads to is deleted at the same time
 * (http://hl7.org/fhir/R4/http.html#delete, http://hl7.org/fhir/R4/http.html#transaction).
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { inspect } from 'node:util';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Resource } from '@medplum/fhirtypes';
import { testDatabase } from '../../../../test/database.ts';
import { openDatabase } from '../../database.ts';
import { openRecord } from '../../open-record.ts';
import type { Change } from '../../record.ts';

const database = await testDatabase();
const caller = { kind: 'system', id: 'test', name: 'Test' } as const;
const record = openRecord(database, caller);
/** Another process on the same database, as far as connections and memory go. */
const second = await openDatabase({ dataDir: '/', databaseUrl: database.url, poolSize: 4 });
after(() => second.close());
const other = openRecord(second, caller);

async function make(resource: object): Promise<string> {
  const [written] = await record.write([{ action: 'create', resource: resource as Resource }]);
  return `${written?.stored.type}/${written?.stored.id}`;
}

const deletion = (name: string): Change => {
  const [type = '', id = ''] = name.split('/');
  return { action: 'delete', type, id };
};
const remove = (...names: string[]) => record.write(names.map(deletion));
const patient = () => make({ resourceType: 'Patient' });
const observation = (subject: string, more: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Vikt' },
  subject: { reference: subject },
  ...more,
});

test('what a resource of the same record refers to is not deleted; when that one is gone, it is', async () => {
  const subject = await patient();
  const first = await make(observation(subject));
  const second = await make(observation(subject, { hasMember: [{ reference: first }] }));
  await assert.rejects(remove(first), { kind: 'conflict', message: /of those that you may see: 1 Observation/ });
  await remove(second);
  await remove(first);
});

test('a patient whose record holds anything is not deleted; with all of it in the same transaction, it is', async () => {
  const subject = await patient();
  const all = [await make(observation(subject)), await make(observation(subject))];
  await assert.rejects(remove(subject), { kind: 'conflict', message: /2 Observation/ });
  await remove(subject, ...all);
});

test('references from elsewhere count: by an element that is searched, by any other, by a version, from a contained resource, beside a canonical', async () => {
  const subject = await patient();
  const referrers: ((name: string) => object)[] = [
    (name) => observation(subject, { performer: [{ reference: name }] }),
    (name) =>
      observation(subject, { extension: [{ url: 'http://example.org/e', valueReference: { reference: name } }] }),
    (name) => observation(subject, { performer: [{ reference: `${name}/_history/1` }] }),
    (name) => ({
      ...observation(subject, { performer: [{ reference: '#role' }] }),
      contained: [{ resourceType: 'PractitionerRole', id: 'role', practitioner: { reference: name } }],
    }),
    (name) => ({ resourceType: 'PractitionerRole', practitioner: { reference: name } }),
    (name) => ({
      resourceType: 'ServiceRequest',
      status: 'active',
      intent: 'order',
      subject: { reference: subject },
      instantiatesCanonical: [name],
      extension: [{ url: 'http://example.org/e', valueReference: { reference: name } }],
    }),
  ];
  for (const refer of referrers) {
    const practitioner = await make({ resourceType: 'Practitioner' });
    const referrer = await make(refer(practitioner));
    await assert.rejects(remove(practitioner), { kind: 'conflict' }, JSON.stringify(refer('Practitioner/1')));
    await remove(referrer);
    await remove(practitioner);
  }
});

test('a client’s own ids, and patients of other records, are found as well', async () => {
  const ids = ['ref-a', 'ref-b'].map((id) => ({ resourceType: 'Patient', id }) as Resource);
  await record.write(ids.map((resource) => ({ action: 'update', resource, id: resource.id ?? '' })));
  const linked = await make({
    resourceType: 'Patient',
    link: [{ other: { reference: 'Patient/ref-a' }, type: 'seealso' }],
  });
  await assert.rejects(remove('Patient/ref-a'), { kind: 'conflict', message: /1 Patient/ });
  await remove(linked);
  const own = await make(observation('Patient/ref-b'));
  await assert.rejects(remove('Patient/ref-b'), { kind: 'conflict' });
  await remove(own, 'Patient/ref-b', 'Patient/ref-a');
});

test('an update that lets go makes way, and one that takes hold stands in the way', async () => {
  const [subject, practitioner] = [await patient(), await make({ resourceType: 'Practitioner' })];
  const name = await make(observation(subject, { performer: [{ reference: practitioner }] }));
  const id = name.split('/')[1] ?? '';
  const update = (more: object): Change => ({
    action: 'update',
    id,
    resource: { ...observation(subject, more), id } as Resource,
  });
  await record.write([update({}), deletion(practitioner)]);
  await assert.rejects(record.write([update({ performer: [{ reference: practitioner }] })]), { status: 422 });
});

test('of a deletion and a new reference at the same time one is refused, whichever comes first', async () => {
  const subject = await patient();
  for (let round = 0; round < 40; round++) {
    const practitioner = await make({ resourceType: 'Practitioner' });
    const created: Change = {
      action: 'create',
      resource: observation(subject, { performer: [{ reference: practitioner }] }) as Resource,
    };
    const [here, there] = round % 2 === 0 ? [record, other] : [other, record];
    const [write, gone] = await Promise.allSettled([here.write([created]), there.write([deletion(practitioner)])]);
    for (const settled of [write, gone])
      if (settled.status === 'rejected') assert.ok(settled.reason instanceof Failure, inspect(settled.reason));
    assert.notEqual(write.status, gone.status, `round ${round}`);
  }
});

test('what was planned before a deletion and commits after it is refused', async () => {
  const [subject, practitioner] = [await patient(), await make({ resourceType: 'Practitioner' })];
  const id = practitioner.split('/')[1] ?? '';
  const { key } = (await record.read('Practitioner', id)) ?? {};
  const created: Change = {
    action: 'create',
    resource: observation(subject, { performer: [{ reference: practitioner }] }) as Resource,
  };
  const writing = await database.transaction(async (deleting) => {
    await deleting.rows({ name: '', text: 'select hold_deleted($1::integer[], $2::boolean[])' }, [
      `{${(key ?? 0) % 128}}`,
      '{true}',
    ]);
    const waiting = record.write([created]);
    waiting.catch(() => undefined);
    const isWaiting = {
      name: '',
      text: `select from pg_locks where locktype = 'advisory' and classid = 8273 and not granted
        and database = (select oid from pg_database where datname = current_database())`,
    };
    while ((await second.rows(isWaiting)).length === 0);
    await deleting.rows({ name: '', text: 'update resource set deleted = true where type = $1 and id = $2' }, [
      typeCode('Practitioner'),
      id,
    ]);
    return { waiting };
  });
  await assert.rejects(writing.waiting, { status: 422 });
});

test('property: however many write and delete at once, nothing that is stored refers to what is deleted', async () => {
  const subject = await patient();
  const targets: string[] = [];
  for (let count = 0; count < 12; count++) targets.push(await make({ resourceType: 'Practitioner' }));
  const works: Promise<unknown>[] = [];
  for (let turn = 0; turn < 120; turn++) {
    const target = targets[turn % targets.length] ?? '';
    const by = turn % 3 === 0 ? other : record;
    works.push(
      turn % 4 === 3
        ? by.write([deletion(target)])
        : by.write([
            { action: 'create', resource: observation(subject, { performer: [{ reference: target }] }) as Resource },
          ]),
    );
  }
  const settled = await Promise.allSettled(works);
  for (const { reason } of settled.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[])
    assert.match(String((reason as { kind?: string }).kind), /conflict|invalid/, inspect(reason));
  const dangling = await database.rows<{ body: string }>({
    name: 'dangling',
    text: `select o.body from resource o join resource p on p.deleted
      where not o.deleted and o.body like '%"reference":"Practitioner/' || p.id || '"%'`,
  });
  assert.deepEqual(dangling, []);
});
