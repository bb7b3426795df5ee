import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MedicationRequest } from '@medplum/fhirtypes';
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { strengthUrl } from '@vardkedjan/care/clinical/drug-safety/drug-situation.ts';
import type { CatalogueDrug } from '@vardkedjan/care/clinical/prescriptions/catalogue-drug.ts';
import type { Orderable } from '@vardkedjan/care/coordination/orders/order-catalogue.ts';
import { type Line, linesIn } from './written-lines.ts';

const strength = (value: number) => ({
  url: strengthUrl,
  valueRatio: { numerator: { value, unit: 'mg' }, denominator: { value: 1, unit: 'tablett' } },
});
const ordered = (id: string, name: string, mg?: number): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/viktor' },
  medicationCodeableConcept: { text: name, ...(mg !== undefined && { coding: metoprolol, extension: [strength(mg)] }) },
  dosageInstruction: [
    {
      timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
      doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablett' } }],
    },
  ],
});
const metoprolol = [{ system: 'http://www.whocc.no/atc', code: 'C07AB02' }];
const drug = (name: string, coding: typeof metoprolol = []): CatalogueDrug => ({
  id: name,
  name,
  concept: { text: name, coding },
  dosed: { unit: 'tablett' },
  route: undefined,
});
const lab = (code: string, display: string, words: string, members: string[] = []): Orderable => ({
  code,
  display,
  kind: 'laboratory',
  group: '',
  members,
  asksSite: code === 'wound',
  words: `${display} ${words}`.toLowerCase(),
});

const known = {
  // A Monday, 10:00 in Sweden.
  now: new Date('2026-11-30T09:00:00Z'),
  orders: [
    ordered('1', 'Metoprolol 100 mg depottablett', 100),
    ordered('2', 'Furosemid 40 mg tablett'),
    ordered('3', 'Warfarin 2,5 mg tablett'),
    ordered('4', 'Warfarin 2,5 mg tablett'),
  ],
  tests: [
    lab('hb', 'B-Hb', 'hemoglobin blodvärde'),
    lab('crp', 'P-CRP', 'infektion'),
    lab('hba1c', 'B-HbA1c', 'diabetes'),
    lab('k', 'P-Kalium', 'kalium K'),
    lab('tnt', 'P-Troponin T', 'hjärtinfarkt'),
    lab('wound', 'Odling, sår', 'sårodling'),
    lab('ldl', 'P-LDL-kolesterol', 'lipider'),
    lab('kolesterol', 'P-Kolesterol', 'lipider'),
    lab('set', 'Blodstatus', 'hb', ['hb', 'crp']),
  ],
  drugsLike: (word: string) =>
    word === 'vänta'
      ? undefined
      : [
          drug('Alvedon 500 mg tablett'),
          drug('Alvedon 1 g brustablett'),
          drug('Metoprolol 50 mg depottablett', metoprolol),
          drug('Metoprolol 25 mg depottablett', metoprolol),
          drug('Metoprolol 25 mg tablett', metoprolol),
        ].filter(({ name }) => name.toLowerCase().startsWith(word)),
};

const only = (text: string): Line => {
  const [line, ...more] = linesIn(text, known);
  assert.ok(line && more.length === 0);
  return line;
};
const told = (line: Line): string =>
  'dosages' in line ? `${line.kind} ${line.drug.name}: ${doseText(line.dosages).text} (${line.why})` : line.kind;
const tests = (text: string) => {
  const line = only(text);
  return line.kind === 'tests' ? [line.priority, ...line.items.map(({ code }) => code)] : line.kind;
};

test('a dose of a drug in force is a change of it, with the reason last on the line', () => {
  assert.equal(
    told(only('metoprolol 1x2 pga hög puls')),
    'change Metoprolol 100 mg depottablett: 1 tablett 2 gånger dagligen (hög puls)',
  );
  assert.equal(
    told(only('meto 50 mg x 1 p.g.a. bradykardi')),
    'change Metoprolol 100 mg depottablett: 0,5 tablett 1 gång dagligen (bradykardi)',
  );
  assert.equal(
    told(only('Metoprolol 100 mg depottablett 2x1')),
    'change Metoprolol 100 mg depottablett: 2 tabletter 1 gång dagligen ()',
  );
});

test('another strength of what is in force is a change too, and where there are several one is chosen', () => {
  const line = only('metoprolol 50 mg 1x1 pga bradykardi');
  assert.ok(line.kind === 'change' && line.before.id === '1');
  assert.equal(told(line), 'change Metoprolol 50 mg depottablett: 1 tablett 1 gång dagligen (bradykardi)');
  const open = only('metoprolol 25 mg 1x1 pga bradykardi');
  assert.ok(open.kind === 'choose');
  assert.deepEqual(
    open.among.map(({ becomes }) => told(only(becomes))),
    [
      'change Metoprolol 25 mg depottablett: 1 tablett 1 gång dagligen (bradykardi)',
      'change Metoprolol 25 mg tablett: 1 tablett 1 gång dagligen (bradykardi)',
    ],
  );
});

test('what the dose lacks is said, and a line of which something is left over is no order', () => {
  const without = only('metoprolol');
  assert.ok(without.kind === 'dose' && without.problem === undefined);
  const odd = only('furosemid 1x1 imorgon');
  assert.ok(odd.kind === 'dose' && odd.problem?.kind === 'not-understood', odd.kind);
  assert.equal(only('hb senare').kind, 'unknown');
  assert.equal(only('xyz 1x1').kind, 'unknown');
});

test('a drug that is not in force is looked for in the catalogue; where several fit, the choice is written into the line', () => {
  assert.equal(told(only('alvedon 500 mg 1x4')), 'new Alvedon 500 mg tablett: 1 tablett 4 gånger dagligen ()');
  const open = only('alvedon 1x4');
  assert.ok(open.kind === 'choose');
  assert.deepEqual(
    open.among.map(({ becomes }) => told(only(becomes))),
    [
      'new Alvedon 500 mg tablett: 1 tablett 4 gånger dagligen ()',
      'new Alvedon 1 g brustablett: 1 tablett 4 gånger dagligen ()',
    ],
  );
  assert.equal(only('vänta 1x1').kind, 'searching');
});

test('a drug is stopped or paused by its name alone, and one that stands twice is not guessed at', () => {
  const stopped = only('sätt ut furosemid pga stigande krea');
  assert.ok(stopped.kind === 'end' && stopped.status === 'stopped' && stopped.before.id === '2');
  assert.equal(stopped.why, 'stigande krea');
  const paused = only('pausa meto pga op');
  assert.ok(paused.kind === 'end' && paused.status === 'on-hold');
  assert.equal(only('sätt ut furosemid 20 mg').kind, 'unknown');
  assert.equal(only('sätt ut warfarin pga blödning').kind, 'twice');
  assert.equal(only('warfarin 1x1').kind, 'twice');
});

test('tests are named as one says them, sets are what they consist of, and a name that fits several is asked about', () => {
  assert.deepEqual(tests('hb, crp'), ['routine', 'hb', 'crp']);
  assert.deepEqual(tests('Hb CRP kalium akut'), ['stat', 'hb', 'crp', 'k']);
  assert.deepEqual(tests('troponin t, k snabbt'), ['urgent', 'tnt', 'k']);
  assert.deepEqual(tests('blodstatus'), ['routine', 'hb', 'crp']);
  const open = only('hb, lipider akut');
  assert.ok(open.kind === 'choose');
  assert.deepEqual(tests(open.among[0]?.becomes ?? ''), ['stat', 'hb', 'kolesterol']);
});

test('each line stands for itself, and empty ones for nothing', () => {
  assert.deepEqual(
    linesIn('metoprolol 1x2 pga puls\n\n  hb\n', known).map(({ kind, text }) => [kind, text]),
    [
      ['change', 'metoprolol 1x2 pga puls'],
      ['tests', '  hb'],
    ],
  );
});

test('tests are taken when the line says, told as a day and a time to come; what has been is told too', () => {
  const when = (text: string) => {
    const line = only(text);
    return line.kind === 'tests'
      ? `${line.items.map(({ code }) => code).join()} ${line.priority} ${line.when}`
      : line.kind;
  };
  assert.equal(when('hb, crp imorgon'), 'hb,crp routine 2026-12-01');
  assert.equal(when('hb, crp i morgon kl 6'), 'hb,crp routine 2026-12-01T06:00:00+01:00');
  assert.equal(when('k 2/12 kl 06'), 'k routine 2026-12-02T06:00:00+01:00');
  assert.equal(when('k kl 06.30 2/12'), 'k routine 2026-12-02T06:30:00+01:00');
  assert.equal(when('k kl 14'), 'k routine 2026-11-30T14:00:00+01:00');
  assert.equal(when('k kl 06'), 'k routine 2026-12-01T06:00:00+01:00', 'the next time it is six');
  assert.equal(when('hb på fredag'), 'hb routine 2026-12-04');
  assert.equal(when('hb måndag'), 'hb routine 2026-12-07', 'today is said idag');
  assert.equal(when('hb idag'), 'hb routine 2026-11-30');
  assert.equal(when('hb 3/7 kl 08:15'), 'hb routine 2027-07-03T08:15:00+02:00', 'summer time, next year');
  assert.equal(when('hb akut 2026-12-24'), 'hb stat 2026-12-24');
  for (const past of ['hb 2026-11-01', 'hb idag kl 9', 'hb 31/2', 'hb imorgon kl 25'])
    assert.equal(when(past), 'past', past);
  const open = only('hb, lipider imorgon kl 06');
  assert.ok(open.kind === 'choose');
  assert.match(open.among[0]?.becomes ?? '', / imorgon kl 06$/, 'what is chosen is taken then too');
  assert.equal(only('alvedon imorgon').kind === 'tests', false, 'a drug is not taken as tests are');
  assert.notEqual(only('sårodling').kind, 'tests', 'from where it is taken is asked in a form of its own');
});
