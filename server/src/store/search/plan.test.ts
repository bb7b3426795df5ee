/** Searches are led by their indexes: what PostgreSQL would do, when scanning whole tables is not offered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { compileAmongNewest, type CompiledSearch, compileCount, compilePage } from './statement/compile.ts';
import { searchWorld } from './search-world.ts';

const { database } = await searchWorld();
const nurse: Visibility = { kind: 'related', careProvider: 1, careUnit: 2, practitioner: 3, forCare: true };

async function plan(url: string): Promise<string> {
  const [type = '', parameters = ''] = url.split('?');
  const query = parseSearch({ type: type === '' ? undefined : type }, [...new URLSearchParams(parameters)], {
    lenient: false,
  });
  return planOf((query.count === 0 ? compileCount : compilePage)(query, nurse, { now: 0 }));
}

function planOf({ statement, values }: CompiledSearch): Promise<string> {
  return database.transaction(async (transaction) => {
    await transaction.rows({ name: '', text: 'set local enable_seqscan = off' });
    await transaction.rows({ name: '', text: 'set local enable_bitmapscan = off' });
    const rows = await transaction.rows<{ 'QUERY PLAN': string }>(
      { name: '', text: `explain (costs off) ${statement.text}` },
      values,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}

test("a patient's values come in the record's own order, without sorting or reading other records", async () => {
  const text = await plan('Observation?patient=anna&category=vital-signs&_sort=-date');
  assert.match(
    text,
    /Index Scan using resource_patient_date on resource r0\s+Index Cond: \(\(patient_key = .* AND \(type = \d+\)\)/,
  );
  assert.doesNotMatch(text, /Seq Scan|->  (Incremental )?Sort/);
});

test('many values are made one table that each token is looked for in, not gone through for each resource', async () => {
  const codes = Array.from({ length: 20 }, (_, at) => `http://loinc.org|${at}`).join(',');
  assert.match(await plan(`Observation?patient=anna&code=${codes}`), /hashed SubPlan/);
});

test('a list in the order of update is gone through in its index alone, and a row is read when its patient is in care', async () => {
  for (const url of ['Encounter', 'Encounter?_lastUpdated=gt2020&_sort=_lastUpdated']) {
    const text = await plan(url);
    assert.match(
      text,
      /Index Only Scan (Backward )?using resource_type_updated on resource i1\s+Index Cond: \(\(?type = /,
    );
    assert.doesNotMatch(text, /Seq Scan|->  Sort/);
  }
  const query = parseSearch('Encounter', [], { lenient: false });
  assert.equal(compilePage(query, nurse, { now: 0 }).led, true);
});

test('a code, newest first, is read from its postings only', async () => {
  const text = await plan('Observation?code=http://loinc.org|29463-7&_sort=-date');
  assert.match(text, /Index Only Scan using posting_hash on posting p0\s+Index Cond: \(hash = /);
  assert.doesNotMatch(text, /Seq Scan|->  (Incremental )?Sort/);
});

test('a code with an amount is looked for among the newest of the code', async () => {
  const parameters: [string, string][] = [
    ['code', '29463-7'],
    ['value-quantity', 'gt60'],
    ['_sort', '-date'],
  ];
  const query = parseSearch({ type: 'Observation' }, parameters, { lenient: false });
  const page = compileAmongNewest(query, nurse, { now: 0 });
  assert.equal(page?.led, true);
  assert.match(await planOf(page), /Limit\s+(?:InitPlan [^>]*)?->  Index Only Scan using posting_hash on posting p0/);
  const inAnotherOrder = parseSearch({ type: 'Observation' }, parameters.slice(0, 2).concat([['_sort', 'date']]), {
    lenient: false,
  });
  assert.equal(compileAmongNewest(inAnotherOrder, nurse, { now: 0 }), undefined);
});

test('a count of a code reads no resource', async () => {
  const text = await plan('Observation?code=29463-7&_summary=count');
  assert.match(text, /Index Only Scan using posting_hash/);
  // But for the unit of what is found, of a patient who has blocked one.
  assert.doesNotMatch(text, / on resource (?!k\d)/);
  assert.match(text, /using block_pkey on block/);
});

test('names are found by their start, ids and identifiers by their own indexes', async () => {
  assert.match(await plan('Patient?name=ak'), /string_value_start/);
  assert.match(await plan('Patient?identifier=urn:other|195005171234'), /Index Only Scan using posting_hash/);
  assert.match(await plan('Patient?_id=anna'), /resource_directory_pkey/);
  assert.match(await plan('Organization?_content=mottagning'), /full_text_words|full_text_key/);
  assert.match(await plan('Location?near=63|20|5|km'), /quantity_value_low/);
  assert.match(await plan('Observation?patient.identifier=195005171234&code=x1'), /posting_hash/);
});

test('in the order of a date that is asked for, a page is read by the index of the date', async () => {
  for (const url of ['Patient?birthdate=ge1940&_sort=birthdate', 'Patient?birthdate=lt1940&_sort=-birthdate']) {
    const text = await plan(url);
    assert.match(
      text,
      /Index Only Scan (Backward )?using date_value_low on date_value d1\s+Index Cond: \(\(param = .*low/,
    );
    // Of next to nothing, as here, it may be as cheap to sort.
    assert.doesNotMatch(text, /Seq Scan/);
  }
});

test('alternatives across records are each found by their index', async () => {
  const text = await plan('Observation?_filter=code eq x1 or patient re Patient/anna');
  assert.match(text, /posting_hash/);
  assert.match(text, /resource_patient_date|resource_pkey/);
  assert.doesNotMatch(text, /Seq Scan/);
});

test('the newest of several types are read from the index of each, in order', async () => {
  const text = await plan('?_type=Observation,Encounter&_lastUpdated=gt2020');
  assert.match(text, /Merge Append[\s\S]*resource_type_updated[\s\S]*resource_type_updated/);
  assert.doesNotMatch(text, /Seq Scan|->  Sort/);
});
