import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Encounter, Flag, Location, Observation, Patient, ServiceRequest } from '@medplum/fhirtypes';
import { begunPlan } from '@vardkedjan/care/clinical/nursing/nursing-plan.ts';
import { roundResources } from '@vardkedjan/care/clinical/vitals/vital-round.ts';
import type { VitalValues } from '@vardkedjan/care/clinical/vitals/vital-round.ts';
import { admitted } from '@vardkedjan/care/coordination/stays/move-stay.ts';
import { physicalTypeSystem } from '@vardkedjan/care/coordination/stays/stay.ts';
import { dosesByPatient } from './board/doses-query.ts';
import type { Ward } from './board/ward-query.ts';
import { nursingToDo, toDoRows } from './board/to-do-rows.ts';
import { freeBeds, wardRows } from './board/ward-rows.ts';
import { momentOf } from '../../work/clock.ts';
import { readVitals } from './entry/typed-vitals.ts';
import { roundColumns } from './round/round-rows.ts';

const well: VitalValues = {
  respiration: 16,
  saturation: 97,
  oxygen: 0,
  systolic: 124,
  diastolic: 76,
  pulse: 72,
  consciousness: 'A',
  temperature: 36.8,
}; // prettier-ignore
const now = new Date('2026-11-29T12:00:00Z');

const bed = (id: string, name: string, code = 'U'): Location => ({
  resourceType: 'Location',
  id,
  name,
  status: 'active',
  physicalType: { coding: [{ system: physicalTypeSystem, code: 'bd' }] },
  operationalStatus: { code },
});
const patient = (id: string, family: string): Patient => ({ resourceType: 'Patient', id, name: [{ family }] });
const stay = (id: string, place: string): Encounter =>
  admitted({
    id,
    patient: { reference: `Patient/p-${id}` },
    unit: { reference: 'Organization/w' },
    bed: { reference: `Location/${place}`, display: place },
    at: '2026-11-28T08:00:00Z',
    reason: 'Pneumoni',
    doctor: { reference: 'Practitioner/a', display: 'Amir Rezai, överläkare' },
    plannedEnd: '2026-12-01',
  });
function roundAt(whose: string, taken: string, values: VitalValues): Observation[] {
  let n = 0;
  const newId = () => `${whose}-${taken}-${++n}`;
  return roundResources(
    { values, scale: 1 },
    { subject: { reference: `Patient/${whose}` }, performer: [], taken, newId },
  );
}

function ward(more: Partial<Ward> = {}): Ward {
  return {
    places: [
      bed('b10', 'Sal 10'),
      bed('b2', 'Sal 2'),
      bed('b3', 'Sal 3', 'C'),
      { resourceType: 'Location', id: 'w', name: 'Avd' },
    ],
    stays: [stay('x', 'b10'), stay('y', 'elsewhere')],
    patients: [patient('p-x', 'Ek')],
    scores: [],
    flags: [],
    risks: [],
    asOf: now,
    ...more,
  };
}

test('the board has a row for each bed in the order of the rooms, then for who has none of them', () => {
  const rows = wardRows(ward(), now);
  assert.deepEqual(
    rows.map((row) => [row.bed, row.stay?.id, row.isOutOfUse, row.doctor, row.home]),
    [
      ['Sal 2', undefined, false, '', ''],
      ['Sal 3', undefined, true, '', ''],
      ['Sal 10', 'x', false, 'Amir Rezai', '2026-12-01'],
      ['elsewhere', 'y', false, 'Amir Rezai', '2026-12-01'],
    ],
  );
  assert.deepEqual(
    freeBeds(rows).map(({ bed }) => bed),
    ['Sal 2'],
  );
  assert.equal(rows[3]?.patient, undefined, 'whom the caller may not see is there without a name');
});

test('the latest score is the one that counts, and says when the next is due; one that was an error does not', () => {
  const early = roundAt('p-x', '2026-11-29T02:00:00Z', well).at(-1) as Observation;
  const late = roundAt('p-x', '2026-11-29T10:30:00Z', { ...well, respiration: 25 }).at(-1) as Observation;
  const wrong = roundAt('p-x', '2026-11-29T11:30:00Z', { ...well, pulse: 200 }).at(-1) as Observation;
  const scores = [late, { ...wrong, status: 'entered-in-error' as const }, early];
  const row = wardRows(ward({ scores }), now).find(({ patientId }) => patientId === 'p-x');
  assert.deepEqual(
    row?.scores.map(({ score }) => score.total),
    [0, 3],
  );
  assert.equal(row?.latest?.risk, 'low-medium');
  assert.equal(new Date(row?.dueBy ?? 0).toISOString(), '2026-11-29T11:30:00.000Z');
  assert.equal(row?.isLate, true);
});

test('a round that was forgotten stays late for as long as it is, and who has no score is late an hour after admission', () => {
  const ill = roundAt('p-x', '2026-11-29T12:00:00Z', { ...well, respiration: 25, pulse: 135, saturation: 93 });
  const scores = ill.slice(-1);
  const dueAfter = (hours: number, more: Partial<Ward> = {}) => {
    const then = new Date(now.getTime() + hours * 3_600_000);
    const row = wardRows(ward(more), then).find(({ patientId }) => patientId === 'p-x');
    return [row?.latest?.score.total, row?.isLate, row?.dueBy && new Date(row.dueBy).toISOString()];
  };
  for (const hours of [23, 25, 30])
    assert.deepEqual(dueAfter(hours, { scores }), [8, true, '2026-11-29T13:00:00.000Z']);
  const hoursIn = (hours: number) => dueAfter(hours - 28);
  assert.deepEqual(hoursIn(0.5), [undefined, false, '2026-11-28T09:00:00.000Z']);
  assert.deepEqual(hoursIn(2), [undefined, true, '2026-11-28T09:00:00.000Z']);
  const child = { patients: [{ ...patient('p-x', 'Ek'), birthDate: '2015-01-01' }] };
  assert.deepEqual(dueAfter(0, child), [undefined, false, undefined], 'NEWS2 is not for a child');
  assert.equal(dueAfter(0, { patients: [] })[1], false, 'nothing is said of whom the caller may not see');
  const toDo = { plans: [], goals: [], done: [], samples: [] };
  const rows = wardRows(ward(), now);
  const found = toDoRows({ rows, doses: undefined, toDo, now: now.getTime() });
  assert.deepEqual(
    found.map(({ kind, isLate }) => [kind, isLate]),
    [['vitals', true]],
  );
});

test('a warning that is over is not on the board', () => {
  const flag = (text: string, more: Partial<Flag>): Flag => ({
    resourceType: 'Flag',
    status: 'active',
    code: { text },
    subject: { reference: 'Patient/p-x' },
    category: [{ coding: [{ code: 'infection' }] }],
    ...more,
  });
  const flags = [
    flag('MRSA', {}),
    flag('Förr', { status: 'inactive' }),
    flag('Slut', { period: { end: '2026-01-01' } }),
  ];
  assert.deepEqual(wardRows(ward({ flags }), now)[2]?.warnings, [{ text: 'MRSA', isInfection: true }]);
  const fall = flag('Fallrisk', { category: [] });
  assert.deepEqual(
    wardRows(ward({ flags: [fall, ...flags] }), now)[2]?.warnings.map(({ text }) => text),
    ['MRSA', 'Fallrisk'],
    'what infects others first',
  );
});

test('what is typed is read as it is written, or told to be unreadable; nothing is guessed', () => {
  assert.deepEqual(
    readVitals({ respiration: '16', oxygen: 'Luft', pressure: '120/80', consciousness: 'v', temperature: '36,8' }),
    {
      values: { respiration: 16, oxygen: 0, systolic: 120, diastolic: 80, consciousness: 'V', temperature: 36.8 },
      unreadable: [],
    },
  );
  const bad = {
    respiration: '1 6',
    pressure: '120',
    consciousness: 'alert',
    temperature: '36.8.1',
    pulse: '-70',
    saturation: '',
  };
  assert.deepEqual(readVitals(bad), {
    values: {},
    unreadable: ['respiration', 'pressure', 'pulse', 'consciousness', 'temperature'],
  });
});

test('a time that is typed is the latest such moment: of today, else of yesterday', () => {
  assert.equal(momentOf('12.30', now)?.toISOString(), '2026-11-29T11:30:00.000Z');
  assert.equal(momentOf('0815', now)?.toISOString(), '2026-11-29T07:15:00.000Z');
  assert.equal(momentOf('23:50', now)?.toISOString(), '2026-11-28T22:50:00.000Z');
  assert.equal(momentOf('13.02', now)?.toISOString(), now.toISOString(), 'the nurse’s watch is a little ahead');
  assert.deepEqual(
    [momentOf('25.00', now), momentOf('8', now), momentOf('12.61', now)],
    [undefined, undefined, undefined],
  );
});

test('rounds are columns, the newest first, with each value’s points; one marked as wrong keeps what it said', () => {
  const made = [
    ...roundAt('p-x', '2026-11-29T02:00:00Z', well),
    ...roundAt('p-x', '2026-11-29T06:00:00Z', { ...well, pulse: 120 }).map((each) => ({
      ...each,
      status: 'entered-in-error' as const,
    })),
  ];
  const chart = {
    vitals: made.filter(({ code }) => code.text !== 'NEWS2'),
    scores: made.filter(({ code }) => code.text === 'NEWS2'),
  };
  const columns = roundColumns(chart.vitals, chart.scores, Date.parse('2026-11-28T12:00:00Z'));
  assert.deepEqual(
    columns.map(({ time, isWrong, score, cells }) => [
      time,
      isWrong,
      score?.score.total,
      cells.pulse?.text,
      cells.pressure?.text,
      cells.temperature?.text,
    ]),
    [
      ['07:00', true, undefined, '120', '124/76', '36,8'],
      ['03:00', false, 0, '72', '124/76', '36,8'],
    ],
  );
  assert.equal(columns[1]?.cells.pulse?.points, 0);
  assert.equal(roundColumns(chart.vitals, chart.scores, Date.parse('2026-11-29T03:00:00Z')).length, 1);
});

test('doses are told of each patient on the board, and of none when not all could be read', () => {
  const found = { orders: [], given: [], hasMore: false };
  const doses = dosesByPatient(found, ['p-a'], now.getTime());
  assert.deepEqual(doses?.get('p-a'), { late: 0, lateSince: undefined, now: 0, next: undefined, untold: 0 });
  assert.equal(dosesByPatient({ ...found, hasMore: true }, ['p-a'], now.getTime()), undefined);
  assert.equal(dosesByPatient(undefined, ['p-a'], now.getTime()), undefined);
});

test('what is to be done in the shift is told with what is late first, and not what waits for the next shift', () => {
  const begun = begunPlan({
    ids: ['plan', 'goal'],
    patient: { reference: 'Patient/p-x' },
    by: { reference: 'Practitioner/e' },
    at: '2026-11-29T05:00:00Z',
    title: 'Risk för trycksår',
    risk: 'pressure-ulcer',
    goal: 'Hel hud',
    evaluateBy: '2026-11-28',
    measures: [
      { id: 'm1', text: 'Lägesändring', pace: '3h', who: 'Undersköterska' },
      { id: 'm2', text: 'Hud', pace: 'day', who: '' },
      { id: 'm3', text: 'Vid behov', pace: 'as-needed', who: '' },
    ],
  });
  const sample = (id: string, more: Partial<ServiceRequest> = {}): ServiceRequest => ({
    resourceType: 'ServiceRequest',
    id,
    status: 'active',
    intent: 'order',
    code: { text: `Prov ${id}` },
    subject: { reference: 'Patient/p-x' },
    ...more,
  });
  const rows = wardRows(ward({ scores: [roundAt('p-x', '2026-11-29T06:30:00Z', well).at(-1) as Observation] }), now);
  const toDo = {
    plans: [begun[1]],
    goals: [begun[0]],
    done: [],
    samples: [sample('a', { priority: 'urgent' }), sample('b', { occurrenceDateTime: '2026-11-30' })],
  };
  const waiting = { late: 2, lateSince: '2026-11-29T07:00:00Z', now: 0, next: '2026-11-29T19:00:00Z', untold: 0 };
  const doses = new Map([['p-x', waiting]]);
  const found = toDoRows({ rows, doses, toDo, now: now.getTime() });
  assert.deepEqual(
    found.map(({ kind, what, isLate, count }) => [kind, what, isLate, count]),
    [
      ['plan', 'Risk för trycksår', true, 1],
      ['measure', 'Hud', true, 1],
      ['dose', '', true, 2],
      ['measure', 'Lägesändring', true, 1],
      ['sample', 'Prov a', false, 1],
    ],
  );
  assert.deepEqual(nursingToDo(found).get('p-x'), { late: 3, now: 0, samples: 1 });
  // In the evening the vital signs of the morning are to be taken, and the evening's dose is to be given.
  const evening = toDoRows({ rows, doses, toDo, now: Date.parse('2026-11-29T17:00:00Z') });
  assert.deepEqual(
    evening.filter(({ isLate }) => !isLate).map(({ kind, at }) => [kind, at && new Date(at).toISOString()]),
    [
      ['sample', undefined],
      ['vitals', '2026-11-29T18:30:00.000Z'],
      ['dose', '2026-11-29T19:00:00.000Z'],
    ],
  );
});

test('each value of a round says which resource it stands in, and a score that was struck is no round of its own', () => {
  const made = roundAt('p-x', '2026-11-29T02:00:00Z', well);
  const score = made.find(({ code }) => code.text === 'NEWS2');
  const pulse = made.find(({ code }) => code.text === 'Puls');
  assert.ok(score && pulse);
  const vitals = made
    .filter((each) => each !== score)
    .map((each) => (each === pulse ? { ...each, status: 'corrected' as const } : each));
  const struck = { ...score, status: 'entered-in-error' as const };
  const [column, ...more] = roundColumns(vitals, [struck], Date.parse('2026-11-28T12:00:00Z'));
  assert.equal(more.length, 0);
  assert.equal(column?.score, undefined);
  assert.deepEqual([column?.cells.pulse?.source, column?.cells.pulse?.isCorrected], [pulse.id, true]);
  assert.equal(column?.cells.pressure?.source, made.find(({ code }) => code.text === 'Blodtryck')?.id);
  assert.equal(column?.cells.consciousness?.source, made.find(({ valueCodeableConcept }) => valueCodeableConcept)?.id);
});
