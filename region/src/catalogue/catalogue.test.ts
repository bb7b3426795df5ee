import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { diagnoses } from './diagnoses.ts';
import { drugs } from './drugs.ts';
import { labTests, lundMalmo } from './laboratory.ts';
import { procedures } from './procedures.ts';
import { vaccines } from './vaccines.ts';

const published = new URL('../../../../shared/data/terminology/socialstyrelsen-2021/', import.meta.url);
const absent = existsSync(published) ? false : "Socialstyrelsen's files are not here";

function titles(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  const url = new URL(`${folder}/`, published);
  for (const file of readdirSync(url)) {
    for (const line of readFileSync(new URL(file, url), 'utf8').replace('\uFEFF', '').split(/\r?\n/)) {
      const [code, , title] = line.split('\t');
      if (code && title && !found.has(code)) found.set(code, title);
    }
  }
  return found;
}

test('every diagnosis stands in ICD-10-SE 2021 with the same title', { skip: absent }, () => {
  const icd = titles('icd-10-se-2021-text');
  for (const { code, title } of Object.values(diagnoses)) {
    assert.equal(icd.get(code.replace('.', '')), title, code);
    assert.match(code, /^[A-Z]\d\d(\.\d[0-9A-Z]?)?$/);
  }
});

test('every procedure stands in KVÅ 2021 with the same title', { skip: absent }, () => {
  const kva = new Map([...titles('kka-2021-text'), ...titles('kma-2021-text')]);
  for (const { code, title } of Object.values(procedures)) assert.equal(kva.get(code), title, code);
});

test('ATC codes have the form of one of the five levels', () => {
  for (const { atc, name } of [...Object.values(drugs), ...Object.values(vaccines)]) {
    assert.match(atc, /^[A-Z]\d\d[A-Z][A-Z](\d\d)?$|^A12AX$/, name);
  }
});

test('reference ranges are ranges, for both sexes and all ages', () => {
  for (const lab of Object.values(labTests)) {
    for (const sex of ['female', 'male'] as const) {
      for (const age of [1, 10, 30, 60, 90]) {
        const [low, high] = lab.range(sex, age);
        assert.ok(low !== undefined || high !== undefined, lab.name);
        if (low !== undefined && high !== undefined) assert.ok(low < high, lab.name);
      }
    }
  }
});

test('eGFR falls with creatinine and age', () => {
  assert.ok(lundMalmo(60, 40, 'female') > lundMalmo(90, 40, 'female'));
  assert.ok(lundMalmo(80, 40, 'male') > lundMalmo(80, 80, 'male'));
  assert.equal(Math.round(lundMalmo(150, 50, 'female')), 31);
});
