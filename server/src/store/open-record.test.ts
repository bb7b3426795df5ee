import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Observation, Organization, Patient, Resource } from '@medplum/fhirtypes';
import { rights } from '@vardkedjan/care/access/needs-and-risks/rights.ts';
import type { Failure } from '@vardkedjan/fhir/outcome.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { openRecord } from './open-record.ts';
import { create, database, observation, record, reference } from './record-fixture.ts';
import type { Written } from './record.ts';

function update(resource: Resource, ifMatch?: number): Promise<Written[]> {
  return record.write([
    { action: 'update', resource, ...(resource.id && { id: resource.id }), ...(ifMatch && { ifMatch }) },
  ]);
}

function failsWith(status: number): (error: unknown) => boolean {
  return (error) => {
    assert.equal((error as Failure).status, status, String(error));
    return true;
  };
}

const patient = await create({ resourceType: 'Patient', name: [{ family: 'Åkerlund' }] } as Patient);

test('what was created is read back to the letter', async () => {
  const read = await record.read('Patient', patient.id);
  assert.deepEqual(read, patient);
  const body = JSON.parse(patient.body) as Patient;
  assert.equal(body.id, patient.id);
  assert.deepEqual(body.meta, { versionId: '1', lastUpdated: patient.updated });
  assert.deepEqual(body.name, [{ family: 'Åkerlund' }]);
});

test('text and decimals come back byte for byte, through every way of writing', async () => {
  const text = 'Ingen känd allergi; <5 & >3, a|b^c~d\\e\t\r\n "citat" åäöÅÄÖ é e\u0301 \u2028 \u{1F489} \u00a0 slut ';
  const given = parseJson(
    `{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/${patient.id}"},` +
      `"valueQuantity":{"value":1.10},"component":[{"code":{"text":"y"},"valueQuantity":{"value":0.0000010}},{"code":{"text":"z"},"valueQuantity":{"value":1E3}}],` +
      `"note":[{"text":${JSON.stringify(text)}}]}`,
  ) as Observation;
  const alone = await create(given);
  const [linked] = await record.write([{ action: 'create', fullUrl: 'urn:uuid:b', resource: given }]);
  const [patched] = await record.write([
    {
      action: 'patch',
      type: 'Observation',
      id: alone.id,
      apply: (current) => ({ ...current, issued: '2026-01-02T03:04:05Z' }) as Observation,
    },
  ]);
  for (const stored of [alone, linked?.stored, patched?.stored]) {
    const { body = '' } = (await record.read('Observation', stored?.id ?? '')) ?? {};
    assert.match(body, /"value":1\.10[,}].*"value":0\.0000010[,}].*"value":1E3[,}]/);
    assert.equal((JSON.parse(body) as Observation).note?.[0]?.text, text);
  }
});

test('a resource lies in the shard of its patient and its id says so', async () => {
  const stored = await create(observation(patient));
  assert.equal(stored.patientKey, patient.patientKey);
  assert.ok(stored.id.startsWith(`${patient.patientKey.toString(36)}-`));
  assert.deepEqual(await record.read('Observation', stored.id), stored);
});

test('an id given by the client is found through the directory', async () => {
  const [written] = await update({ resourceType: 'Patient', id: 'given-1' });
  assert.equal(written?.result, 'created');
  assert.deepEqual(await record.read('Patient', 'given-1'), written.stored);
  assert.equal(await record.read('Observation', 'given-1'), undefined);
});

test('an update makes a version and keeps the one before; the same content makes none', async () => {
  const stored = await create(observation(patient));
  const changed = { ...(JSON.parse(stored.body) as Observation), status: 'amended' as const };
  const [second] = await update(changed, 1);
  assert.equal(second?.result, 'updated');
  assert.equal(second.stored.version, 2);
  const reordered = Object.fromEntries(Object.entries(changed).reverse()) as unknown as Observation;
  const [same] = await update(reordered);
  assert.equal(same?.result, 'unchanged');
  assert.equal(same.stored.version, 2);
  assert.equal((await record.vread('Observation', stored.id, 1))?.body, stored.body);
  assert.equal(await record.vread('Observation', stored.id, 3), undefined);
  const history = await record.history({ type: 'Observation', id: stored.id }, { count: 10 });
  assert.deepEqual(
    history.versions.map(({ version, method }) => [version, method]),
    [
      [2, 'PUT'],
      [1, 'POST'],
    ],
  );
  assert.equal(history.total, 2);
});

test('a version that was not the expected one changes nothing', async () => {
  const stored = await create(observation(patient));
  await assert.rejects(update({ ...(JSON.parse(stored.body) as Observation), status: 'amended' }, 7), failsWith(412));
  assert.equal((await record.read('Observation', stored.id))?.version, 1);
});

test('twenty updates of the same version at once: one wins', async () => {
  const stored = await create(observation(patient));
  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      update({ ...(JSON.parse(stored.body) as Observation), issued: `2026-01-02T03:04:${10 + n}Z` }, 1),
    ),
  );
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.equal((await record.read('Observation', stored.id))?.version, 2);
});

test('twenty updates without a version at once all happen, one after the other', async () => {
  const stored = await create(observation(patient));
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      update({ ...(JSON.parse(stored.body) as Observation), issued: `2026-01-02T03:04:${10 + n}Z` }),
    ),
  );
  assert.equal((await record.read('Observation', stored.id))?.version, 21);
  const history = await record.history({ type: 'Observation', id: stored.id }, { count: 30 });
  assert.deepEqual(
    history.versions.map(({ version }) => version),
    Array.from({ length: 21 }, (_, n) => 21 - n),
  );
});

test('the same new id from ten clients at once is one resource', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => update({ resourceType: 'Patient', id: 'given-race' })),
  );
  assert.equal(answers.filter(([written]) => written?.result === 'created').length, 1);
});

test('deleted is gone, keeps its history, and can come back', async () => {
  const stored = await create(observation(patient));
  const [deleted] = await record.write([{ action: 'delete', type: 'Observation', id: stored.id }]);
  assert.equal(deleted?.result, 'deleted');
  const read = await record.read('Observation', stored.id);
  assert.equal(read?.deleted, true);
  assert.equal(read.body, '');
  const [again] = await record.write([{ action: 'delete', type: 'Observation', id: stored.id }]);
  assert.equal(again?.stored.version, 2);
  const [back] = await update(JSON.parse(stored.body) as Observation);
  assert.equal(back?.result, 'created');
  assert.equal(back.stored.version, 3);
  const history = await record.history({ type: 'Observation', id: stored.id }, { count: 10 });
  assert.deepEqual(
    history.versions.map(({ method }) => method),
    ['PUT', 'DELETE', 'POST'],
  );
});

test('a reference to nothing is refused, with the place where it stands', async () => {
  await assert.rejects(
    create(observation(patient, { performer: [{ display: 'x' }, { reference: 'Practitioner/nobody' }] })),
    (error: Failure) => {
      assert.equal(error.status, 422);
      assert.deepEqual(error.issues[0]?.expression, ['Observation.performer[1]']);
      return true;
    },
  );
  await assert.rejects(
    create(observation(patient, { performer: [{ reference: 'Practitioner?identifier=1' }] })),
    failsWith(422),
  );
  const other = await create(observation(patient));
  await record.write([{ action: 'delete', type: 'Observation', id: other.id }]);
  await assert.rejects(create(observation(patient, { hasMember: [reference(other)] })), failsWith(422));
});

test('a subject that cannot be followed is refused: nobody could guard it', async () => {
  for (const subject of [
    { identifier: { value: '191212121212' } },
    { reference: 'https://elsewhere.se/fhir/Patient/1' },
    { reference: '#p' },
  ]) {
    await assert.rejects(create(observation(patient, { subject })), failsWith(422));
  }
});

test('one who refuses among many refuses all of them', async () => {
  const before = await record.history({ type: 'Observation' }, { count: 1000 });
  await assert.rejects(
    record.write([
      { action: 'create', resource: observation(patient) },
      { action: 'create', resource: observation({ ...patient, id: 'nobody' }) },
    ]),
    failsWith(422),
  );
  const after = await record.history({ type: 'Observation' }, { count: 1000 });
  assert.equal(after.versions.length, before.versions.length);
});

test('a resource stays in the record where it was written', async () => {
  const stored = await create(observation(patient));
  const other = await create({ resourceType: 'Patient' });
  await assert.rejects(
    update({ ...(JSON.parse(stored.body) as Observation), subject: reference(other) }),
    failsWith(422),
  );
});

test('an encounter of another patient is refused', async () => {
  const other = await create({ resourceType: 'Patient' });
  const encounter = await create({
    resourceType: 'Encounter',
    status: 'planned',
    class: { code: 'AMB' },
    subject: reference(other),
  });
  await assert.rejects(create(observation(patient, { encounter: reference(encounter) })), failsWith(422));
});

test('a unit of work leads references by fullUrl to what came of it', async () => {
  const written = await record.write([
    {
      action: 'create',
      fullUrl: 'urn:uuid:2',
      resource: { ...observation(patient), subject: { reference: 'urn:uuid:1' } },
    },
    { action: 'create', fullUrl: 'urn:uuid:1', resource: { resourceType: 'Patient', name: [{ family: 'Ny' }] } },
    {
      action: 'create',
      fullUrl: 'urn:uuid:3',
      resource: {
        resourceType: 'Provenance',
        target: [{ reference: 'urn:uuid:2' }],
        recorded: '2026-01-02T03:04:05Z',
        agent: [{ who: { display: 'Maskin' } }],
        text: {
          status: 'generated',
          div: '<div xmlns="http://www.w3.org/1999/xhtml"><a href="urn:uuid:1">Ny</a> urn:uuid:1</div>',
        },
      },
    },
  ]);
  const [first, second, third] = written.map(({ stored }) => stored);
  assert.ok(first && second && third);
  assert.equal((JSON.parse(first.body) as Observation).subject?.reference, `Patient/${second.id}`);
  assert.ok(first.id.startsWith(`${second.patientKey.toString(36)}-`));
  assert.equal(third.patientKey, second.patientKey);
  assert.match(third.body, new RegExp(`href=\\\\"Patient/${second.id}\\\\">Ny</a> urn:uuid:1<`));
  assert.deepEqual(await record.read('Provenance', third.id), third);
});

test('care units come from the encounter, the caller or the resource, and bring their care provider', async () => {
  const provider = await create({
    resourceType: 'Organization',
    type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/organization-type', code: 'prov' }] }],
  } as Organization);
  const unit = await create({ resourceType: 'Organization', partOf: reference(provider) });
  const encounter = await create({
    resourceType: 'Encounter',
    status: 'in-progress',
    class: { code: 'AMB' },
    subject: reference(patient),
    serviceProvider: reference(unit),
  });
  const stored = await create(observation(patient, { encounter: reference(encounter) }));
  const extension = (JSON.parse(stored.body) as Observation).meta?.extension;
  assert.deepEqual(extension, [
    {
      url: 'https://vardkedjan.se/fhir/StructureDefinition/care-unit',
      valueReference: { reference: `Organization/${unit.id}` },
    },
  ]);
  const [row] = await database.rows<{ unit: number; provider: number }>(
    { name: 'unit-of', text: 'select care_unit as unit, care_provider as provider from resource where key = $1' },
    [stored.key],
  );
  assert.deepEqual(row, { unit: unit.key, provider: provider.key });
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
      careUnit: { key: unit.key, id: unit.id, hsaId: 'SE-U', name: 'Enheten' },
      careProvider: { key: provider.key, id: provider.id, hsaId: 'SE-P', name: 'Regionen' },
    },
  }); // prettier-ignore
  assert.deepEqual(await staff.read('Observation', stored.id), stored);
  const noUnit = await create(observation(patient));
  assert.equal(await staff.read('Observation', noUnit.id), undefined);
  const [finished] = await update({ ...(JSON.parse(encounter.body) as Resource), status: 'cancelled' } as Resource);
  assert.equal(finished?.result, 'updated');
  assert.equal(await staff.read('Observation', stored.id), undefined);
  assert.ok(await staff.read('Patient', patient.id));
});

const identified = (value: string): Patient => ({
  resourceType: 'Patient',
  identifier: [{ system: 'urn:test', value }],
});
const byIdentifier = (type: string, value: string) =>
  parseSearch(type, [['identifier', `urn:test|${value}`]], { lenient: false });

test('a hundred conditional creates at once make one resource', async () => {
  const answers = await Promise.all(
    Array.from({ length: 100 }, () =>
      record.write([{ action: 'create', resource: identified('one'), ifNoneExist: byIdentifier('Patient', 'one') }]),
    ),
  );
  assert.equal(answers.filter(([written]) => written?.result === 'created').length, 1);
  assert.equal(new Set(answers.map(([written]) => written?.stored.id)).size, 1);
  assert.equal((await record.search(byIdentifier('Patient', 'one'))).matches.length, 1);
});

test('a conditional update makes what is not there, changes the one, and refuses several', async () => {
  const match = byIdentifier('Patient', 'two');
  const [made] = await record.write([{ action: 'update', resource: identified('two'), match }]);
  assert.equal(made?.result, 'created');
  const [changed] = await record.write([{ action: 'update', resource: { ...identified('two'), active: true }, match }]);
  assert.deepEqual([changed?.result, changed?.stored.id, changed?.stored.version], ['updated', made.stored.id, 2]);
  await create(identified('two'));
  await assert.rejects(record.write([{ action: 'update', resource: identified('two'), match }]), failsWith(412));
});

test('references by criteria in a unit of work lead to the one that matches, or nothing is written', async () => {
  const practitioner = await create({ resourceType: 'Practitioner', identifier: [{ system: 'urn:test', value: 'p' }] });
  const entry = (criteria: string): Resource => observation(patient, { performer: [{ reference: criteria }] });
  const [written] = await record.write([
    { action: 'create', fullUrl: 'urn:uuid:a', resource: entry('Practitioner?identifier=urn:test|p') },
  ]);
  assert.deepEqual((JSON.parse(written?.stored.body ?? '') as Observation).performer, [reference(practitioner)]);
  await assert.rejects(
    record.write([
      { action: 'create', fullUrl: 'urn:uuid:a', resource: entry('Practitioner?identifier=urn:test|nobody') },
    ]),
    failsWith(412),
  );
});
