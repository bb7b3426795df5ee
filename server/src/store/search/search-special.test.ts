/**
 * Words across records, members of lists, places nearby, hierarchies, canonicals: what no single element's value tells
 * (https://hl7.org/fhir/R4/search.html#all).
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import { coded, observation, searchWorld } from './search-world.ts';

const world = await searchWorld();

const place = (id: string, latitude: number, longitude: number, partOf?: string): Resource => ({
  resourceType: 'Location',
  id,
  position: { latitude, longitude },
  ...(partOf !== undefined && { partOf: { reference: `Location/${partOf}` } }),
});

describe('_text and _content: https://hl7.org/fhir/R4/search.html#content', () => {
  test('in Swedish inflections, across records and among what is nobody’s; _text in the narrative only', async () => {
    await world.put(
      {
        resourceType: 'Organization',
        id: 'hosta',
        name: 'Mottagningen för hosta',
        text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Ring om <b>väntetiden</b></div>' },
      },
      observation('pulse', 'bo', { code: { text: 'Puls' }, note: [{ text: 'Feber sedan igår' }] }),
    );
    await world.table({
      'QuestionnaireResponse?_content=febern': 'note',
      'Observation?_content=feber': 'pulse',
      'Observation?_text=feber': '',
      'Organization?_content=mottagning': 'hosta',
      'Organization?_text=väntetider': 'hosta',
      'Organization?_text=mottagning': '',
      'Organization?_content=väntetid hosta': 'hosta',
      'Organization?_content=väntetid -hosta': '',
      // Dashes in a row are none of PostgreSQL's "not", of which it takes 32.
      'Organization?_content=väntetid -- hosta': 'hosta',
      [`Organization?_content=${'-'.repeat(40)} väntetid`]: 'hosta',
      'Organization?_content="ring om"': 'hosta',
      'Organization?_filter=_content co mottagning or name eq "Björkens labb"': 'hosta part',
      'Observation?patient=bo&_content=feber': 'pulse',
      'Observation?patient=anna&_content=feber': '',
    });
    await world.remove('Observation', 'pulse');
    await world.table({ 'Observation?_content=feber': '' });
  });
});

describe('_list: https://hl7.org/fhir/R4/search.html#list', () => {
  test('what the list refers to as its items', async () => {
    await world.put({
      resourceType: 'List',
      id: 'mine',
      status: 'current',
      mode: 'working',
      subject: { reference: 'Patient/anna' },
      entry: [
        { item: { reference: 'Observation/weight' } },
        { item: { reference: 'Observation/bp2' } },
        { item: { reference: 'Practitioner/gp' } },
      ],
    });
    await world.table({
      'Observation?_list=mine': 'weight bp2',
      'Observation?_list=mine&patient=anna': 'weight',
      'Observation?_list=List/mine': 'weight bp2',
      'Observation?_list=nobody': '',
      'Practitioner?_list=mine': 'gp',
      'Patient?_list=mine': '',
      '?_list=mine': 'bp2 gp weight',
    });
  });
});

describe('near: https://hl7.org/fhir/R4/location.html#search', () => {
  test('by distance on the earth, in any unit of length; kilometres where none is told', async () => {
    await world.put(
      place('umea', 63.8258, 20.263),
      place('hospital', 63.8197, 20.2999, 'umea'),
      place('stockholm', 59.3293, 18.0686),
      place('east', 0, 179.99),
      place('west', 0, -179.99),
      { resourceType: 'Location', id: 'nowhere' },
    );
    await world.table({
      'Location?near=63.8258|20.2630|1|km': 'umea',
      'Location?near=63.8258|20.2630|2|km': 'umea hospital',
      'Location?near=63.8258|20.2630|2000|m': 'umea hospital',
      'Location?near=63.8258|20.2630|2': 'umea hospital',
      'Location?near=63.8258|20.2630': 'umea hospital',
      'Location?near=63.8258|20.2630|1.3|[mi_i]': 'umea hospital',
      'Location?near=63.8258|20.2630|0': 'umea',
      'Location?near=63.8258|20.2630|513|km': 'umea hospital',
      'Location?near=63.8258|20.2630|514|km': 'umea hospital stockholm',
      'Location?near=59.3293|18.0686|1,63.8258|20.2630|1': 'umea stockholm',
      'Location?near=0|180|2|km': 'east west',
      'Location?near=90|0|3000|km': 'umea hospital',
      'Location?near:missing=true': 'nowhere',
      'Location?near:missing=false&partof=umea': 'hospital',
      'Location?_filter=near eq 63.8258|20.2630|1|km': 'umea',
    });
    await world.put({ resourceType: 'Location', id: 'stockholm' });
    await world.table({ 'Location?near=59.3293|18.0686|1': '' });
    await world.remove('Location', 'hospital');
    await world.table({ 'Location?near=63.8258|20.2630|2|km': 'umea' });
  });
});

describe(':above and :below of references: https://hl7.org/fhir/R4/search.html#recursive', () => {
  test('the resource itself and what lies in it, or around it', async () => {
    await world.put(
      { resourceType: 'Organization', id: 'bench', name: 'Bänken', partOf: { reference: 'Organization/part' } },
      { resourceType: 'PractitionerRole', id: 'at-bench', organization: { reference: 'Organization/bench' } },
      { resourceType: 'PractitionerRole', id: 'at-unit', organization: { reference: 'Organization/unit' } },
      { resourceType: 'Procedure', id: 'whole', status: 'completed', subject: { reference: 'Patient/anna' } },
      {
        resourceType: 'Procedure',
        id: 'step',
        status: 'completed',
        subject: { reference: 'Patient/anna' },
        partOf: [{ reference: 'Procedure/whole' }],
      },
    );
    await world.table({
      'PractitionerRole?organization:below=Organization/unit': 'at-bench at-unit',
      'PractitionerRole?organization:below=unit': 'at-bench at-unit',
      'PractitionerRole?organization:below=Organization/part': 'at-bench',
      'PractitionerRole?organization:above=Organization/bench': 'at-bench at-unit',
      'PractitionerRole?organization:above=Organization/unit': 'at-unit',
      'Organization?partof:below=Organization/unit': 'part bench',
      'Procedure?part-of:below=Procedure/whole': 'step',
      'PractitionerRole?organization.partof:below=Organization/unit': 'at-bench',
      'Organization?_has:PractitionerRole:organization:organization:below=Organization/part': 'bench',
    });
  });
});

describe('canonicals: https://hl7.org/fhir/R4/references.html#canonical', () => {
  test('are chained by URL and version, both ways, within a record and across', async () => {
    await world.put(
      {
        resourceType: 'Questionnaire',
        id: 'q2',
        status: 'draft',
        url: 'http://example.org/fhir/Questionnaire/note',
        version: '2',
        title: 'Återbesök',
      } as Resource,
      {
        resourceType: 'QuestionnaireResponse',
        id: 'any',
        status: 'completed',
        questionnaire: 'http://example.org/fhir/Questionnaire/note',
        subject: { reference: 'Patient/bo' },
      } as Resource,
    );
    await world.table({
      'QuestionnaireResponse?questionnaire.title=besök': 'note any',
      'QuestionnaireResponse?questionnaire.title=återbesök': 'any',
      'QuestionnaireResponse?questionnaire.version=1': 'note any',
      'QuestionnaireResponse?patient=anna&questionnaire.title=besök': 'note',
      'QuestionnaireResponse?patient=anna&questionnaire.title=återbesök': '',
      'QuestionnaireResponse?patient=bo&questionnaire.title=återbesök': 'any',
      'Questionnaire?_has:QuestionnaireResponse:questionnaire:patient=anna': 'q',
      'Questionnaire?_has:QuestionnaireResponse:questionnaire:patient=bo': 'q q2',
    });
    const along = async (url: string): Promise<string> =>
      (await world.page(url)).included
        .map(({ id }) => id)
        .sort()
        .join(' ');
    assert.equal(await along('Questionnaire?_id=q&_revinclude=QuestionnaireResponse:questionnaire'), 'any note');
    assert.equal(await along('Questionnaire?_id=q2&_revinclude=QuestionnaireResponse:questionnaire'), 'any');
    assert.equal(await along('QuestionnaireResponse?_id=note&_include=QuestionnaireResponse:questionnaire'), 'q');
  });
});

test('display of references by :text; profiles by :below; order by whether somebody has died', async () => {
  await world.put({
    ...observation('shown', 'anna', { code: coded('sh') }),
    performer: [{ reference: 'Practitioner/gp', display: 'Éva Ek' }],
  });
  await world.table({
    'Observation?performer:text=eva': 'shown',
    'Observation?patient=anna&performer:text=ÉV': 'shown',
    'Observation?performer:text=ek': '',
    'Condition?_profile:below=http://p.example': 'c1',
    'Condition?_profile:below=http://p.example/x|3': 'c1',
    'Condition?_source:below=urn:source:1': 'c1',
  });
  assert.equal(await world.ids('Patient?_sort=deceased,_id'), 'anna bo');
  assert.equal(await world.ids('Patient?_sort=-deceased,_id'), 'bo anna');
});
