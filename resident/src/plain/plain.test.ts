import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainDiagnosis, plainName } from './plain-diagnosis.ts';
import { plainLab } from './plain-lab.ts';

describe('plain words', () => {
  const icd = (code: string) => ({ coding: [{ system: 'https://www.icd10.se/', code }] });

  it('for a diagnosis by its category, in both languages', () => {
    assert.equal(plainDiagnosis(icd('I10.9'), 'sv'), 'Högt blodtryck');
    assert.equal(plainDiagnosis(icd('I10.9'), 'en'), 'High blood pressure');
  });
  it('never guess: an unknown code or another system has none', () => {
    assert.equal(plainDiagnosis(icd('Q99.9'), 'sv'), undefined);
    assert.equal(plainDiagnosis({ coding: [{ system: 'http://snomed.info/sct', code: 'I10' }] }, 'sv'), undefined);
    assert.equal(plainLab('S-Okänt prov', 'sv'), undefined);
  });
  it('within a sentence are short', () => {
    assert.equal(plainName(icd('I50.9'), 'sv'), 'hjärtsvikt');
    assert.equal(plainName(icd('F90.0B'), 'sv'), 'ADHD');
    assert.equal(plainName({ text: 'Annat' }, 'sv'), 'Annat');
  });
  it('tell near names apart', () => {
    const names = [
      'B-Hb',
      'B-HbA1c',
      'P-Albumin',
      'U-Albumin/Kreatinin',
      'P-Kreatinin',
      'eGFR(krea)',
      'P-LDL-kolesterol',
      'P-Kolesterol',
      'P-Kalium',
      'P-Calcium',
    ];
    const found = names.map((name) => plainLab(name, 'sv')?.name);
    assert.equal(new Set(found).size, names.length, found.join('; '));
    assert.equal(plainLab('P-Kalium', 'sv')?.name, 'Kalium, salt');
    assert.equal(plainLab('eGFR(krea)', 'sv')?.name, 'Njurarnas förmåga');
  });
});
