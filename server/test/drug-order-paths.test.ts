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
import { changedOrder, movedTo, renewalOf } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
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

/** A hypersensitivity of the patient, which can end and hold again. */
interface Known {
  keptBy: Pick<MedicationRequest, 'meta'>;
  begin: () => Promise<void>;
  end: () => Promise<void>;
}

async function known(of: AllergyIntolerance): Promise<Known> {
  const written = await post(of);
  assert.equal(written.status, 201, written.text);
  let stored = written.body<AllergyIntolerance>();
  const become = async (code: string) => {
    const answer = await put({ ...stored, clinicalStatus: { coding: [{ ...of.clinicalStatus?.coding?.[0], code }] } });
    assert.equal(answer.status, 200, answer.text);
    stored = answer.body<AllergyIntolerance>();
  };
  return {
    keptBy: { meta: { extension: stored.meta?.extension ?? [] } },
    begin: () => become('active'),
    end: () => become('resolved'),
  };
}

/** By another system, while nothing is said of hypersensitivity, or as history. */
async function brought(
  order: MedicationRequest,
  status: MedicationRequest['status'],
  { keptBy }: Known,
): Promise<MedicationRequest> {
  const answer = await post({ ...order, ...keptBy, status }, 'client:bench');
  assert.equal(answer.status, 201, answer.text);
  return answer.body<MedicationRequest>();
}

const doseOf = (text: string) => {
  const typed = readTypedDose(text, { unit: 'tablett' });
  assert.ok('dosages' in typed);
  return typed.dosages;
};

const pathsTo = (
  known: Known,
): [name: string, write: (order: () => MedicationRequest) => Promise<{ ok: boolean; text: string }>][] => [
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
    async (order) => answered(await together('transaction', bySet(another[1](), order()))),
  ],
  [
    'a batch',
    async (order) => {
      const [one] = (await together('batch', [entryOf(order())])).body<Bundle>().entry ?? [];
      return { ok: one?.response?.status?.startsWith('201') === true, text: JSON.stringify(one?.response?.outcome) };
    },
  ],
  ['a renewal', async (order) => answered(await post(renewalOf(await brought(order(), 'completed', known), sara)))],
  [
    'a changed dose',
    async (order) => {
      const before = await brought(order(), 'completed', known);
      return answered(await post(changedOrder(before, { ...order(), dosageInstruction: doseOf('1x1') }, sara)));
    },
  ],
  [
    'a pause that ends',
    async (order) => {
      // It was ordered and paused before the hypersensitivity was known.
      await known.end();
      const paused = await brought(order(), 'on-hold', known);
      await known.begin();
      return answered(await put(movedTo(paused, 'active', '', sara)));
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

const penicillinV: Asked = ['penicillin V', () => penicillin(), 'allergy'];
const flucloxacillin = (stoppedBy: string): Asked => [
  'flucloxacillin',
  () => drug('J01CF05', 'Flukloxacillin'),
  stoppedBy,
];
/** The region's own knowledge says so. */
const meropenem: Asked = ['meropenem', () => drug('J01DH02', 'Meropenem'), 'cross-reaction'];
/** Another each time, so that none is there already. */
let others = 0;
const another: Asked = ['another', () => drug(`V03AB${String(++others).padStart(2, '0')}`, 'Annat'), undefined];

type Asked = [name: string, order: () => MedicationRequest, stoppedBy: string | undefined];
const allergies: [name: string, allergy: AllergyIntolerance, drugs: Asked[]][] = [
  ['penicillins, coded', allergy, [penicillinV, flucloxacillin('allergy'), meropenem, another]],
  [
    'one penicillin, coded',
    {
      ...allergy,
      code: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J01CE02' }], text: 'Fenoximetylpenicillin' },
    },
    [penicillinV, flucloxacillin('cross-reaction'), meropenem, another],
  ],
  [
    'a brand, not coded',
    { ...allergy, code: { text: 'Kåvepenin' } },
    [penicillinV, flucloxacillin('cross-reaction'), another],
  ],
  [
    'what nobody can compare',
    { ...allergy, code: { text: 'Något på 80-talet' } },
    [['another', another[1], 'allergy-not-compared']],
  ],
];

test('F4: a hypersensitivity stops its drug and its like on every path, and another drug on none', async (t) => {
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
  for (const [to, of, drugs] of allergies) {
    const stands = await known(of);
    for (const [path, write] of pathsTo(stands))
      for (const [name, order, stoppedBy] of drugs)
        await t.test(`${to} × ${path} × ${name}: ${stoppedBy === undefined ? 'passes' : 'is stopped'}`, async () => {
          const first = order();
          const { ok, text } = await write(() => structuredClone(first));
          // What is not compared does not stop what other systems bring: it is history.
          const passes = stoppedBy === undefined || (stoppedBy === 'allergy-not-compared' && byOthers.has(path));
          assert.equal(ok, passes, text);
          if (!passes) assert.ok(text.includes(`"code":"${stoppedBy}"`), text);
        });
    await stands.end();
  }
});
const byOthers = new Set(['a system client', 'an import']);

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
