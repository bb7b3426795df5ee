/** Everything of a record, its chart, its words and the history of everything, as one asks for them at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Observation, Resource } from '@medplum/fhirtypes';
import { create, observation, record, reference } from '../record-fixture.ts';

test('everything comes in pages, the patient first, each thing once', async () => {
  const one = await create({ resourceType: 'Patient' });
  for (let n = 0; n < 7; n++) {
    await create(observation(one));
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await record.everything(one.id, { count: 3, ...(cursor && { cursor }) });
    seen.push(...page.matches.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== undefined);
  assert.equal(seen[0], one.id);
  assert.equal(seen.length, 8);
  assert.equal(new Set(seen).size, 8);
});

test('history of everything goes on where the page ended, also at an instant', async () => {
  const all = await record.history({}, { count: 1000 });
  const paged: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await record.history({}, { count: 7, ...(cursor && { cursor }) });
    paged.push(...page.versions.map(({ key, version }) => `${key}/${version}`));
    cursor = page.next;
  } while (cursor !== undefined);
  assert.deepEqual(
    paged,
    all.versions.map(({ key, version }) => `${key}/${version}`),
  );
  const at = all.versions[5]?.updated ?? '';
  const then = await record.history({}, { count: 1000, at });
  const keys = then.versions.filter(({ updated }) => updated <= at).map(({ key }) => key);
  assert.ok(then.versions.length > 0 && keys.length === then.versions.length);
  await assert.rejects(
    record.history({ type: 'Patient' }, { count: 7, cursor: (await record.history({}, { count: 1 })).next ?? '' }),
    { status: 400 },
  );
});

test('the chart has the patient first, what still holds however old, and what is coming', async () => {
  const one = await create({ resourceType: 'Patient' });
  const condition = (code: string, recordedDate: string): Resource => ({
    resourceType: 'Condition',
    clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code }] },
    subject: reference(one),
    recordedDate,
  });
  const old = await create(condition('active', '1980-01-01'));
  for (let n = 0; n < 65; n++) {
    await create(condition('resolved', `20${10 + (n % 10)}-01-01`));
  }
  const coming = await create({
    resourceType: 'Appointment',
    status: 'booked',
    start: new Date(Date.now() + 86_400_000).toISOString(),
    end: new Date(Date.now() + 90_000_000).toISOString(),
    participant: [{ actor: reference(one), status: 'accepted' }],
  });
  const chart = await record.chart(one.id);
  assert.equal(chart?.[0]?.id, one.id);
  assert.equal(chart.length, 63);
  assert.ok(chart.some(({ id }) => id === old.id) && chart.some(({ id }) => id === coming.id));
  assert.equal(await record.chart('nobody'), undefined);
  await record.write([{ action: 'update', id: 'given', resource: { resourceType: 'Patient', id: 'given' } }]);
  assert.equal((await record.chart('given'))?.length, 1, 'of a patient who has nothing else');
});

test('what is measured seldom is not pushed out of the chart by what is measured often', async () => {
  const one = await create({ resourceType: 'Patient' });
  const value = (code: string, effectiveDateTime: string): Resource =>
    observation(one, {
      category: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
      ],
      code: { coding: [{ system: 'http://loinc.org', code }] },
      effectiveDateTime,
    });
  const seldom = await create(value('4548-4', '2020-05-01'));
  for (let n = 0; n < 170; n++) await create(value('2823-3', new Date(Date.UTC(2026, 0, 1 + n)).toISOString()));
  const chart = (await record.chart(one.id)) ?? [];
  assert.ok(chart.some(({ id }) => id === seldom.id));
  assert.equal(chart.filter(({ type }) => type === 'Observation').length, 7, 'six of the frequent and the one');
});

test('words in a record are found in their forms, newest first, in pages', async () => {
  const one = await create({ resourceType: 'Patient' });
  for (const [n, text] of ['Hostar sedan igår', 'Ingen hosta', 'Huvudvärk', 'Hostan är borta'].entries()) {
    await create(observation(one, { effectiveDateTime: `2026-01-0${n + 1}`, note: [{ text }] }));
  }
  const first = await record.textSearch(one.patientKey, { text: 'hosta', count: 2 });
  const second = await record.textSearch(one.patientKey, { text: 'hosta', count: 2, cursor: first.next });
  const notes = [...first.matches, ...second.matches].map(
    ({ body }) => (JSON.parse(body) as Observation).note?.[0]?.text,
  );
  assert.deepEqual(notes, ['Hostan är borta', 'Ingen hosta', 'Hostar sedan igår']);
  assert.equal(second.next, undefined);
  const dashed = await record.textSearch(one.patientKey, { text: `${'-'.repeat(40)} huvudvärk`, count: 2 });
  assert.equal(dashed.matches.length, 1);
});
