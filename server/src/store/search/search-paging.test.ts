/**
 * Pages stay true while data changes (https://hl7.org/fhir/R4/search.html#paging): what matches before, during and after a walk from page to page, and
 * whose place in the order does not change, is met exactly once, whatever is created, changed and deleted meanwhile.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import { resident as residentOf } from '../../../test/record-world.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { search } from './search.ts';
import { searchFixture, systemCaller } from './search-fixture.ts';
import { coded, observation, quantity } from './search-world.ts';

const world = await searchFixture();

/** Repeatable chance (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Emptied between the walks, which would otherwise become ever longer. */
const tables =
  'resource, resource_history, resource_directory, posting, date_value, quantity_value, string_value, full_text';

const patients = ['pa', 'pb', 'pc'];

/** Values with many equals and many absences, so that every column of the order has to decide. */
function randomObservation(id: string, draw: (below: number) => number): Resource {
  // A resource stays in the record of one patient.
  return observation(id, patients[Number(id.split('-')[1]) % patients.length] ?? 'pa', {
    code: coded(`c${draw(3)}`),
    status: draw(2) === 0 ? 'final' : 'amended',
    ...(draw(4) > 0 && { effectiveDateTime: `2026-01-0${1 + draw(4)}` }),
    ...(draw(3) > 0 && { valueQuantity: quantity(draw(4), 'kg') }),
    ...(draw(3) > 0 && { note: [{ text: ['feber', 'hosta'][draw(2)] ?? '' }] }),
  });
}

const shapes = [
  'Observation?_sort=date',
  'Observation?_sort=-date,code',
  'Observation?_sort=value-quantity,-status,date',
  'Observation?_sort=-value-quantity,_id',
  'Observation?_sort=code,-value-quantity',
  'Observation?code=c0,c1&_sort=-date',
  'Observation?code=c1&_sort=status,-_id',
  'Observation?code=c1&value-quantity=ge1&_sort=-date',
  'Observation?patient=pa&_sort=-date',
  'Observation?patient=pa&_sort=code,value-quantity',
  'Observation?_filter=code eq c0 or not (status eq final)&_sort=date,status',
  'Observation?patient.family=fam&status=final&_sort=-code',
  'Observation?_content=feber&_sort=_id',
  '?_type=Observation,Patient&_sort=_id',
  'Patient/pa/*?_type=Observation&_sort=date',
];

for (const [at, shape] of shapes.entries()) {
  test(shape, async () => {
    const draw = chance(at + 1);
    await world.database.rows({ name: '', text: `truncate ${tables}` });
    const ids = Array.from({ length: 30 }, (_, index) => `s${at}-${index}`);
    await world.put(
      ...patients.map((id): Resource => ({ resourceType: 'Patient', id, name: [{ family: `Fam ${id}` }] })),
    );
    await world.put(...ids.map((id) => randomObservation(id, draw)));
    const all = async (): Promise<string[]> => (await world.ids(`${shape}&_count=1000`)).split(' ');
    const before = await all();
    const touched = new Set<string>();
    const met: string[] = [];
    let cursor: string | undefined;
    let fresh = 0;
    do {
      const page = await world.page(`${shape}&_count=3${cursor === undefined ? '' : `&_cursor=${cursor}`}`);
      met.push(...page.matches.map(({ id }) => id));
      cursor = page.next;
      for (let change = draw(4); change > 0; change--) {
        const id = draw(2) === 0 ? `new${at}-${fresh++}` : (ids[draw(ids.length)] ?? '');
        touched.add(id);
        if (draw(3) > 0) await world.put(randomObservation(id, draw));
        else if (ids.includes(id)) await world.remove('Observation', id);
      }
    } while (cursor !== undefined);
    const after = await all();
    const stable = before.filter((id) => !touched.has(id) && after.includes(id));
    const metStable = met.filter((id) => stable.includes(id));
    assert.ok(stable.length > 3, 'something must have stayed');
    assert.deepEqual(metStable, stable, 'each once, in its order');
  });
}

test('amounts that are many among the newest, or far between, come each once, newest first', async () => {
  await world.database.rows({ name: '', text: `truncate ${tables}` });
  await world.put(...patients.map((id): Resource => ({ resourceType: 'Patient', id })));
  const minutes = (at: number): string => new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString();
  // Every second has 1 kg, every fiftieth 2 kg.
  const kilograms = (at: number): number => (at % 50 === 7 ? 2 : at % 2);
  const ids = Array.from({ length: 150 }, (_, at) => `a${at}`);
  await world.put(
    ...ids.map((id, at) =>
      observation(id, patients[at % 3] ?? '', {
        code: coded('c9'),
        effectiveDateTime: minutes(at),
        valueQuantity: quantity(kilograms(at), 'kg'),
      }),
    ),
  );
  const resident = residentOf('pa', await keyOf('pa'));
  for (const caller of [systemCaller, resident]) {
    for (const least of [1, 2, 3]) {
      const expected = ids
        .filter((_, at) => kilograms(at) >= least && (caller === systemCaller || at % 3 === 0))
        .toReversed();
      const met: string[] = [];
      let cursor: string | undefined;
      do {
        const url = `Observation?code=c9&value-quantity=ge${least}&_sort=-date&_count=1${cursor === undefined ? '' : `&_cursor=${cursor}`}`;
        const page = await world.page(url, caller);
        met.push(...page.matches.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== undefined);
      assert.deepEqual(met, expected);
    }
  }
});

test('a deleted resource, which has no body left, breaks no page, whatever plan reads it before its postings', async () => {
  await world.database.rows({ name: '', text: `truncate ${tables}` });
  await world.put(...patients.map((id): Resource => ({ resourceType: 'Patient', id })));
  const ids = ['d0', 'd1', 'd2', 'd3'];
  const code = { text: 'Ett', ...coded('c1') };
  await world.put(...ids.map((id) => observation(id, 'pa', { code, status: 'final' })));
  await world.remove('Observation', 'd3');
  await world.database.transaction(async (transaction) => {
    for (const kind of ['nestloop', 'mergejoin', 'indexscan', 'bitmapscan'])
      await transaction.rows({ name: '', text: `set local enable_${kind} = off` });
    await transaction.rows({ name: '', text: 'set local enable_hashjoin = on' });
    const met: string[] = [];
    let cursor: string | undefined;
    do {
      const place: [string, string][] = cursor === undefined ? [] : [['_cursor', cursor]];
      const parameters: [string, string][] = [['code', 'c1'], ['_sort', 'status,-_id'], ['_count', '1'], ...place];
      const query = parseSearch({ type: 'Observation' }, parameters, { lenient: false });
      const page = await search(transaction, systemCaller, query);
      met.push(...page.matches.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== undefined);
    assert.deepEqual(met, ['d2', 'd1', 'd0']);
    const ofText = parseSearch(
      { type: 'Observation' },
      [
        ['code', 'c1'],
        ['code:text', 'ett'],
      ],
      { lenient: false },
    );
    assert.deepEqual(
      (await search(transaction, systemCaller, ofText)).matches.map(({ id }) => id),
      ['d2', 'd1', 'd0'],
    );
  });
});

async function keyOf(patient: string): Promise<number> {
  const [row] = await world.database.rows<{ key: number }>(
    { name: '', text: 'select patient_key as key from resource_directory where id = $1' },
    [patient],
  );
  return row?.key ?? 0;
}
