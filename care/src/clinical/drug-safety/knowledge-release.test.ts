/** A region's own drug knowledge: kept whole as a Library, counted by the day, and told before what is shipped. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MedicationRequest } from '@medplum/fhirtypes';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import { checkDrug } from './check-drug.ts';
import { answeredIssue } from './drug-alert.ts';
import { type DrugKnowledge, noKnowledge } from './drug-knowledge.ts';
import { atcSystem } from './drug-situation.ts';
import { knowledgeIn, knowledgeOn, libraryOf, type ReleasedKnowledge } from './knowledge-release.ts';
import { shippedKnowledge } from './shipped-knowledge.ts';

const said = (sv: string) => ({ why: { sv, en: sv }, source: 'Example 2026' });
const interaction: DrugKnowledge['interactions'][number] = {
  one: ['B01AA03'],
  other: ['M01A'],
  stops: true,
  grade: 'D4',
  ...said('Ökad blödningsrisk – undvik.'),
};
const released = (facts: Partial<DrugKnowledge>, more: Partial<ReleasedKnowledge> = {}): ReleasedKnowledge => ({
  release: { url: 'https://example.org/interactions', name: 'Exempelbasen', version: '2026-11' },
  insteadOfShipped: [],
  facts: { ...noKnowledge, ...facts },
  ...more,
});
const order = (atc: string): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id: atc,
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p' },
  medicationCodeableConcept: { coding: [{ system: atcSystem, code: atc }], text: atc },
});
const found = (atc: string, knowledge: DrugKnowledge, birthDate = '1940-01-01') =>
  checkDrug(
    {
      order: order(atc),
      others: [order('B01AA03')],
      allergies: [],
      patient: { resourceType: 'Patient', gender: 'male', birthDate },
      conditions: [],
      observations: [],
      today: '2026-11-30',
    },
    knowledge,
  ).filter(({ rule }) => rule !== 'allergy-unknown' && rule !== 'duplicate');

test('a release is a valid Library, and the same facts come out of it as went in', () => {
  const all = released({ interactions: [interaction] }, { publisher: 'Exempel AB', licence: 'Avtal 7' });
  const library = libraryOf(all);
  assert.deepEqual(validate({ ...library, id: 'x' }), []);
  assert.equal(library.copyright, 'Avtal 7');
  const { publisher: _publisher, licence: _licence, ...kept } = all;
  assert.deepEqual(knowledgeIn(library), kept);
  assert.equal(knowledgeIn({ ...library, status: 'retired' }), undefined);
  assert.equal(knowledgeIn({ ...library, type: { text: 'Other' } }), undefined, 'another kind of Library');
});

test('of what the loaded and the shipped say alike one is told, the loaded, with its grade; answers keep the release', () => {
  const alerts = found('M01AE02', knowledgeOn('2026-11-30', [libraryOf(released({ interactions: [interaction] }))]));
  assert.deepEqual(
    alerts.map(({ why }) => why.sv),
    ['Med B01AA03: Ökad blödningsrisk – undvik. (D4)'],
  );
  const [alert] = alerts;
  assert.ok(alert);
  const by = { reason: 'Kort kur', practitioner: { reference: 'Practitioner/a' }, patientId: 'p', now: '2026-11-30' };
  assert.deepEqual(answeredIssue(alert, by).evidence?.[0]?.detail, [
    {
      type: 'Library',
      identifier: { system: 'urn:ietf:rfc:3986', value: 'https://example.org/interactions|2026-11' },
      display: 'Exempelbasen, 2026-11',
    },
  ]);
  const [shipped] = found('M01AE02', shippedKnowledge);
  assert.ok(shipped);
  assert.match(JSON.stringify(answeredIssue(shipped, by).evidence), /shipped-drug-knowledge\|\d/);
});

test('what stops is told before what warns, unless the loaded stand in place of the shipped', () => {
  const warns = { interactions: [{ ...interaction, stops: false }] };
  const beside = knowledgeOn('2026-11-30', [libraryOf(released(warns))]);
  assert.deepEqual(
    found('M01AE02', beside).map(({ stops }) => stops),
    [true],
  );
  const instead = knowledgeOn('2026-11-30', [libraryOf(released(warns, { insteadOfShipped: ['interactions'] }))]);
  assert.deepEqual(
    found('M01AE02', instead).map(({ stops }) => stops),
    [false],
  );
  assert.equal(instead.mostPerDay.length, shippedKnowledge.mostPerDay.length, 'the other kinds still count');
});

test('a fact counts on its days; a release that has run out still counts, and says so', () => {
  const facts = {
    unsuitableFromAge: [{ atc: 'N05BA01', years: 75, stops: false, validUntil: '2026-11-30', ...said('Undvik.') }],
  };
  const release = { ...released(facts).release, validUntil: '2026-10-31' };
  const library = libraryOf(released(facts, { release }));
  const on = (day: string, born?: string) => found('N05BA01', knowledgeOn(day, [library]), born);
  assert.deepEqual(
    on('2026-11-30').map(({ rule, why }) => `${rule}: ${why.sv}`),
    ['age: Undvik. Utgåva 2026-11 gällde till och med 2026-10-31.'],
  );
  assert.deepEqual(on('2026-12-01'), []);
  assert.deepEqual(on('2026-11-30', '1951-12-01'), [], '74 years old');
});

test('codes that two sources say are of one substance are of one', () => {
  const facts = { sameSubstance: [['D07AC01', 'C05AA05']] };
  const { sameSubstance } = knowledgeOn('2026-11-30', [libraryOf(released(facts))]);
  const [beta] = sameSubstance.filter((codes) => codes.includes('H02AB01'));
  assert.deepEqual(beta?.toSorted(), ['C05AA05', 'D07AC01', 'H02AB01']);
});
