import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dosage, MedicationRequest, MedicationStatement } from '@medplum/fhirtypes';
import { Random } from '../../../test/random.ts';
import { currentDrugs } from '../drug-list/current-drugs.ts';
import { readTypedDose } from '../dosing/dose-grammar.ts';
import { movedTo } from '../prescriptions/order-resources.ts';
import { acrossSources, keyOf } from './drug-sources.ts';
import { outcomeOf, withOrdered } from './outcome.ts';
import { type Decided, type Decisions, drugDecisions, reconciliationList } from './reconciliation.ts';
import { reconciliationFault } from './lawful-reconciliation.ts';
import { takenBeside } from './taken-beside.ts';

const day = '2026-11-29';
const by = {
  practitioner: { reference: 'Practitioner/amir', display: 'Amir Rezai' },
  patientId: 'p',
  now: '2026-11-29T10:00:00Z',
  when: 'admission' as const,
};
const texts = { otherSource: 'En annan källa stämmer', ordered: 'Ordinerat' };
const dose = (text: string): Dosage[] => {
  const typed = readTypedDose(text, { unit: 'tablett' });
  return 'problem' in typed ? [{ text }] : typed.dosages;
};
const atc = (code: string) => ({ coding: [{ system: 'http://www.whocc.no/atc', code }], text: code });
const order = (id: string, code: string, dosed: string, more: Partial<MedicationRequest> = {}): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p' },
  authoredOn: '2026-11-01T10:00:00Z',
  medicationCodeableConcept: atc(code),
  dosageInstruction: dose(dosed),
  ...more,
});
const said = (
  id: string,
  code: string,
  dosed: string,
  more: Partial<MedicationStatement> = {},
): MedicationStatement => ({
  resourceType: 'MedicationStatement',
  id,
  status: 'active',
  subject: { reference: 'Patient/p' },
  medicationCodeableConcept: atc(code),
  informationSource: { reference: 'Patient/p' },
  dosage: dose(dosed),
  ...more,
});

type World = { orders: MedicationRequest[]; statements: MedicationStatement[] };
const isOwn = ({ id = '' }: { id?: string }) => !id.includes('their');

/** The record after the unit of work. */
function signed({ orders, statements }: World, decided: Decisions, mayPrescribe = true): World {
  const rows = acrossSources(orders, statements, isOwn, day);
  const outcome = outcomeOf(rows, withOrdered(rows, decided), by, { mayPrescribe, texts });
  const moved = new Map([
    ...outcome.stopped.map((each) => [each.order.id ?? '', movedTo(each.order, 'stopped', each.reason, by)] as const),
    ...outcome.ordered.map(
      (each) => [each.before.id ?? '', movedTo(each.before, 'stopped', texts.otherSource, by)] as const,
    ),
  ]);
  const written = outcome.statements.map((each, at) => ({ ...each, id: each.id ?? `new-${at}` }));
  const changed = new Set(written.map(({ id }) => id));
  const list = reconciliationList(rows, withOrdered(rows, decided), by);
  assert.equal(reconciliationFault(undefined, list, 'Practitioner/amir', written), undefined);
  return {
    orders: [
      ...orders.map((each) => moved.get(each.id ?? '') ?? each),
      ...outcome.ordered.map((each, at) => ({ ...each.order, id: `ordered-${at}` })),
    ],
    statements: [...statements.filter(({ id }) => !changed.has(id ?? '')), ...written],
  };
}

const namesOn = ({ orders, statements }: World) =>
  currentDrugs(orders, statements, day).map(({ id, dose: told, isVerified }) => [id, told.text, isVerified]);

test('the wife’s dose is right: our order is changed into it, and the drug is on the list once', () => {
  const world = { orders: [order('o', 'C08CA01', '1x2')], statements: [said('s', 'C08CA01', '1x1')] };
  const after = signed(
    world,
    new Map<string, Decided>([
      ['MedicationRequest/o', { decision: 'rejected', reason: texts.otherSource }],
      ['MedicationStatement/s', { decision: 'confirmed' }],
    ]),
  );
  assert.deepEqual(namesOn(after), [['MedicationRequest/ordered-0', '1 tablett 1 gång dagligen', true]]);
  assert.equal(after.orders.at(-1)?.priorPrescription?.reference, 'MedicationRequest/o');
  assert.deepEqual(after.orders.at(-1)?.supportingInformation, [{ reference: 'MedicationStatement/s' }]);
});

test('what cannot be ordered by itself leaves our order as it is: a dose in words, an order that is paused, a hand that may not prescribe', () => {
  const decided = new Map<string, Decided>([
    ['MedicationRequest/o', { decision: 'rejected', reason: texts.otherSource }],
    ['MedicationStatement/s', { decision: 'confirmed' }],
  ]);
  const own = order('o', 'C08CA01', '1x2');
  const [inWords, whole] = [said('s', 'C08CA01', '', { dosage: [{ text: 'en ibland' }] }), said('s', 'C08CA01', '1x1')];
  for (const [orders, statements, mayPrescribe] of [
    [[own], [inWords], true],
    [[{ ...own, status: 'on-hold' as const }], [whole], true],
    [[own], [whole], false],
  ] as const) {
    const after = signed({ orders: [...orders], statements: [...statements] }, decided, mayPrescribe);
    assert.deepEqual(
      currentDrugs(after.orders, after.statements, day).map(({ id, isVerified }) => [id, isVerified]),
      [
        ['MedicationRequest/o', true],
        ['MedicationStatement/s', true],
      ],
    );
  }
});

test('by chance: what a signed reconciliation says is taken is on the list, ordered or confirmed, what it says is not taken is asked about no more, and signing it again changes nothing', () => {
  for (let seed = 1; seed <= 600; seed++) {
    const random = new Random(seed);
    const codes = ['C07AB02', 'C03CA01', 'N02BE01'];
    const doses = ['1x1', '1x2', '2x1', '1 vb'];
    const world: World = {
      orders: Array.from({ length: random.below(6) }, (_, at) =>
        order(`${random.chance(0.4) ? 'their' : 'our'}-o${at}`, random.pick(codes), random.pick(doses), {
          status: random.pick(['active', 'active', 'on-hold', 'unknown']),
          ...(random.chance(0.2) && { reportedBoolean: true }),
        }),
      ),
      statements: Array.from({ length: random.below(6) }, (_, at) =>
        said(`${random.chance(0.4) ? 'their' : 'our'}-s${at}`, random.pick(codes), random.pick(doses), {
          status: random.pick(['active', 'intended', 'unknown', 'on-hold']),
          ...(random.chance(0.2) && { dosage: [{ text: 'en ibland' }] }),
        }),
      ),
    };
    const rows = acrossSources(world.orders, world.statements, isOwn, day);
    const decided = new Map(
      rows.flatMap(({ entries }) =>
        entries.flatMap(({ reference }): [string, Decided][] =>
          random.chance(0.2) ? [] : [[reference, { decision: random.pick(drugDecisions), reason: 'Skäl' }]],
        ),
      ),
    );
    const mayPrescribe = random.chance(0.7);
    const after = signed(world, decided, mayPrescribe);
    const listed = currentDrugs(after.orders, after.statements, day);
    const checked = takenBeside(after.orders, after.statements, day);
    for (const { key, entries } of rows)
      for (const { reference, source } of entries) {
        const decision = withOrdered(rows, decided).get(reference)?.decision;
        if (decision === 'confirmed' || decision === 'changed')
          assert.ok(
            listed.some(({ resource, isVerified }) => keyOf(resource) === key && isVerified),
            `seed ${seed}: ${reference} is taken`,
          );
        if (decision === 'rejected' && source !== 'own' && source !== 'other-provider')
          assert.ok(
            !listed.some(({ id }) => id === reference) &&
              !checked.some(
                ({ id, supportingInformation = [] }) =>
                  `MedicationRequest/${id}` === reference ||
                  supportingInformation.some((each) => each.reference === reference && id === undefined),
              ),
            `seed ${seed}: ${reference} is not taken`,
          );
        if (source === 'other-provider' && rows.length > 0) {
          const theirs = world.orders.find(({ id }) => `MedicationRequest/${id}` === reference);
          assert.ok(
            checked.some(({ id }) => id === theirs?.id),
            `seed ${seed}: ${reference} is in force with those who ordered it`,
          );
        }
      }
    const again = signed(
      after,
      new Map([...decided].filter(([, { decision }]) => decision === 'confirmed')),
      mayPrescribe,
    );
    assert.deepEqual(
      currentDrugs(again.orders, again.statements, day).map(({ name, dose: told }) => [name, told.text]),
      listed.map(({ name, dose: told }) => [name, told.text]),
      `seed ${seed}: signed again`,
    );
  }
});
