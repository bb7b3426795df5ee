/**
 * What was written under a reserve number is read with the person's own record while the two are linked, and no longer (F9), over HTTP. Random
 * histories of linking and taking back against a slow reference; more by `--cases N`, others by `--seed N`.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import type { AllergyIntolerance, Bundle, Condition, MedicationRequest, Patient, Resource } from '@medplum/fhirtypes';
import { linkedTag } from '@vardkedjan/care/people/linked-persons.ts';
import { orderOf } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { patientKeyOf } from '../../store/ids.ts';
import { testWorld } from '../../http/test-world.ts';

const { values: flags } = parseArgs({
  options: { cases: { type: 'string', default: '40' }, seed: { type: 'string', default: '1' } },
  strict: false,
}) as { values: { cases: string; seed: string } };

const { ask, wiring } = await testWorld();
const viktor = 'viktor-eriksson';

const unknown = async (): Promise<string> =>
  (await ask('sara', 'POST', '/fhir/Patient/$register-unknown')).body<Patient & { id: string }>().id;
const linking = (code: 'link' | 'unlink', id: string, known: string) =>
  ask('sara', 'POST', `/fhir/Patient/${id}/$${code}`, {
    body: {
      resourceType: 'Parameters',
      parameter: [{ name: 'known', valueReference: { reference: `Patient/${known}` } }],
    },
  });
const condition = (id: string, text: string): Condition => ({
  resourceType: 'Condition',
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
  verificationStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }],
  },
  code: { text },
  subject: { reference: `Patient/${id}` },
});
const made = async <T extends Resource>(resource: T, as = 'sara'): Promise<T & { id: string }> => {
  const answer = await ask(as, 'POST', `/fhir/${resource.resourceType}`, { body: resource });
  assert.equal(answer.status, 201, answer.text);
  return answer.body<T & { id: string }>();
};
const resources = (text: string): Resource[] =>
  ((JSON.parse(text) as Bundle).entry ?? []).flatMap(({ resource }) => resource ?? []);
/** Of Conditions, byte for byte as they came, in their order. */
const conditionsIn = (text: string): string[] =>
  resources(text)
    .filter(({ resourceType }) => resourceType === 'Condition')
    .map((each) => JSON.stringify(each));

async function views(as: string, id: string): Promise<{ chart: string[]; searched: string[]; found: string[] }> {
  const [chart, searched, found] = await Promise.all([
    ask(as, 'GET', `/fhir/Patient/${id}/$chart`),
    ask(as, 'GET', `/fhir/Condition?patient=${id}&_count=500`),
    ask(as, 'GET', `/fhir/Patient/${id}/$text-search?text=okändfynd&_count=200`),
  ]);
  for (const { status, text } of [chart, searched, found]) assert.equal(status, 200, text);
  return {
    chart: conditionsIn(chart.text).toSorted(),
    searched: conditionsIn(searched.text).toSorted(),
    found: conditionsIn(found.text).toSorted(),
  };
}

test('through any history of linking and taking back, each view is what a slow reference says, and as it was when all is taken back', async () => {
  let state = (Number(flags.seed) * 2654435761) % 2147483647 || 1;
  const random = (below: number) => (state = (state * 16807) % 2147483647) % below;
  const knowns = [viktor, await unknown()];
  const unknowns = await Promise.all([unknown(), unknown(), unknown()]);
  const own = new Map<string, string[]>();
  for (const id of [...knowns, ...unknowns]) own.set(id, (await views('sara', id)).searched);
  const linkedTo = new Map<string, string>();
  const expected = (id: string): string[] =>
    [id, ...unknowns.filter((each) => linkedTo.get(each) === id)].flatMap((each) => own.get(each) ?? []).toSorted();
  let step = 0;
  const check = async () => {
    for (const id of [...knowns, ...unknowns]) {
      const seen = await views('sara', id);
      assert.deepEqual(seen.searched, expected(id), `step ${step}`);
      assert.deepEqual(seen.chart, expected(id), `step ${step}`);
      assert.deepEqual(
        seen.found,
        expected(id).filter((each) => each.includes('Okändfynd')),
        `step ${step}`,
      );
    }
  };
  for (; step < Number(flags.cases); step++) {
    const id = unknowns[random(unknowns.length)] ?? '';
    const known = knowns[random(knowns.length)] ?? '';
    const at = linkedTo.get(id);
    if (random(3) === 0) {
      const whose = random(2) === 0 ? id : known;
      own.get(whose)?.push(JSON.stringify(await made(condition(whose, `Okändfynd ${step} <5 & åäö`))));
    } else if (at === undefined) {
      assert.equal((await linking('link', id, known)).status, 200);
      linkedTo.set(id, known);
    } else {
      assert.equal((await linking('unlink', id, at)).status, 200);
      linkedTo.delete(id);
    }
    await check();
  }
  for (const [id, known] of linkedTo) assert.equal((await linking('unlink', id, known)).status, 200);
  linkedTo.clear();
  await check();
});

test('whose record was reached stands in the log of each', async () => {
  const id = await unknown();
  await made(condition(id, 'Skallskada'));
  await linking('link', id, viktor);
  assert.equal((await ask('sara', 'GET', `/fhir/Condition?patient=${viktor}&code:text=Skallskada`)).status, 200);
  assert.equal((await ask('sara', 'GET', `/fhir/Patient/${viktor}/$chart`)).status, 200);
  const system = wiring.openRecord({ kind: 'system', id: 'test', name: 'Test' });
  const rows = (await system.accessLog(patientKeyOf(id) ?? 0, { count: 50 })).rows;
  for (const what of ['GET Condition', 'GET Patient/$chart'])
    assert.ok(
      rows.some((row) => row.what === what && row.resources > 0),
      `${what}: ${JSON.stringify(rows)}`,
    );
  await linking('unlink', id, viktor);
});

test('a record that the law does not open to whoever reads stays closed, and that there is one is told', async () => {
  const id = await unknown();
  await made(condition(id, 'Okändfynd dolt'));
  await linking('link', id, viktor);
  const stated = await ask('tomas', 'POST', '/fhir/Patient/$state-relation', {
    body: {
      resourceType: 'Parameters',
      parameter: [
        { name: 'patient', valueReference: { reference: `Patient/${viktor}` } },
        { name: 'reason', valueString: 'Medvetslös med bröstsmärta' },
      ],
    },
  });
  assert.ok(stated.status < 300, stated.text);
  const chart = await ask('tomas', 'GET', `/fhir/Patient/${viktor}/$chart`);
  assert.equal(chart.status, 200, chart.text);
  assert.ok(!chart.text.includes('Okändfynd dolt'));
  const tags = chart.body<Bundle>().meta?.tag ?? [];
  assert.ok(
    tags.some(({ system, code }) => system === linkedTag && code === 'hidden'),
    JSON.stringify(tags),
  );
  assert.ok(!(await ask('tomas', 'GET', `/fhir/Condition?patient=${viktor}`)).text.includes('Okändfynd dolt'));
  const open = (await ask('sara', 'GET', `/fhir/Patient/${viktor}/$chart`)).body<Bundle>();
  assert.ok(!open.meta?.tag?.some(({ system }) => system === linkedTag));
  await linking('unlink', id, viktor);
});

test('a hypersensitivity known under either stops the drug under both, while they are linked (F4)', async () => {
  const order = (patientId: string): MedicationRequest => {
    const typed = readTypedDose('1x3', { unit: 'tablett' });
    return orderOf(
      {
        medicationCodeableConcept: {
          coding: [{ system: 'http://www.whocc.no/atc', code: 'J01CE02', display: 'Fenoximetylpenicillin' }],
          text: 'Fenoximetylpenicillin',
        },
        dosageInstruction: 'problem' in typed ? [] : typed.dosages,
        setting: 'prescription',
      },
      { practitioner: { reference: 'Practitioner/sara-lindqvist' }, patientId, now: new Date().toISOString() },
    );
  };
  const allergy = (id: string): AllergyIntolerance => ({
    resourceType: 'AllergyIntolerance',
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
    },
    verificationStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'confirmed' }],
    },
    category: ['medication'],
    code: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J01C' }], text: 'Penicillin' },
    patient: { reference: `Patient/${id}` },
  });
  const stops = async (as: string, patientId: string) => {
    const answer = await ask(as, 'POST', '/fhir/MedicationRequest', { body: order(patientId) });
    return answer.status === 422 && answer.text.includes('"allergy"');
  };
  for (const [holder, orderedFor] of [
    ['unknown', 'known'],
    ['known', 'unknown'],
  ] as const) {
    const [id, other] = [await unknown(), await unknown()];
    const ids = { unknown: id, known: viktor };
    const { id: allergyId } = await made(allergy(ids[holder]));
    assert.equal(await stops('sara', ids[orderedFor]), false, 'apart');
    assert.equal((await linking('link', id, viktor)).status, 200);
    assert.equal((await linking('link', other, viktor)).status, 200);
    assert.equal(await stops('sara', ids[orderedFor]), true, `${holder} → ${orderedFor}`);
    assert.equal(await stops('sara', other), true, `${holder} → another number of the same person`);
    assert.equal(await stops('client:bench', ids[orderedFor]), true, 'what a system brings');
    for (const each of [id, other]) assert.equal((await linking('unlink', each, viktor)).status, 200);
    assert.equal(await stops('sara', ids[orderedFor]), false, 'apart again');
    const now = (await ask('sara', 'GET', `/fhir/AllergyIntolerance/${allergyId}`)).body<AllergyIntolerance>();
    const over = {
      ...now,
      verificationStatus: {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'entered-in-error' },
        ],
      },
    };
    const { clinicalStatus: _none, ...withdrawn } = over;
    const put = await ask('sara', 'PUT', `/fhir/AllergyIntolerance/${allergyId}`, {
      body: withdrawn,
      headers: { 'if-match': `W/"${now.meta?.versionId}"` },
    });
    assert.equal(put.status, 200, put.text);
  }
});
