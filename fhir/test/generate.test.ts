import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { typeInfo, typeRows } from '../src/r4/element-table.ts';
import { searchParameters } from '../src/r4/generated/search-parameters.ts';

test('the committed tables are what the generator writes', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(import.meta.dirname, '../generate.ts'),
    '--check',
  ]);
  assert.match(stdout, /as generated/);
});

test('the tables hold R4 as HL7 published it, without what the source package has added', () => {
  for (const [type, added] of [
    ['Meta', 'project'],
    ['Binary', 'url'],
    ['ResearchStudy', 'label'],
    ['EvidenceVariable.characteristic', 'definitionId'],
    ['DeviceDefinition', 'classification'],
  ] as const) {
    assert.ok(!typeInfo(type)?.byName.has(added), `${type}.${added}`);
  }
  assert.equal(typeInfo('SubscriptionStatus'), undefined);
  assert.ok(typeInfo('EvidenceVariable.characteristic')?.byKey.has('definitionDataRequirement'));
  assert.equal(
    typeRows.get('DetectedIssue')?.elements['status']?.codes,
    'http://hl7.org/fhir/ValueSet/observation-status',
  );
  assert.ok(typeInfo('Quantity')?.byKey.has('comparator'));
  assert.ok(typeInfo('Dosage.doseAndRate')?.byKey.has('doseQuantity'));
  assert.equal(
    searchParameters['DeviceDefinition']?.find(({ code }) => code === 'classification'),
    undefined,
  );
});
