/** Order, paging, totals, words, and what changes: https://hl7.org/fhir/R4/search.html#sort */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { coded, encounter, observation, quantity, ucum, searchWorld } from './search-world.ts';

const world = await searchWorld();

describe('words within a record', () => {
  test('_content in Swedish inflections', () =>
    world.table({
      'QuestionnaireResponse?patient=anna&_content=febern': 'note',
      'QuestionnaireResponse?patient=anna&_content=hosta': '',
    }));
});

describe('order and paging: https://hl7.org/fhir/R4/search.html#sort', () => {
  const walk = async (url: string): Promise<string> => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { matches, next } = await world.page(
        `${url}${url.includes('_count') ? '' : '&_count=2'}${cursor === undefined ? '' : `&_cursor=${cursor}`}`,
      );
      seen.push(matches.map(({ id }) => id).join(' '));
      cursor = next;
    } while (cursor !== undefined);
    return seen.join(' | ');
  };

  test('by each kind of value, what lacks it last, page by page', async () => {
    const cases: Record<string, string> = {
      'Observation?_sort=date': 'twin weight | bp1 bp2 | grams undated',
      'Observation?_sort=-date': 'grams bp2 | bp1 weight | twin undated',
      'Observation?patient=anna&_sort=-date': 'bp1 weight | twin undated',
      'Observation?code=29463-7&_sort=-date': 'grams weight',
      'Observation?status=final&_sort=-date': 'grams bp1 | weight twin',
      'Observation?patient=anna&_sort=date': 'twin weight | bp1 undated',
      'Observation?_sort=status,-date': 'bp2 grams | bp1 weight | twin undated',
      'Patient?birthdate=ge1900&_sort=birthdate&_count=1': 'anna | bo',
      'Patient?birthdate=ge1980&_sort=-birthdate&_count=1': 'bo',
      'Patient?birthdate=le1980&_sort=-birthdate,-_id': 'bo anna',
      'Patient?birthdate=lt1951,gt1979&_sort=birthdate': 'anna bo',
      'Observation?_sort=-value-quantity,_id': 'grams weight | bp1 bp2 | twin undated',
      'Observation?_sort=value-quantity,-_id': 'weight grams | undated twin | bp2 bp1',
      'Observation?_sort=_id': 'bp1 bp2 | grams twin | undated weight',
      'Patient?_sort=family': 'anna bo',
      'Patient?_sort=-birthdate': 'bo anna',
      'Patient?_sort=death-date': 'bo anna',
      'Patient?_sort=general-practitioner': 'anna bo',
      'Encounter?_sort=-date': 'e2 e1 | e3',
      'Condition?_sort=-onset-date,code': 'c1',
    };
    for (const [url, expected] of Object.entries(cases)) assert.equal(await walk(url), expected, url);
  });

  test('a cursor is bound to its search', async () => {
    const { next = '' } = await world.page('Observation?_count=2');
    await assert.rejects(world.page(`Observation?status=final&_count=2&_cursor=${next}`), { kind: 'invalid' });
    await assert.rejects(world.page('Observation?_cursor=rubbish'), { kind: 'invalid' });
  });

  test('a page stays true while data changes', async () => {
    const first = await world.page('Encounter?_sort=-date&_count=1');
    await world.put(encounter('e0', 'anna', { period: { start: '2025-01-01' } }));
    const second = await world.page(`Encounter?_sort=-date&_count=1&_cursor=${first.next}`);
    assert.deepEqual(
      second.matches.map(({ id }) => id),
      ['e1'],
    );
    await world.remove('Encounter', 'e0');
    assert.equal(await world.ids('Encounter?date=ge2025&status=finished'), '');
  });

  test('totals: accurate when asked for, and alone with _count=0 or _summary=count', async () => {
    assert.equal((await world.page('Observation?_count=2')).total, undefined);
    assert.equal((await world.page('Observation?_count=2&_total=accurate')).total, 6);
    assert.deepEqual(await world.page('Observation?status=final&_summary=count'), {
      matches: [],
      included: [],
      total: 4,
    });
    assert.equal((await world.page('Observation?code=x1,x2&_count=0')).total, 1);
  });
});

test('_total=estimate: exact while small, from a sample of what may be seen when large', async () => {
  assert.equal((await world.page('Observation?_total=estimate')).total, 6);
  const many = Array.from({ length: 3000 }, (_, at) => observation(`many${at}`, 'bo', { code: coded('many') }));
  for (let at = 0; at < many.length; at += 500) await world.put(...many.slice(at, at + 500));
  const { total = 0 } = await world.page('Observation?code=many&_total=estimate&_count=1');
  // One in fifty of 3,000 is 60, give or take three standard deviations.
  assert.ok(total >= 1850 && total <= 4150, `${total}`);
  assert.equal((await world.page('Observation?patient=bo&code=many&_total=estimate&_count=1')).total, 3000);
});

describe('what changes is found as it is now', () => {
  test('an update moves a resource to its new values', async () => {
    await world.put(
      observation('moving', 'anna', {
        code: coded('m1'),
        effectiveDateTime: '2021-01-01',
        valueQuantity: quantity(1, 'g'),
      }),
    );
    await world.put(
      observation('moving', 'anna', {
        code: coded('m2'),
        effectiveDateTime: '2021-01-02',
        valueQuantity: quantity(2, 'g'),
      }),
    );
    await world.table({
      'Observation?code=m1': '',
      'Observation?code=m2': 'moving',
      'Observation?date=2021-01-01': '',
      [`Observation?value-quantity=2|${ucum}|g`]: 'moving',
      [`Observation?value-quantity=1|${ucum}|g`]: '',
    });
    await world.remove('Observation', 'moving');
    await world.table({
      'Observation?code=m2': '',
      [`Observation?value-quantity=2|${ucum}|g`]: '',
      'Observation?_id=moving': '',
      'Observation?patient=anna&date=2021': '',
    });
  });
});
