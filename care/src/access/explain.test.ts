import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayOf, readCases, situationOf } from './cases/cases.ts';
import { decide, rules } from './decide.ts';
import { explain, explainFinding } from './explain.ts';
import { findingOfGround, heldByFilter } from './held-by-filter.ts';
import { law, type Provision } from './law.ts';
import type { Visibility } from './visibility.ts';
import { whyRead } from './why-read.ts';

const today = '2026-11-01';

describe('a refusal explained', () => {
  const refused = decide(
    'open',
    {
      caller: 'staff',
      matter: 'record',
      assignment: 'in-force',
      purpose: 'care',
      relation: 'none',
      protectedPerson: false,
      block: 'none',
    },
    today,
  );

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
        const { headline, findings, steps } = explain(decide(one.act, situationOf(one), dayOf(one)), language);
        for (const text of [headline, ...findings.map((finding) => finding.text), ...steps.map((step) => step.text)]) {
          assert.ok(text.length > 5, one.case);
          assert.doesNotMatch(text, /undefined|null|-or-|care-relation|\{|\}/, text);
        }
      }
  });

  it('every sentence begins with a capital and ends with a full stop', () => {
    const sentences = [
      ...[...rules.values()].flatMap((rule) => Object.values(rule.words).flatMap((word) => Object.values(word))),
      ...[...rules.values()].flatMap(({ before }) =>
        Object.values(before?.words ?? {}).flatMap((word) => Object.values(word)),
      ),
      ...Object.values<Provision>(law).flatMap(({ wordings }) =>
        wordings.flatMap(({ demands }) => Object.values(demands)),
      ),
    ];
    for (const sentence of sentences) assert.match(sentence, /^\p{Lu}.*\.$/u);
  });
});

describe('why the record was read, for the patient', () => {
  it('is the finding that opened it', () => {
    const opened = decide(
      'open',
      {
        caller: 'staff',
        matter: 'record',
        assignment: 'in-force',
        purpose: 'care',
        relation: 'appointment',
        protectedPerson: false,
        block: 'none',
      },
      today,
    );
    assert.equal(whyRead(opened.findings, 'sv'), 'Du har en bokad tid där.');
  });
  it('is told of every kind of caller whose reads the filter answers, and of every ground', () => {
    const staff = { careProvider: 1, careUnit: 2, practitioner: 3 };
    const kinds: Visibility[] = [
      { kind: 'related', ...staff, forCare: true },
      { kind: 'own-unit', ...staff },
      { kind: 'social-care', ...staff },
      { kind: 'own', patientKeys: [] },
      { kind: 'quality-register', register: 1, types: [] },
    ];
    for (const visibility of kinds)
      assert.match(whyRead(heldByFilter(visibility, 'entries'), 'sv') ?? '', /^\p{Lu}.*\.$/u, visibility.kind);
    const [related] = kinds as [Visibility];
    const asking = decide(
      'search',
      {
        caller: 'staff',
        matter: 'record',
        assignment: 'in-force',
        purpose: 'care',
        rights: ['read'],
        analysis: 'in-force',
      },
      today,
    ).findings;
    assert.equal(
      whyRead([...asking, ...heldByFilter(related, 'entries')], 'sv'),
      'De hade en patientrelation till dig.',
    );
    assert.doesNotMatch(
      whyRead([...asking, ...heldByFilter(related, 'persons')], 'sv') ?? '',
      /hade en patientrelation/,
    );
    const grounds = ['consent', 'child', 'incapacity', 'emergency', 'lifted', 'unblocked'] as const;
    const words = grounds.map((ground) =>
      whyRead([...heldByFilter(related, 'entries'), findingOfGround(ground, 'care')], 'sv'),
    );
    assert.equal(new Set(words).size, grounds.length);
    for (const each of words) assert.match(each ?? '', /^De hade en patientrelation till dig\. Uppgifter /);
  });
  it('is not made up for what was refused', () => {
    const refused = decide('open', { caller: 'resident', matter: 'record', record: 'another-persons' }, today);
    assert.equal(whyRead(refused.findings, 'sv'), undefined);
  });
});

describe('a decision of an earlier day is explained by the law of that day', () => {
  const read = (day: string) =>
    decide(
      'read',
      {
        caller: 'staff',
        matter: 'record',
        assignment: 'in-force',
        purpose: 'care',
        relation: 'encounter',
        keptBy: 'another-care-provider',
        unit: 'another',
        walled: false,
        block: 'none',
        blockedForOtherProviders: false,
        sharedBy: 'consent',
        analysis: 'in-force',
        rights: ['read', 'read-other-units', 'shared'],
      },
      day,
    );
  const cited = (day: string, rule: string) =>
    explain(read(day), 'sv').findings.find((finding) => finding.rule === rule);

  it('shared records rest on lag (2022:913) from its first day, and not a day before', () => {
    assert.equal(read('2023-01-01').permitted, true);
    assert.match(cited('2023-01-01', 'shared-lawfully')?.provision ?? '', /^3 kap\. 1 § lagen \(2022:913\)/);
    assert.equal(read('2022-12-31').permitted, false);
    const { provision, text, demands } = cited('2022-12-31', 'shared-lawfully') ?? {};
    assert.equal(provision, '6 kap. patientdatalagen (2008:355)');
    assert.equal(text, 'Det är inte känt vad som krävdes den dagen för att ta del av en annan vårdgivares uppgifter.');
    assert.equal(demands, 'Åtkomst till en annan vårdgivares uppgifter förutsatte sammanhållen journalföring.');
  });

  it('what a role’s analysis does not give is told by the right that is lacking', () => {
    const told = (analysis: 'in-force' | 'lapsed' | 'none', language: 'sv' | 'en') =>
      explain(
        decide('print', { caller: 'staff', matter: 'record', analysis, rights: [] }, today),
        language,
      ).findings.find(({ rule }) => rule === 'right-by-analysis')?.text;
    assert.match(told('in-force', 'sv') ?? '', /inte rätt att skriva ut ur journalen/);
    assert.match(told('lapsed', 'en') ?? '', /not been reviewed in time/);
    assert.match(told('none', 'sv') ?? '', /någon signerad behovs- och riskanalys/);
  });

  it('a section that has been amended since is told as it read', () => {
    const demands = (day: string) => cited(day, 'not-behind-a-wall')?.demands ?? '';
    assert.match(demands('2019-01-01'), /Försäkringsmedicinska utredningar/);
    assert.doesNotMatch(demands('2018-12-31'), /Försäkringsmedicinska/);
  });

  it('what the log has kept is told by the day of its row', () => {
    const [finding] = read('2012-01-01').findings.filter(({ rule }) => rule === 'arisen-relation');
    assert.ok(finding !== undefined);
    assert.match(explainFinding(finding, 'en', '2012-01-01').text, /^It is not known what it took on that day/);
    const [earliest] = read('2008-06-30').findings;
    assert.ok(earliest !== undefined);
    assert.equal(explainFinding(earliest, 'en', '2008-06-30').text, 'It is not known which law held on that day.');
  });
});
