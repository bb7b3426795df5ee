/**
 * The register of row sources (invariant 5): every statement that reads rows of the record for somebody else than a system client
 * carries the visibility predicate for each of the tables it reads, but for the uses named here. The statements are those that
 * the server sends while everything it offers is asked for.
 */
import assert from 'node:assert/strict';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { test } from 'node:test';
import { visibilitySql } from '../../src/store/visibility-sql.ts';
import { allStatements } from './recorder.ts';
import { unguarded } from './row-sources.ts';

/** Reads without the predicate, each with why nothing of them reaches the caller. */
const systemUses: readonly { why: string; statement: RegExp }[] = [
  {
    why: 'The facts that the law is asked about: whose it is, is there a relation, are the data protected (store/facts/access-facts.ts).',
    statement:
      /^\s*select r\.(type, r\.id, r\.version|patient_key as "patientKey", r\.id as "patientId"), .*\bcare_relation relation\b/,
  },
  {
    why: 'The same facts of a resident’s own record and of the children’s whose guardian they are (store/facts/online-facts.ts).',
    statement: /^\s*select r\.patient_key as "patientKey", r\.id, case when .* from guardianship g where /,
  },
  {
    why: 'The access log names each patient by FHIR id (store/access-log/patient-ids.ts).',
    statement:
      /^select patient_key as "patientKey", id from resource where patient_key = any\(\$1::bigint\[\]\) and type = \d+$/,
  },
  {
    why: 'What a write refers to is followed to find whose record it belongs to (store/write/targets.ts); what the caller may not see is as if it were not there (store/write/plan-write.ts).',
    statement:
      /^\s*select r\.type, r\.id, r\.key, .* from unnest\(\$1::smallint\[\], \$2::text\[\], \$3::bigint\[\], \$4::boolean\[\]\)\s+as wanted/,
  },
  {
    why: 'What is to be seen of an answer is written by the system’s own caller `answers` in the writer’s unit of work: the Task there may be already, and whose it becomes (store/write/answers-to-see.ts).',
    statement: /^\s*select w\.nth, .* true as visible from unnest\(/,
  },
  {
    why: 'Whether anybody works at a unit is asked by the system’s own caller `answers`, who decides with it where an answer lies (store/write/holds/who-sees.ts): assignments, which are in nobody’s record.',
    statement:
      /^select found\.key, .* where p0\.hash = \$2::bigint and p0\.system >= 0 and true and position\(\$3::bytea in r2\.tokens\) % 8 = 1 order by p0\.date desc, p0\.key desc limit \$1::bigint\) page /,
  },
  {
    why: 'A write replaces, by key and version, what was planned from a version that the caller saw (store/write/write-statement.ts).',
    statement: /^\s*with (held|superseded|updated|inserted|\w+) as \((select hold_targets|insert|update)/,
  },
  {
    why: 'A search of many types passes over those that nothing at all is stored of, or nothing by the ids asked for; each that is left is searched with the predicate (store/search/index/types-present.ts).',
    statement: /^select t\.type from unnest\(\$1::smallint\[\]\) as t \(type\) where exists \(/,
  },
  {
    why: 'Definitions are nobody’s, and every caller may see them (store/definitions/definitions.ts).',
    statement: /^select body, version from resource where patient_key = 0 and key = \$1 and not deleted$/,
  },
  {
    why: 'That other care providers have something unblocked, and, where the law lets it be told, which of them (store/facts/sharing-facts.ts, 2022:913, 2 kap. 4 §): never what it is.',
    statement:
      /^select (exists \(select 1|o\.id from organisation o where o\.key in \(select r\.care_provider|u\.id, count\(\*\) as entries) from resource r /,
  },
  {
    why: 'What opens other care providers’ entries is told to those it was given to (operations/shared-records/asked-about-sharing.ts).',
    statement: /^select found\.key, .* where r0\.type = 29 and not r0\.deleted and true and r0\.patient_key = /,
  },
  {
    why: 'A quality register is told whose data it shall erase, of those who had been told of it: which Patient, and by which Consent (store/facts/register-facts.ts).',
    statement: /^select said\.patient_key as "patientKey", person\.id as patient, /,
  },
  {
    why: 'A deletion asks what refers to it; the answer names only what the caller may see (store/write/referrers.ts).',
    statement: /^with referrer as \(/,
  },
];

/** Visibility `everything`: of the system's own callers, who look up who signs in and the patient of a stated relation. */
const forTheSystem =
  /\bwhere (?:.* )?(?:not r\.deleted and true|and true|true)(?: order by .*)?\s*$|\band true order by\b/;

test('every row source carries the visibility predicate', { timeout: 300_000 }, async (t) => {
  const statements = await allStatements();
  const read = [...statements].filter(([, as]) => [...as].some((who) => who !== 'client:bench' && who !== 'nobody'));
  const used = new Set<string>();
  const faults: string[] = [];
  for (const [text, as] of read) {
    const flat = text.replaceAll(/\s+/g, ' ');
    const names = unguarded(flat);
    if (names.length === 0) continue;
    const use = systemUses.find(({ statement }) => statement.test(flat.trim()) || statement.test(flat));
    if (use !== undefined) used.add(use.why);
    else if (!forTheSystem.test(flat))
      faults.push(`${names.join(', ')} as ${[...as].join(', ')}: ${flat.slice(0, 1500)}`);
  }
  t.diagnostic(`${read.length} different statements, ${used.size} named system uses`);
  assert.ok(read.length > 150, 'too few statements to prove anything');
  assert.deepEqual(faults, []);
});

test('a statement without the predicate is noticed', () => {
  const own = visibilitySql({ kind: 'own', patientKeys: [1] }, 'r', () => '$1');
  const guardedText = `select r.patient_key, r.key from resource r where r.type = 1 and ${own}`;
  assert.deepEqual(unguarded(guardedText), []);
  assert.deepEqual(unguarded('select r.body from resource r where r.type = 1'), ['r']);
  assert.deepEqual(unguarded(`${guardedText} and exists (select 1 from posting p where p.key = r.key)`), []);
  assert.deepEqual(unguarded(`${guardedText} and exists (select 1 from posting p where p.hash = $2)`), ['p']);
  assert.deepEqual(unguarded(`select o.body from (${guardedText}) page join resource o on o.key = page.key`), []);
});

test('a part of the predicate, or one that need not hold, is none', () => {
  const staff: Visibility = { kind: 'related', careProvider: 1, careUnit: 2, practitioner: 3, forCare: true };
  const all: Visibility[] = [staff, { kind: 'own', patientKeys: [1] }, { kind: 'no-patient' }];
  for (const visibility of all) {
    let next = 1;
    const predicate = visibilitySql(visibility, 'r', () => `$${next++}`);
    const from = 'select r.body from resource r where';
    assert.deepEqual(unguarded(`${from} ${predicate}`), []);
    for (const weak of [
      `${predicate} or true`,
      `(${predicate} or r.type = 1)`,
      `r.type = 1 or ${predicate}`,
      `not ${predicate}`,
      '(r.patient_key = 0 or r.patient_key <> 0)',
      'r.patient_key = 0',
      'exists (select 1 from care_relation relation where relation.patient_key = r.patient_key)',
      `${predicate.slice(0, 40)} or true)`,
    ])
      assert.deepEqual(unguarded(`${from} ${weak}`), ['r'], `${visibility.kind}: ${weak}`);
  }
});
