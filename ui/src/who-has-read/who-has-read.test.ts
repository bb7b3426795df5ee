import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AccessRow } from './access-row.ts';
import { plainAct, plainActs } from './plain-act.ts';
import { texts } from './texts.ts';
import { filteredRows, unitsOf, visitsByDay } from './visits.ts';

let number = 0;
const row = (at: string, more: Partial<AccessRow> = {}): AccessRow => ({
  id: String(++number),
  at,
  permitted: true,
  act: 'open',
  what: 'GET Patient/$chart',
  callerKind: 'staff',
  name: 'Eva',
  caller: 'SE1-EVA',
  title: 'Distriktsläkare',
  unit: 'Vårdcentralen',
  provider: 'Regionen',
  keepers: [],
  purpose: 'care',
  reason: '',
  findings: '[]',
  count: 1,
  ...more,
});

describe('visits', () => {
  it('are days in Swedish time, and one for what a person did in a row', () => {
    const days = visitsByDay([
      row('2026-11-22T23:30:00Z'),
      row('2026-11-22T10:20:00Z', { act: 'write', what: 'PUT QuestionnaireResponse' }),
      row('2026-11-22T10:00:00Z'),
      row('2026-11-22T08:00:00Z'),
    ]);
    assert.deepEqual(
      days.map((day) => [day.date, day.visits.map((visit) => `${visit.from}–${visit.to} ${visit.rows.length}`)]),
      [
        ['2026-11-23', ['00:30–00:30 1']],
        ['2026-11-22', ['11:00–11:20 2', '09:00–09:00 1']],
      ],
    );
  });
  it('never puts a refusal among what was permitted, nor one person among another', () => {
    const days = visitsByDay([
      row('2026-11-22T10:02:00Z'),
      row('2026-11-22T10:01:00Z', { permitted: false }),
      row('2026-11-22T10:00:00Z', { caller: 'SE1-OLA' }),
      row('2026-11-22T09:59:00Z', { unit: 'Akuten' }),
    ]);
    assert.equal(days[0]?.visits.length, 4);
  });
  it('finds its visit though another person comes between', () => {
    const days = visitsByDay([
      row('2026-11-22T10:02:00Z'),
      row('2026-11-22T10:01:00Z', { caller: 'SE1-OLA' }),
      row('2026-11-22T10:00:00Z'),
    ]);
    assert.deepEqual(
      days[0]?.visits.map((visit) => visit.rows.length),
      [2, 1],
    );
  });
  it('loses no line, over random logs', () => {
    let seed = 4;
    const random = (below: number) => Math.floor(((seed = (seed * 16807) % 2147483647) / 2147483647) * below);
    for (let round = 0; round < 200; round++) {
      let at = Date.parse('2026-11-22T12:00:00Z');
      const rows = Array.from({ length: random(60) }, () => {
        at -= random(4_000_000);
        return row(new Date(at).toISOString(), {
          caller: `c${random(3)}`,
          permitted: random(4) > 0,
          unit: `u${random(2)}`,
        });
      });
      const found = visitsByDay(rows).flatMap((day) => day.visits.flatMap((visit) => visit.rows));
      assert.equal(found.length, rows.length);
      assert.deepEqual(new Set(found), new Set(rows));
    }
  });
});

describe('filters', () => {
  const rows = [
    row('2026-11-22T10:00:00Z'),
    row('2026-11-22T10:00:00Z', { callerKind: 'resident', caller: 'Patient/eva', unit: '' }),
    row('2026-11-22T10:00:00Z', { callerKind: 'resident', caller: 'Patient/mother', unit: '' }),
    row('2026-11-22T10:00:00Z', { permitted: false, unit: 'Akuten' }),
  ];
  it('leave oneself out and no other resident, show refusals, or all', () => {
    assert.deepEqual(
      (['others', 'refused', 'all'] as const).map((filter) => filteredRows(rows, filter, 'eva').length),
      [3, 1, 4],
    );
    assert.equal(filteredRows(rows, 'all', 'eva', 'Akuten').length, 1);
    assert.deepEqual(unitsOf(rows), ['Akuten', 'Vårdcentralen']);
  });
});

describe('plain words', () => {
  it('say what was done, and no raw key', () => {
    assert.equal(plainAct(row('2026-11-22', {}), texts.sv), 'Öppnade journalens översikt');
    assert.equal(
      plainAct(row('2026-11-22', { act: 'search', what: 'GET Observation' }), texts.sv),
      'Läste provsvar och mätvärden',
    );
    assert.equal(
      plainAct(row('2026-11-22', { act: 'write', what: 'PUT QuestionnaireResponse/x' }), texts.sv),
      'Skrev i anteckningar',
    );
    assert.equal(plainAct(row('2026-11-22', { act: 'read', what: 'GET Basic/x' }), texts.sv), 'Läste andra uppgifter');
    assert.equal(
      plainAct(row('2026-11-22', { act: 'open', what: 'GET Patient/$everything' }), texts.sv),
      'Läste hela journalen',
    );
  });
  it('tell a block set, withdrawn and opened apart', () => {
    const words = (act: string, callerKind: AccessRow['callerKind']) =>
      plainAct(row('2026-11-22', { act, callerKind, what: `POST Patient/$${act}` }), texts.sv);
    assert.equal(words('block', 'resident'), 'Spärrade uppgifter');
    assert.equal(words('lift-block', 'resident'), 'Hävde en spärr');
    assert.equal(words('lift-block', 'staff'), 'Öppnade spärrade uppgifter');
    assert.equal(words('emergency', 'staff'), 'Nödöppnade andra vårdgivares uppgifter');
    assert.equal(words('show-blocking-units', 'staff'), 'Såg vilka vårdenheter som har spärrade uppgifter');
    assert.equal(words('end-opening', 'staff'), 'Stängde spärrade uppgifter igen');
    assert.equal(
      plainAct(row('2026-11-22', { act: 'open', what: 'GET Patient/$blocks' }), texts.sv),
      'Såg om det finns spärrade uppgifter',
    );
    assert.equal(
      plainAct(row('2026-11-22', { act: 'open', what: 'GET Patient/$care-units' }), texts.sv),
      'Såg vilka vårdenheter som har skrivit i journalen',
    );
  });
  it('say each thing once', () => {
    const twice = [row('2026-11-22'), row('2026-11-22'), row('2026-11-22', { act: 'sign' })];
    assert.deepEqual(plainActs(twice, texts.sv), ['Signerade en anteckning', 'Öppnade journalens översikt']);
  });
});
