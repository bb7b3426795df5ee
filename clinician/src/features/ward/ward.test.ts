import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Encounter, Flag, Location, Observation, Patient } from '@medplum/fhirtypes';
import { roundResources } from '@vardkedjan/care/clinical/vitals/vital-round.ts';
import type { VitalValues } from '@vardkedjan/care/clinical/vitals/vital-round.ts';
import { admitted } from '@vardkedjan/care/coordination/stays/move-stay.ts';
import { physicalTypeSystem } from '@vardkedjan/care/coordination/stays/stay.ts';
import type { Ward } from './board/ward-query.ts';
import { freeBeds, wardRows } from './board/ward-rows.ts';
import { momentOf } from './entry/clock.ts';
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
  assert.equal(wardRows(ward(), now)[2]?.isLate, false, 'without a score nothing is said');
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
  assert.deepEqual(wardRows(ward({ flags }), now)[2]?.risks, [{ text: 'MRSA', isInfection: true }]);
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
