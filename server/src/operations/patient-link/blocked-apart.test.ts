/**
 * A block holds in the record where it was set (PDL 2008:355, 4 kap. 4 §): of two records that are linked to one person it hides that one's rows in every
 * answer, also where the two are read together, and none of the other's (docs/open-questions.md 152); the log says the same.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Bundle, Condition, Patient } from '@medplum/fhirtypes';
import { testWorld } from '../../http/test-world.ts';
import { patientKeyOf } from '../../store/ids.ts';
import { blockConsent } from '../blocks/block-consent.ts';

const { ask, wiring } = await testWorld();
const system = wiring.openRecord({ kind: 'system', id: 'test', name: 'Test' });
const unit = { reference: 'Organization/vc-kvarnbacken' };
const own = 'viktor-eriksson';
const words = { own: 'Blockprov egenfynd', reserve: 'Blockprov reservfynd' };
type Which = keyof typeof words;
const other: Record<Which, Which> = { own: 'reserve', reserve: 'own' };
const ids: Record<Which, string> = { own, reserve: '' };
const conditions: Record<Which, string> = { own: '', reserve: '' };

const parameters = (name: string, reference: string, ...more: object[]) => ({
  body: { resourceType: 'Parameters', parameter: [{ name, valueReference: { reference } }, ...more] },
});

before(async () => {
  ids.reserve = (await ask('sara', 'POST', '/fhir/Patient/$register-unknown')).body<Patient>().id ?? '';
  for (const which of ['own', 'reserve'] as const) {
    const body: Condition = {
      resourceType: 'Condition',
      code: { text: words[which] },
      subject: { reference: `Patient/${ids[which]}` },
    };
    const made = await ask('sara', 'POST', '/fhir/Condition', { body });
    assert.equal(made.status, 201, made.text);
    conditions[which] = made.body<Condition>().id ?? '';
    const reason = { name: 'reason', valueString: 'Medvetslös med bröstsmärta' };
    const stated = await ask(
      'tomas',
      'POST',
      '/fhir/Patient/$state-relation',
      parameters('patient', `Patient/${ids[which]}`, reason),
    );
    assert.ok(stated.status < 300, stated.text);
  }
  const linked = await ask(
    'sara',
    'POST',
    `/fhir/Patient/${ids.reserve}/$link`,
    parameters('known', `Patient/${ids.own}`),
  );
  assert.equal(linked.status, 200, linked.text);
});

/** Where the two are read together, from the person’s own record. */
const together = (): string[] => [
  `Patient/${own}/$chart`,
  `Condition?patient=${own}&_count=500`,
  `Condition?patient=Patient/${own}&_count=500`,
  `Patient/${own}/$text-search?text=blockprov&_count=200`,
  `Patient/${own}/$everything?_count=2000`,
  `Patient/${own}/Condition?_count=500`,
  `Patient/${own}/*?_type=Condition,Observation&_count=500`,
];
/** All else that could show a row of either. */
const apart = (): string[] =>
  [ids.own, ids.reserve].flatMap((id) => [
    `Patient/${id}/$everything?_count=2000`,
    `Patient/${id}/Condition?_count=500`,
    `Patient/${id}/$chart`,
    `Patient/${id}/$text-search?text=blockprov&_count=200`,
    `Condition?subject=Patient/${id}&_count=500`,
    `Patient?_id=${id}&_revinclude=Condition:subject`,
  ]);
const anywhere = (): string[] => [
  'Condition?code:text=blockprov',
  'Condition/_history?_count=500',
  ...Object.values(conditions).flatMap((id) => [`Condition/${id}`, `Condition/${id}/_history`, `Condition?_id=${id}`]),
];
const answerOf = async (as: string, path: string) => (await ask(as, 'GET', `/fhir/${path}`)).text;

async function setBlock(which: Which): Promise<string> {
  const [made] = await system.write([
    { action: 'create', resource: blockConsent(ids[which], unit, false, new Date()) },
  ]);
  return made?.stored.id ?? '';
}

const shownIn = async (which: Which): Promise<number> => {
  const { rows } = await system.accessLog(patientKeyOf(ids[which]) ?? (await keyOf(ids[which])), { count: 1000 });
  return rows.filter(({ what }) => what === 'GET Condition').reduce((sum, { resources }) => sum + resources, 0);
};
const keyOf = async (id: string): Promise<number> => (await system.read('Patient', id))?.patientKey ?? 0;

test('before there is a block another unit reads both together', async () => {
  for (const path of together())
    for (const text of Object.values(words)) assert.ok((await answerOf('tomas', path)).includes(text), path);
});

for (const which of ['own', 'reserve'] as const)
  test(`a block in the ${which} record hides its rows everywhere, and none of the other’s`, async () => {
    const id = await setBlock(which);
    for (const path of [...together(), ...apart(), ...anywhere()]) {
      const text = await answerOf('tomas', path);
      assert.ok(!text.includes(words[which]), path);
      if (together().includes(path)) assert.ok(text.includes(words[other[which]]), path);
    }
    const [hidden, shown] = [await shownIn(which), await shownIn(other[which])];
    await answerOf('tomas', `Condition?patient=${own}&code:text=blockprov`);
    assert.deepEqual(
      [await shownIn(which), await shownIn(other[which])],
      [hidden, shown + 1],
      'in the log of each stands what was shown of it',
    );
    for (const path of together())
      for (const text of Object.values(words))
        assert.ok((await answerOf('sara', path)).includes(text), `the unit itself ${path}`);
    await system.write([{ action: 'delete', type: 'Consent', id }]);
    for (const text of Object.values(words)) assert.ok((await answerOf('tomas', together()[1] ?? '')).includes(text));
  });

test('everything comes in pages, each resource once, the Patient first, and is apart again when the link is taken back', async () => {
  const pages = async (path: string): Promise<string[]> => {
    const bundle = (await ask('sara', 'GET', path)).body<Bundle>();
    const names = (bundle.entry ?? [])
      .filter(({ search }) => search?.mode === 'match')
      .map(({ resource }) => `${resource?.resourceType}/${resource?.id}`);
    const next = bundle.link?.find(({ relation }) => relation === 'next')?.url;
    return next === undefined ? names : [...names, ...(await pages(new URL(next).pathname + new URL(next).search))];
  };
  const all = await pages(`/fhir/Patient/${own}/$everything?_count=100`);
  assert.equal(new Set(all).size, all.length);
  assert.equal(all[0], `Patient/${own}`);
  for (const name of [`Patient/${ids.reserve}`, ...Object.values(conditions).map((id) => `Condition/${id}`)])
    assert.ok(all.includes(name), name);
  const system = await ask('client:bench', 'GET', `/fhir/Patient/${own}/$everything?_count=2000`);
  assert.ok(!system.text.includes(words.reserve), 'others ask for each as it stands');
  const taken = await ask(
    'sara',
    'POST',
    `/fhir/Patient/${ids.reserve}/$unlink`,
    parameters('known', `Patient/${own}`),
  );
  assert.equal(taken.status, 200, taken.text);
  for (const path of together()) assert.ok(!(await answerOf('sara', path)).includes(words.reserve), path);
});
