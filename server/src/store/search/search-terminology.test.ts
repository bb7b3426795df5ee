/** Tokens by what terminology says of them: http://hl7.org/fhir/R4/search.html#modifiers (:in, :not-in, :above, :below) */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { formats } from '../../jobs/terminology/formats.ts';
import { openRecord } from '../open-record.ts';
import { parameterRegistryOf } from '../reindex/parameter-registry.ts';
import { loadSystem } from '../terminology/load/load-system.ts';
import { searchFixture, systemCaller } from './search-fixture.ts';

const { database, put, found, page } = await searchFixture();
const atc = 'http://www.whocc.no/atc';
const kinds = 'http://example.org/kinds';

const file = path.join(mkdtempSync(path.join(tmpdir(), 'terminology-')), 'atc-2026.csv');
writeFileSync(
  file,
  'ATC-kod;Benämning\nA;Matsmältning\nA10;Diabetesmedel\nA10B;Blodglukossänkande\nA10BA;Biguanider\nA10BA02;metformin\nC;Hjärta\nC03;Diuretika\nC03C;Loop\nC03CA;Sulfonamider\nC03CA01;furosemid\n',
);
const format = formats['atc'];
assert.ok(format);
await loadSystem(database, format.system([file], {}), (staging) => format.fill([file], staging));

await put(
  {
    resourceType: 'CodeSystem',
    id: 'kinds',
    url: kinds,
    status: 'active',
    content: 'complete',
    concept: [{ code: 'illness', concept: [{ code: 'flu' }, { code: 'cold' }] }, { code: 'injury' }],
  } as Resource,
  {
    resourceType: 'ValueSet',
    id: 'winter',
    url: 'http://example.org/winter',
    status: 'active',
    compose: { include: [{ system: kinds, concept: [{ code: 'flu' }, { code: 'cold' }] }] },
  },
  {
    resourceType: 'ValueSet',
    id: 'unknown',
    url: 'http://example.org/unknown',
    status: 'active',
    compose: { include: [{ system: 'http://example.org/none' }] },
  },
  { resourceType: 'Patient', id: 'anna' },
  { resourceType: 'Patient', id: 'bo' },
);
const subject = { reference: 'Patient/anna' };
const condition = (id: string, code: string, system: string | undefined = kinds, of = subject) =>
  ({ resourceType: 'Condition', id, subject: of, code: { coding: [{ ...(system && { system }), code }] } }) as Resource;
const drug = (id: string, code: string) =>
  ({
    resourceType: 'MedicationRequest',
    id,
    status: 'active',
    intent: 'order',
    subject,
    medicationCodeableConcept: { coding: [{ system: atc, code }] },
  }) as Resource;
await put(
  condition('flu', 'flu'),
  condition('cold', 'cold'),
  condition('ill', 'illness'),
  condition('injury', 'injury'),
  condition('other', 'flu', 'http://example.org/other'),
  condition('bos', 'flu', kinds, { reference: 'Patient/bo' }),
  drug('metformin', 'A10BA02'),
  drug('furosemide', 'C03CA01'),
  drug('diabetes', 'A10'),
);

test(':in has the resources whose code is in the value set, :not-in the others', async () => {
  assert.equal(await found('Condition?code:in=http://example.org/winter'), 'bos cold flu');
  assert.equal(await found('Condition?code:not-in=http://example.org/winter'), 'ill injury other');
  assert.equal(await found('Condition?code:in=http://example.org/winter&patient=anna'), 'cold flu');
  assert.equal(await found('Condition?code:not-in=http://example.org/winter&patient=anna'), 'ill injury other');
  assert.equal(
    await found(`MedicationRequest?code:in=${encodeURIComponent(`${atc}?fhir_vs`)}`),
    'diabetes furosemide metformin',
  );
  assert.equal(
    await found('MedicationRequest?status:in=http://hl7.org/fhir/ValueSet/medicationrequest-status'),
    'diabetes furosemide metformin',
  );
  assert.equal((await page('Condition?code:in=http://example.org/winter&_total=accurate&_count=1')).total, 3);
});

test(':below has the code and what is below it, :above the code and what is above it', async () => {
  assert.equal(await found(`Condition?code:below=${kinds}|illness`), 'bos cold flu ill');
  assert.equal(await found(`Condition?code:above=${kinds}|flu`), 'bos flu ill');
  assert.equal(await found(`MedicationRequest?code:below=${atc}|A10`), 'diabetes metformin', 'of a system in tables');
  assert.equal(await found(`MedicationRequest?code:above=${atc}|A10BA02`), 'diabetes metformin');
  assert.equal(await found(`MedicationRequest?code:below=${atc}|C&patient=anna`), 'furosemide');
  assert.equal(await found(`MedicationRequest?code:below=${atc}|A10B,${atc}|C`), 'furosemide metformin');
  assert.equal(await found(`Patient?_has:Condition:patient:code:below=${kinds}|illness`), 'anna bo');
  assert.equal(await found(`MedicationRequest?patient.name:missing=true&code:below=${atc}|C`), 'furosemide');
});

test('what is not known is refused, never empty', async () => {
  await assert.rejects(found('Condition?code:in=http://example.org/none'), { kind: 'not-supported' });
  await assert.rejects(found('Condition?code:not-in=http://example.org/unknown'), { kind: 'not-supported' });
  await assert.rejects(found(`Condition?code:below=${kinds}|none`), { kind: 'not-supported' });
  await assert.rejects(found('Condition?code:below=flu'), { kind: 'invalid' });
});

test('a conditional create asks in its transaction', async () => {
  const parameters = await parameterRegistryOf(database).recent();
  const asked: [string, string][] = [
    ['code:in', 'http://example.org/winter'],
    ['_id', 'cold'],
  ];
  const ifNoneExist = parseSearch({ type: 'Condition' }, asked, { lenient: false, zone: stockholmZone, parameters });
  const record = openRecord(database, systemCaller);
  const [written] = await record.write([{ action: 'create', resource: condition('another', 'cold'), ifNoneExist }]);
  assert.equal(written?.result, 'unchanged');
});
