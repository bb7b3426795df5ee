/**
 * Searches of several types, of all, and within compartments: https://hl7.org/fhir/R4/http.html#search,
 * https://hl7.org/fhir/R4/compartmentdefinition.html
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { searchWorld } from './search-world.ts';

const world = await searchWorld();

async function walk(url: string): Promise<string> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { matches, next } = await world.page(`${url}${cursor === undefined ? '' : `&_cursor=${cursor}`}`);
    seen.push(matches.map(({ id }) => id).join(' '));
    cursor = next;
  } while (cursor !== undefined);
  return seen.join(' | ');
}

describe('search of several types: https://hl7.org/fhir/R4/search.html#all', () => {
  test('by what the types share', () =>
    world.table({
      '?_type=Observation,DiagnosticReport&patient=anna&status=final': 'weight bp1 twin report',
      '?_type=Patient,Practitioner&family=ek,öberg': 'bo gp',
      '?_type=Observation,Condition&code=29463-7,I10': 'weight grams c1',
      '?_type=Encounter,Observation&_id=e1,weight,anna': 'e1 weight',
      '?_id=e1,weight,anna': 'anna e1 weight',
      '?_tag=urn:tag|t1': 'c1',
      '?_profile=http://p.example/x': 'c1',
      '?_content=feber': 'note',
      '?_type=Patient&_filter=family eq ek': '',
      '?_lastUpdated=lt2020': '',
      '?_type=Observation&_type=Observation,Patient&date=2022': 'twin',
    }));

  test('in one order, page by page, with what lacks the value last', async () => {
    const cases: Record<string, string> = {
      '?_type=Encounter,Observation&_sort=date&_count=4': 'twin e3 e1 weight | bp1 bp2 grams e2 | undated',
      '?_type=Encounter,Observation&_sort=-date&_count=4': 'e2 grams bp2 bp1 | weight e1 e3 twin | undated',
      '?_type=Patient,Practitioner&_sort=family&_count=1': 'gp | anna | bo',
      '?_type=Patient,Practitioner&_sort=-gender,_id&_count=2': 'bo anna | gp',
      '?_type=Encounter,Patient&_sort=_id&_count=3': 'anna bo e1 | e2 e3',
    };
    for (const [url, expected] of Object.entries(cases)) assert.equal(await walk(url), expected, url);
  });

  test('all there is, once each, the newest first, with totals', async () => {
    const all = (await walk('?_lastUpdated=gt2020&_count=5')).replaceAll('|', ' ').split(/\s+/);
    assert.equal(new Set(all).size, all.length);
    const { total } = await world.page('?_count=1&_total=accurate');
    assert.equal(total, all.length);
    assert.equal((await world.page('?_summary=count')).total, all.length);
    assert.equal((await world.page('?_total=estimate&_count=0')).total, all.length);
  });

  test('with what comes along', async () => {
    const { included } = await world.page(
      '?_type=Encounter,Observation&_id=e1,weight&_include=Observation:encounter&_include=Encounter:practitioner',
    );
    assert.deepEqual(included.map(({ id }) => id).sort(), ['gp']);
  });

  test('what the types do not share is refused', async () => {
    await assert.rejects(world.page('?_type=Observation,Patient&birthdate=1950'), {
      kind: 'not-supported',
      message: /birthdate/,
    });
    await assert.rejects(world.page('?status=final'), { kind: 'not-supported', message: /status/ });
    await assert.rejects(world.page('?_type=Observation,Patient&_sort=birthdate'), { kind: 'not-supported' });
    await assert.rejects(world.page('?_type=Nobody'), { kind: 'invalid', message: /_type/ });
    await assert.rejects(world.page('Observation?_type=Patient'), { kind: 'not-supported', message: /_type/ });
  });
});

describe('search in a compartment: https://hl7.org/fhir/R4/search.html#compartment', () => {
  test('the union of what the definition names, and further parameters', () =>
    world.table({
      'Patient/anna/Observation?': 'weight bp1 twin undated',
      'Patient/anna/Observation?code=29463-7': 'weight',
      'Patient/anna/Observation?code=29463-7,8302-2&_sort=-date': 'weight undated',
      'Patient/bo/Appointment?': 'both',
      'Patient/bo/Condition?': '',
      'Encounter/e1/Observation?': 'weight',
      'Encounter/e1/Encounter?': 'e1',
      'Practitioner/gp/Encounter?': 'e1',
      'Practitioner/gp/Patient?': 'anna',
      'Practitioner/gp/MedicationRequest?': 'rx',
      'Device/d/Observation?': '',
    }));

  test('everything in it', async () => {
    assert.equal(await world.found('Patient/bo/*?'), 'bo both bp2 e3 grams');
    assert.equal(
      await world.found('Patient/anna/*?_type=Encounter,Observation&_sort=-date'),
      'bp1 e1 e2 twin undated weight',
    );
    assert.equal(await world.found('Encounter/e1/*?'), 'e1 weight');
    assert.equal(await world.found('Practitioner/gp/*?'), 'anna e1 gp rx');
    assert.equal((await world.page('Patient/bo/*?_count=2&_total=accurate')).total, 5);
    assert.equal((await walk('Patient/bo/*?_count=2')).split(' | ').length, 3);
  });

  test('a performer’s part of it: another patient’s record is not all of it', async () => {
    await world.put({
      resourceType: 'Observation',
      id: 'home',
      status: 'final',
      code: { text: 'hemma' },
      subject: { reference: 'Patient/bo' },
      performer: [{ reference: 'Patient/anna' }],
    });
    await world.table({
      'Patient/anna/Observation?': 'weight bp1 twin undated home',
      'Patient/bo/Observation?': 'grams bp2 home',
      'Patient/anna/Observation?_summary=false&patient=bo': 'home',
    });
  });

  test('what no compartment holds is not there', async () => {
    await assert.rejects(world.page('Patient/anna/Organization?'), { kind: 'not-supported', status: 404 });
    await assert.rejects(world.page('Organization/unit/Patient?'), { kind: 'not-supported', status: 404 });
  });
});
