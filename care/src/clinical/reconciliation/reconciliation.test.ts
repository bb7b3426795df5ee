import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MedicationRequest, MedicationStatement } from '@medplum/fhirtypes';
import { Random } from '../../../test/random.ts';
import { checkDrug } from '../drug-safety/check-drug.ts';
import { shippedKnowledge } from '../drug-safety/shipped-knowledge.ts';
import { asTaken } from './as-taken.ts';
import { acrossSources, drugSources } from './drug-sources.ts';
import {
  countsOf,
  type Decided,
  decidedBy,
  drugDecisions,
  provenanceOf,
  reconciliationList,
} from './reconciliation.ts';

const atc = (code: string, text: string) => ({ coding: [{ system: 'http://www.whocc.no/atc', code }], text });
const order = (id: string, code: string, more: Partial<MedicationRequest> = {}): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p' },
  medicationCodeableConcept: atc(code, code),
  ...more,
});
const said = (id: string, code: string, more: Partial<MedicationStatement> = {}): MedicationStatement => ({
  resourceType: 'MedicationStatement',
  id,
  status: 'active',
  subject: { reference: 'Patient/p' },
  medicationCodeableConcept: atc(code, code),
  informationSource: { reference: 'Patient/p' },
  ...more,
});
const day = '2026-11-29';
const hand = {
  practitioner: { reference: 'Practitioner/amir' },
  patientId: 'p',
  now: '2026-11-29T10:00:00Z',
  when: 'admission' as const,
};

test('each source stands beside the others, by substance; what somebody has ended is in none', () => {
  const rows = acrossSources(
    [
      order('own', 'C07AB02'),
      order('theirs', 'C07AB02'),
      order('old', 'C03CA01', { status: 'unknown' }),
      order('ended', 'C03CA01', { status: 'stopped' }),
    ],
    [
      said('s', 'C07AB02'),
      said('n', 'N02BE01', { informationSource: { reference: 'Organization/old' } }),
      said('t', 'N02BE01', { status: 'stopped' }),
    ],
    ({ id }) => id === 'own',
    day,
  );
  assert.deepEqual(
    rows.map(({ key, entries }) => [key, entries.map(({ source, reference }) => [source, reference])]),
    [
      ['C03CA01', [['other-system', 'MedicationRequest/old']]],
      [
        'C07AB02',
        [
          ['own', 'MedicationRequest/own'],
          ['other-provider', 'MedicationRequest/theirs'],
          ['patient', 'MedicationStatement/s'],
        ],
      ],
      ['N02BE01', [['other-system', 'MedicationStatement/n']]],
    ],
  );
});

test('by chance: nothing is lost and nothing counted twice, whatever is decided, and the list says it again', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = new Random(seed);
    const codes = ['C07AB02', 'C03CA01', 'N02BE01', 'B01AF02', 'A10BA02'];
    const orders = Array.from({ length: random.below(12) }, (_, at) =>
      order(`o${at}`, random.pick(codes), {
        status: random.pick(['active', 'on-hold', 'unknown']),
        reportedBoolean: random.chance(0.2),
      }),
    );
    const statements = Array.from({ length: random.below(8) }, (_, at) =>
      said(`s${at}`, random.pick(codes), {
        informationSource: { reference: random.pick(['Patient/p', 'RelatedPerson/r', 'Organization/o']) },
      }),
    );
    const rows = acrossSources(orders, statements, () => random.chance(0.5), day);
    const entries = rows.flatMap((row) => row.entries);
    assert.equal(
      new Set(entries.map(({ reference }) => reference)).size,
      orders.length + statements.length,
      `seed ${seed}`,
    );
    const decisions = new Map(
      entries.flatMap(({ reference }): [string, Decided][] => {
        const decision = random.pick(drugDecisions);
        return random.chance(0.3)
          ? []
          : [[reference, { decision, ...(decision === 'rejected' && { reason: 'Tar den inte' }) }]];
      }),
    );
    const counts = countsOf(rows, decisions);
    const all = drugSources.reduce((sum, source) => sum + counts[source].all, 0);
    assert.equal(all, entries.length, `seed ${seed}`);
    for (const source of drugSources)
      assert.equal(
        drugDecisions.reduce((sum, each) => sum + counts[source][each], 0),
        counts[source].all,
        `seed ${seed}: ${source}`,
      );
    const list = reconciliationList(rows, decisions, hand);
    assert.deepEqual(countsOf(rows, decidedBy([list])), counts, `seed ${seed}`);
    const from = provenanceOf('List/x', rows, hand).entity?.map(({ what }) => what.reference) ?? [];
    assert.deepEqual(
      from,
      entries.map(({ reference }) => reference),
      `seed ${seed}`,
    );
  }
});

test('the latest reconciliation holds, and what has come since is undecided', () => {
  const rows = acrossSources([order('a', 'C07AB02')], [], () => true, day);
  const before = reconciliationList(rows, new Map([['MedicationRequest/a', { decision: 'rejected', reason: 'x' }]]), {
    ...hand,
    now: '2026-11-01T10:00:00Z',
  });
  const after = reconciliationList(rows, new Map([['MedicationRequest/a', { decision: 'confirmed' }]]), hand);
  const decided = decidedBy([before, after]);
  assert.deepEqual(decided.get('MedicationRequest/a'), { decision: 'confirmed' });
  assert.equal(decided.get('MedicationRequest/new'), undefined);
  assert.equal(decidedBy([{ ...after, status: 'entered-in-error' }]).size, 0);
});

test('F6: the safety rules ask about what is only said to be taken: it does not go together with an order, and being on the list already is told', () => {
  const warfarin = said('w', 'B01AA03');
  const situation = { allergies: [], patient: undefined, conditions: [], observations: [], today: '2026-11-29' };
  const others = [warfarin].flatMap((one) => asTaken(one) ?? []);
  const found = checkDrug({ ...situation, order: order('n', 'M01AE02'), others }, shippedKnowledge).find(
    ({ rule }) => rule === 'interaction',
  );
  assert.equal(found?.stops, true);
  assert.equal(found?.evidence?.reference, 'MedicationStatement/w');
  const same = checkDrug({ ...situation, order: order('n', 'B01AA03'), others }, shippedKnowledge).find(
    ({ rule }) => rule === 'duplicate',
  );
  assert.equal(same?.stops, false);
  assert.equal(asTaken({ ...warfarin, status: 'not-taken' }), undefined);
});
