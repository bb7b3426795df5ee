import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCases, situationOf } from './cases/cases.ts';
import { decide, rules } from './decide.ts';
import { explain } from './explain.ts';
import { law } from './law.ts';
import { whyRead } from './why-read.ts';

describe('a refusal explained', () => {
  const refused = decide('open', {
    caller: 'staff',
    matter: 'record',
    assignment: 'in-force',
    purpose: 'care',
    relation: 'none',
    protectedPerson: false,
    block: 'none',
  });

  it('says in Swedish what refuses, by which provision, and what may be done', () => {
    const { headline, steps, findings } = explain(refused, 'sv');
    assert.equal(
      headline,
      'Varken du eller din vårdenhet har någon patientrelation till personen. (4 kap. 1 § patientdatalagen (2008:355))',
    );
    assert.deepEqual(
      steps.map((step) => step.label),
      ['Ange patientrelation'],
    );
    assert.equal(findings[0]?.rule, 'care-relation-or-stated');
    assert.equal(findings.length, refused.findings.length);
  });

  it('and in English', () => {
    assert.match(explain(refused, 'en').headline, /^Neither you nor your care unit has a patient relation/);
  });

  it('every case of the law can be explained in both languages, without codes on show', () => {
    for (const one of readCases())
      for (const language of ['sv', 'en'] as const) {
        const { headline, findings, steps } = explain(decide(one.act, situationOf(one)), language);
        for (const text of [headline, ...findings.map((finding) => finding.text), ...steps.map((step) => step.text)]) {
          assert.ok(text.length > 5, one.case);
          assert.doesNotMatch(text, /undefined|null|-or-|care-relation|\{|\}/, text);
        }
      }
  });

  it('every sentence begins with a capital and ends with a full stop', () => {
    const sentences = [
      ...[...rules.values()].flatMap((rule) => Object.values(rule.words).flatMap((word) => Object.values(word))),
      ...Object.values(law).flatMap(({ demands }) => Object.values(demands)),
    ];
    for (const sentence of sentences) assert.match(sentence, /^\p{Lu}.*\.$/u);
  });
});

describe('why the record was read, for the patient', () => {
  it('is the finding that opened it', () => {
    const opened = decide('open', {
      caller: 'staff',
      matter: 'record',
      assignment: 'in-force',
      purpose: 'care',
      relation: 'appointment',
      protectedPerson: false,
      block: 'none',
    });
    assert.equal(whyRead(opened.findings, 'sv'), 'Du har en bokad tid där.');
  });
  it('is not made up for what was refused', () => {
    const refused = decide('open', { caller: 'resident', matter: 'record', record: 'another-persons' });
    assert.equal(whyRead(refused.findings, 'sv'), undefined);
  });
});
