/** F4: drug × hypersensitivity × path. Every way to an order passes the gate, with what is shipped and with what the region has loaded. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  AllergyIntolerance,
  Basic,
  Bundle,
  BundleEntry,
  CodeableConcept,
  MedicationKnowledge,
  MedicationRequest,
} from '@medplum/fhirtypes';
import { noKnowledge } from '@vardkedjan/care/clinical/drug-safety/drug-knowledge.ts';
import { catalogueDrugOf } from '@vardkedjan/care/clinical/prescriptions/catalogue-drug.ts';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { renewalOf } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import {
  type AskedService,
  drugOrderOf,
  serviceOrdersOf,
} from '@vardkedjan/care/coordination/order-sets/order-by-set.ts';
import type { DrugLine } from '@vardkedjan/care/coordination/order-sets/order-set.ts';
import { pinsOf } from '@vardkedjan/care/coordination/orders/favourites/pins.ts';
import { favouritesOf } from '@vardkedjan/care/coordination/orders/favourites/favourites.ts';
import { keepRelease } from '../src/jobs/drug-knowledge/keep-release.ts';
import { type Fate, Loader } from '../src/store/write/load/load.ts';
import { allergy, ask, drug, entryOf, penicillin, post, put, sara, together, wiring } from './drug-order-world.ts';

test('F4: an allergy to penicillin stops it on every path, and another drug on none', async (t) => {
  const known = await post(allergy);
  assert.equal(known.status, 201);
  const keptBy = { meta: { extension: known.body<AllergyIntolerance>().meta?.extension ?? [] } };
  const paths: [name: string, write: (order: () => MedicationRequest) => Promise<{ ok: boolean; text: string }>][] = [
    ['create', async (order) => answered(await post(order()))],
    [
      'create by a condition',
      async (order) =>
        answered(
          await ask('sara', 'POST', '/fhir/MedicationRequest', {
            body: order(),
            headers: { 'if-none-exist': 'identifier=none-has-it' },
          }),
        ),
    ],
    [
      'a draft that is signed',
      async (order) => {
        const draft = await post({ ...order(), status: 'draft' });
        assert.equal(draft.status, 201, draft.text);
        return answered(await put({ ...draft.body<MedicationRequest>(), status: 'active' }));
      },
    ],
    [
      'a draft that is patched',
      async (order) => {
        const { id } = (await post({ ...order(), status: 'draft' })).body<MedicationRequest>();
        return answered(
          await ask('sara', 'PATCH', `/fhir/MedicationRequest/${id}`, {
            headers: { 'content-type': 'application/json-patch+json', 'if-match': 'W/"1"' },
            body: [{ op: 'replace', path: '/status', value: 'active' }],
          }),
        );
      },
    ],
    [
      'an order set, in a transaction',
      async (order) => answered(await together('transaction', bySet(drug('A02BC01', 'Omeprazol'), order()))),
    ],
    [
      'a batch',
      async (order) => {
        const [one] = (await together('batch', [entryOf(order())])).body<Bundle>().entry ?? [];
        return { ok: one?.response?.status?.startsWith('201') === true, text: JSON.stringify(one?.response?.outcome) };
      },
    ],
    [
      'a renewal',
      async (order) => {
        const before = (
          await ask('client:bench', 'POST', '/fhir/MedicationRequest', {
            body: { ...order(), ...keptBy, status: 'completed' },
          })
        ).body<MedicationRequest>();
        return answered(await post(renewalOf(before, sara)));
      },
    ],
    ['what is often ordered, taken again', async (order) => answered(await post(await takenFromOften(order())))],
    ['what is pinned, with its dose', async (order) => answered(await post(await takenFromPins(order())))],
    ['a system client', async (order) => answered(await post(order(), 'client:bench'))],
    [
      'an import',
      async (order) => {
        const fates: [Fate, string][] = [];
        const loader = new Loader(wiring.database, {
          caller: { kind: 'system', id: 'import', name: 'Import' },
          told: (_resource, fate, why) => fates.push([fate, JSON.stringify({ issue: why?.failure?.issues ?? [] })]),
        });
        await loader.add({ ...order(), id: `imported-${order().medicationCodeableConcept?.coding?.[0]?.code}` });
        await loader.finish();
        return { ok: fates.at(-1)?.[0] === 'loaded', text: fates.at(-1)?.[1] ?? '' };
      },
    ],
  ];
  await keepRelease(wiring.database, {
    release: { url: 'https://example.org/allergies', name: 'Regionens kunskapsstöd', version: '2026-11' },
    insteadOfShipped: [],
    facts: {
      ...noKnowledge,
      crossReactions: [
        {
          to: ['J01C'],
          with: ['J01DH02'],
          stops: true,
          why: { sv: 'Korsreaktion är beskriven.', en: 'A cross-reaction is described.' },
          source: 'Example, 4.2',
        },
      ],
    },
  });
  const drugs: [name: string, order: (n: number) => MedicationRequest, stoppedBy: string | undefined][] = [
    ['penicillin V', () => penicillin(), 'allergy'],
    ['flucloxacillin', () => drug('J01CF05', 'Flukloxacillin'), 'allergy'],
    ['what the region has loaded says', () => drug('J01DH02', 'Meropenem'), 'cross-reaction'],
    // Another each time, so that none is there already.
    [
      'another',
      (n) =>
        drug(
          [
            'A06AD65',
            'C10AA05',
            'N05CF01',
            'R06AE07',
            'C07AB02',
            'C03CA01',
            'A11CC05',
            'B03BB01',
            'H03AA01',
            'N02BE01',
            'R05CB01',
          ][n] ?? '',
          'Annat',
        ),
      undefined,
    ],
  ];
  for (const [place, [path, write]] of paths.entries())
    for (const [name, order, stoppedBy] of drugs)
      await t.test(`${path} × ${name}: ${stoppedBy === undefined ? 'passes' : 'is stopped'}`, async () => {
        const { ok, text } = await write(() => order(place));
        assert.equal(ok, stoppedBy === undefined, text);
        if (stoppedBy !== undefined) assert.ok(text.includes(`"code":"${stoppedBy}"`), text);
      });
});

/** Counted as it is ordered, offered, and taken as the page takes it: out of the catalogue. */
async function takenFromOften(order: MedicationRequest): Promise<MedicationRequest> {
  const id = await inCatalogue(order);
  const parameter = [
    { name: 'kind', valueCode: 'drug' },
    { name: 'code', valueCode: id },
  ];
  await ask('sara', 'POST', '/fhir/Basic/$count-ordered', { body: { resourceType: 'Parameters', parameter } });
  const offered = favouritesOf((await ask('sara', 'GET', '/fhir/Basic/$favourites?of=own')).body<Basic>());
  assert.ok(offered.some((one) => one.code === id));
  return { ...order, medicationCodeableConcept: await conceptOf(id) };
}

/** Pinned with its dose, offered, and taken as the page takes it. */
async function takenFromPins(order: MedicationRequest): Promise<MedicationRequest> {
  const id = await inCatalogue(order);
  const parameter = [
    { name: 'of', valueCode: 'own' },
    { name: 'kind', valueCode: 'drug' },
    { name: 'code', valueCode: id },
    { name: 'dose', valueString: '2 tabletter 1 gång dagligen' },
    { name: 'pinned', valueBoolean: true },
  ];
  await ask('sara', 'POST', '/fhir/Basic/$pin-favourite', { body: { resourceType: 'Parameters', parameter } });
  const offered = pinsOf((await ask('sara', 'GET', '/fhir/Basic/$favourites?of=own')).body<Basic>());
  const pin = offered.find(({ code }) => code === id);
  assert.ok(pin);
  const typed = readTypedDose(pin.dose, { unit: 'tablett' });
  assert.ok('dosages' in typed);
  return { ...order, medicationCodeableConcept: await conceptOf(id), dosageInstruction: typed.dosages };
}

async function inCatalogue({ medicationCodeableConcept: code }: MedicationRequest): Promise<string> {
  const id = `often-${code?.coding?.[0]?.code}`;
  const known = {
    resourceType: 'MedicationKnowledge',
    id,
    status: 'active',
    ...(code && { code }),
    extension: [{ url: 'https://vardkedjan.se/fhir/StructureDefinition/drug-dose-unit', valueString: 'tablett' }],
  };
  const put = await ask('client:bench', 'PUT', `/fhir/MedicationKnowledge/${id}`, { body: known });
  assert.ok(put.status < 300, put.text);
  return id;
}

async function conceptOf(id: string): Promise<CodeableConcept> {
  const found = await ask('sara', 'GET', `/fhir/MedicationKnowledge?_id=${id}&status=active`);
  const [entry] = found.body<Bundle<MedicationKnowledge>>().entry ?? [];
  assert.ok(entry?.resource);
  return catalogueDrugOf(entry.resource).concept;
}

/** As lines of a set, with what a set orders besides. */
function bySet(...orders: readonly MedicationRequest[]): BundleEntry[] {
  const by = {
    set: 'https://vardkedjan.se/fhir/PlanDefinition/x|1',
    number: crypto.randomUUID(),
    ...sara,
    setting: 'prescription' as const,
    now: new Date(),
  };
  const nursing: AskedService = {
    kind: 'nursing',
    id: 'n',
    isTicked: true,
    text: 'Kontroller',
    question: '',
    priority: 'routine',
    items: [],
    orderId: crypto.randomUUID(),
    performer: { reference: 'Organization/vc-kvarnbacken' },
  };
  const lines = orders.map(
    ({ medicationCodeableConcept: concept, dosageInstruction: dosages = [] }, at): DrugLine => ({
      kind: 'drug',
      id: `line-${at}`,
      isTicked: true,
      ...(concept && { concept }),
      dosages,
    }),
  );
  const services = serviceOrdersOf([nursing], by).flat();
  return [
    ...services.map((one) => entryOf(one, { request: { method: 'PUT', url: `${one.resourceType}/${one.id}` } })),
    ...lines.map((line) => entryOf(drugOrderOf(line, line.dosages, by))),
  ];
}

function answered({ status, text }: { status: number; text: string }): { ok: boolean; text: string } {
  return { ok: status < 300, text };
}
