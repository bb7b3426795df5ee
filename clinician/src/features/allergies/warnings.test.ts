import { noKnownHypersensitivity } from '@vardkedjan/care/clinical/drug-safety/hypersensitivity.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AllergyIntolerance } from '@medplum/fhirtypes';
import { allergyOf, endedAllergy, endedFlag, flagOf, recordAllergy, recordNoKnown } from './warning-resources.ts';
import type { AllergyForm, Recorder } from './warning-resources.ts';
import { hypersensitivityOf, warningRows } from './warning-rows.ts';

const recorder: Recorder = {
  practitioner: { reference: 'Practitioner/a', display: 'Eva' },
  patientId: 'p',
  now: '2026-11-22T13:00:00Z',
};
const form: AllergyForm = {
  substance: 'Fenoximetylpenicillin',
  category: 'medication',
  type: 'allergy',
  criticality: 'high',
  verification: 'confirmed',
  reaction: 'Anafylaxi',
  severity: 'severe',
};
const stored = (allergy: AllergyIntolerance, id: string): AllergyIntolerance => ({
  ...allergy,
  id,
  meta: { versionId: '3' },
});

describe('hypersensitivity', () => {
  it('that nothing is said of is unknown, and never none', () => {
    assert.equal(hypersensitivityOf([]), 'unknown');
    assert.equal(
      hypersensitivityOf(warningRows([], [flagOf({ kind: 'infection', kindText: 'Smitta', text: 'MRSA' }, recorder)])),
      'unknown',
    );
  });
  it('is none only when somebody asked and found none', () => {
    const none = stored(noKnownHypersensitivity(recorder), 'n');
    assert.equal(hypersensitivityOf(warningRows([none], [])), 'none-documented');
    assert.equal(hypersensitivityOf(warningRows([none, stored(allergyOf(form, recorder), 'a')], [])), 'known');
  });
  it('that was refuted or ended is unknown again', () => {
    for (const ending of ['over', 'refuted', 'entered-in-error'] as const) {
      assert.equal(
        hypersensitivityOf(
          warningRows([endedAllergy(stored(allergyOf(form, recorder), 'a'), ending, 'x', recorder)], []),
        ),
        'unknown',
      );
    }
  });
  it('that is unconfirmed warns all the same', () => {
    assert.equal(
      hypersensitivityOf(warningRows([allergyOf({ ...form, verification: 'unconfirmed' }, recorder)], [])),
      'known',
    );
  });
});

describe('recording', () => {
  it('a hypersensitivity ends a documented "no known" in the same transaction, on the version that was shown', () => {
    const none = stored(noKnownHypersensitivity(recorder), 'n');
    const bundle = recordAllergy(allergyOf(form, recorder), [none], 'Ny överkänslighet', recorder);
    assert.deepEqual(
      bundle.entry?.map((entry) => [entry.request?.method, entry.request?.url, entry.request?.ifMatch]),
      [
        ['POST', 'AllergyIntolerance', undefined],
        ['PUT', 'AllergyIntolerance/n', 'W/"3"'],
      ],
    );
  });
  it('"no known" is not possible while one is known', () => {
    assert.equal(recordNoKnown([stored(allergyOf(form, recorder), 'a')], recorder), undefined);
    assert.ok(
      recordNoKnown([endedAllergy(stored(allergyOf(form, recorder), 'a'), 'refuted', 'testad', recorder)], recorder),
    );
  });
  it('keeps ait-1 and ait-2: a clinical status unless entered in error', () => {
    const allergy = stored(allergyOf(form, recorder), 'a');
    assert.equal(endedAllergy(allergy, 'entered-in-error', 'fel person', recorder).clinicalStatus, undefined);
    assert.equal(
      endedAllergy(allergy, 'refuted', 'provocerad', recorder).clinicalStatus?.coding?.[0]?.code,
      'inactive',
    );
    assert.equal(endedAllergy(allergy, 'over', 'utvuxen', recorder).note?.at(-1)?.text, 'utvuxen');
  });
  it('a flag that ends says when and why', () => {
    const flag = endedFlag(
      flagOf({ kind: 'infection', kindText: 'Smitta', text: 'MRSA' }, recorder),
      'over',
      'tre negativa odlingar',
      recorder,
    );
    assert.equal(flag.status, 'inactive');
    assert.equal(flag.period?.end, recorder.now);
    assert.equal(flag.extension?.[0]?.valueString, 'tre negativa odlingar');
  });
});

describe('rows', () => {
  it('have the most serious first and what is over last', () => {
    const rows = warningRows(
      [
        stored(allergyOf({ ...form, substance: 'Pollen', criticality: 'low', severity: 'mild' }, recorder), 'b'),
        stored(allergyOf(form, recorder), 'a'),
        endedAllergy(stored(allergyOf({ ...form, substance: 'Ägg' }, recorder), 'c'), 'over', 'x', recorder),
      ],
      [],
    );
    assert.deepEqual(
      rows.map((row) => [row.text, row.severity, row.state]),
      [
        ['Fenoximetylpenicillin', 'critical', 'current'],
        ['Pollen', 'caution', 'current'],
        ['Ägg', 'critical', 'past'],
      ],
    );
  });
});
