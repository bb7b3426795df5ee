/** The terminology service: http://hl7.org/fhir/R4/terminology-service.html */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OperationOutcome, Parameters, Resource, TerminologyCapabilities, ValueSet } from '@medplum/fhirtypes';
import { codeFragments } from '@vardkedjan/region/units/code-fragments.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import { testWorld } from '../../http/test-world.ts';
import { colours, coloursSystem } from './colours-fixture.ts';

const { ask } = await testWorld();

async function put(resource: Resource): Promise<void> {
  const { status, text } = await ask('client:bench', 'PUT', `/fhir/${resource.resourceType}/${resource.id}`, {
    body: resource,
  });
  assert.ok(status === 200 || status === 201, text);
}

/** The out-parameters by name; several of a name as a list. */
async function called(path: string, body?: unknown): Promise<Record<string, unknown>> {
  const answer = await ask('sara', body === undefined ? 'GET' : 'POST', `/fhir/${path}`, { body });
  assert.equal(answer.status, 200, answer.text);
  const parameters = answer.body<Parameters>();
  assert.deepEqual(validate(parameters), []);
  const valueOf = (one: object): unknown =>
    Object.entries(one).find(([key]) => key.startsWith('value') || key === 'part')?.[1];
  const found: Record<string, unknown> = {};
  for (const one of parameters.parameter ?? []) {
    const value = valueOf(one);
    found[one.name] = one.name in found ? [found[one.name], value].flat() : value;
  }
  return found;
}

async function refused(path: string, body?: unknown): Promise<[number, string | undefined, string | undefined]> {
  const answer = await ask('sara', body === undefined ? 'GET' : 'POST', `/fhir/${path}`, { body });
  const [issue] = answer.body<OperationOutcome>().issue;
  return [answer.status, issue?.code, issue?.diagnostics];
}

async function expanded(query: Record<string, string>, body?: unknown): Promise<ValueSet> {
  const path = `ValueSet/$expand?${new URLSearchParams(query)}`;
  const answer = await ask('sara', body === undefined ? 'GET' : 'POST', `/fhir/${path}`, { body });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(validate(answer.body()), []);
  return answer.body<ValueSet>();
}

const codes = ({ expansion }: ValueSet): (string | undefined)[] => (expansion?.contains ?? []).map(({ code }) => code);

await put(coloursSystem);

// http://hl7.org/fhir/R4/codesystem-operation-lookup.html
test('a code is looked up, with its names, properties and neighbours', async () => {
  assert.deepEqual(await called(`CodeSystem/$lookup?system=${colours}&code=red&displayLanguage=sv`), {
    name: 'Colours',
    version: '1',
    display: 'Röd',
    designation: [
      { name: 'language', valueCode: 'sv' },
      { name: 'value', valueString: 'Röd' },
    ],
    property: [
      [
        { name: 'code', valueCode: 'inactive' },
        { name: 'value', valueBoolean: false },
      ],
      [
        { name: 'code', valueCode: 'definition' },
        { name: 'value', valueString: 'As blood' },
      ],
      [
        { name: 'code', valueCode: 'parent' },
        { name: 'value', valueCode: 'colour' },
      ],
      [
        { name: 'code', valueCode: 'child' },
        { name: 'value', valueCode: 'dark-red' },
      ],
      [
        { name: 'code', valueCode: 'warm' },
        { name: 'value', valueBoolean: true },
      ],
      [
        { name: 'code', valueCode: 'likeness' },
        { name: 'value', valueCode: 'brown' },
      ],
    ].flat(),
  });
  const coding = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'coding', valueCoding: { system: colours, code: 'blue' } },
      { name: 'property', valueCode: 'parent' },
    ],
  };
  assert.deepEqual(await called('CodeSystem/$lookup', coding), {
    name: 'Colours',
    version: '1',
    display: 'Blue',
    property: [
      { name: 'code', valueCode: 'parent' },
      { name: 'value', valueCode: 'colour' },
    ],
  });
  assert.deepEqual(await refused(`CodeSystem/$lookup?system=${colours}&code=green`), [
    404,
    'not-found',
    'The code is not one of its code system',
  ]);
  assert.equal((await refused('CodeSystem/$lookup?system=http://example.org/none&code=green'))[0], 404);
  assert.deepEqual(await refused('CodeSystem/$lookup?code=green'), [
    400,
    'invalid',
    '$lookup needs a code and its system, or a coding with both',
  ]);
  assert.deepEqual(await refused(`CodeSystem/$lookup?system=${colours}&code=red&useSupplement=x`), [
    400,
    'not-supported',
    '$lookup has no parameter useSupplement',
  ]);
});

// http://hl7.org/fhir/R4/codesystem-operation-validate-code.html
test('a code is one of its system, on the type and on the instance', async () => {
  assert.deepEqual(await called(`CodeSystem/$validate-code?url=${colours}&code=red&display=r%C3%B6d`), {
    result: true,
    display: 'Red',
  });
  assert.deepEqual(await called('CodeSystem/colours/$validate-code?code=red&display=Green'), {
    result: false,
    message: 'The display is none of the names of this code',
    display: 'Red',
  });
  assert.deepEqual(await called('CodeSystem/colours/$validate-code?code=green'), {
    result: false,
    message: 'The code is not one of its code system',
  });
  assert.deepEqual(await called('CodeSystem/colours/$validate-code?code=colour&abstract=false'), {
    result: false,
    message: 'The code is abstract: it groups others and is not to be chosen',
  });
  assert.deepEqual(await called('CodeSystem/colours/$validate-code?code=brown'), {
    result: true,
    message: 'The code is not active any more',
    display: 'Brown',
  });
  assert.equal((await refused('CodeSystem/$validate-code?url=http://example.org/none&code=green'))[0], 404);
  assert.equal((await refused('CodeSystem/nowhere/$validate-code?code=green'))[0], 404);
});

// http://hl7.org/fhir/R4/codesystem-operation-subsumes.html
test('one code is above another', async () => {
  assert.deepEqual(await called(`CodeSystem/$subsumes?system=${colours}&codeA=colour&codeB=dark-red`), {
    outcome: 'subsumes',
  });
  assert.deepEqual(await called('CodeSystem/colours/$subsumes?codeA=dark-red&codeB=colour'), {
    outcome: 'subsumed-by',
  });
  assert.equal((await refused(`CodeSystem/$subsumes?system=${colours}&codeA=colour`))[0], 400);
});

// http://hl7.org/fhir/R4/valueset-operation-expand.html
test('a value set expands: all, a page, by what is typed, in Swedish', async () => {
  const url = `${colours}/all`;
  assert.deepEqual(codes(await expanded({ url })), ['colour', 'red', 'dark-red', 'blue', 'brown']);
  const page = await expanded({ url, offset: '1', count: '2' });
  assert.deepEqual([page.expansion?.total, page.expansion?.offset, codes(page)], [5, 1, ['red', 'dark-red']]);
  assert.deepEqual([(await expanded({ url, count: '0' })).expansion?.total], [5]);
  assert.deepEqual(
    codes(await expanded({ url, filter: 'röd' })),
    ['red', 'dark-red'].slice(0, 1),
    'three letters begin a word',
  );
  assert.deepEqual(codes(await expanded({ url, filter: 'mork' })), ['dark-red'], 'å, ä and ö need not be typed');
  assert.deepEqual(codes(await expanded({ url, filter: 'mörkr' })), ['dark-red']);
  assert.deepEqual(codes(await expanded({ url, filter: 'märk' })), [], 'but what is typed counts');
  assert.deepEqual(codes(await expanded({ url, filter: 'dark' })), ['dark-red']);
  const swedish = await expanded({
    url,
    displayLanguage: 'sv-SE,en;q=0.5',
    activeOnly: 'true',
    excludeNotForUI: 'true',
  });
  assert.deepEqual(
    swedish.expansion?.contains?.map(({ display }) => display),
    ['Röd', 'Mörkröd', 'Blå'],
  );
  const [red] = (await expanded({ url, filter: 'red', includeDesignations: 'true' })).expansion?.contains ?? [];
  assert.deepEqual(red, {
    system: colours,
    version: '1',
    code: 'red',
    display: 'Red',
    designation: [{ language: 'sv', value: 'Röd' }],
  });
  const [top] = (await expanded({ url, excludeNested: 'false' })).expansion?.contains ?? [];
  assert.deepEqual(
    [top?.abstract, top?.contains?.map(({ code }) => code), top?.contains?.[0]?.contains?.[0]?.code],
    [true, ['red', 'blue', 'brown'], 'dark-red'],
  );
});

const composed = (...include: object[]) => ({
  resourceType: 'Parameters',
  parameter: [{ name: 'valueSet', resource: { resourceType: 'ValueSet', status: 'draft', compose: { include } } }],
});
const filtered = (property: string, op: string, value: string) =>
  composed({ system: colours, filter: [{ property, op, value }] });

// http://hl7.org/fhir/R4/valueset-filter-operator.html
test('every filter operator means what it says', async () => {
  const of = async (property: string, op: string, value: string) =>
    codes(await expanded({}, filtered(property, op, value)));
  assert.deepEqual(await of('concept', 'is-a', 'red'), ['red', 'dark-red']);
  assert.deepEqual(await of('concept', 'descendent-of', 'red'), ['dark-red']);
  assert.deepEqual(await of('concept', 'is-not-a', 'red'), ['colour', 'blue', 'brown']);
  assert.deepEqual(await of('concept', 'generalizes', 'dark-red'), ['colour', 'red', 'dark-red']);
  assert.deepEqual(await of('code', 'regex', '.*red'), ['red', 'dark-red']);
  assert.deepEqual(await of('code', 'in', 'red,blue'), ['red', 'blue']);
  assert.deepEqual(await of('code', 'not-in', 'red,blue'), ['colour', 'dark-red', 'brown']);
  assert.deepEqual(await of('warm', '=', 'true'), ['red']);
  assert.deepEqual(await of('likeness', 'exists', 'true'), ['red']);
  assert.deepEqual(await of('parent', '=', 'red'), ['dark-red']);
  assert.deepEqual(await of('child', '=', 'dark-red'), ['red']);
  assert.deepEqual(await refused('ValueSet/$expand', filtered('cold', '=', 'x')), [
    400,
    'not-supported',
    'The code system http://example.org/colours has no property cold to filter by',
  ]);
  assert.equal((await refused('ValueSet/$expand', filtered('code', 'regex', '(a*)*')))[1], 'too-costly');
  assert.equal((await refused('ValueSet/$expand', filtered('code', 'like', 'x')))[0], 400);
});

// http://hl7.org/fhir/R4/valueset.html#compositions
test('what is included, imported and excluded is put together', async () => {
  const gender = 'http://hl7.org/fhir/administrative-gender';
  const both = composed(
    { system: colours, concept: [{ code: 'blue', display: 'Sky' }, { code: 'green' }, { code: 'red' }] },
    { valueSet: ['http://hl7.org/fhir/ValueSet/administrative-gender'] },
  );
  const { expansion } = await expanded({}, both);
  assert.deepEqual(expansion?.contains?.map(({ code, display }) => [code, display]).slice(0, 3), [
    ['blue', 'Sky'],
    ['red', 'Red'],
    ['male', 'Male'],
  ]);
  assert.equal(expansion?.total, 6);
  const narrowed = composed({
    system: gender,
    concept: [{ code: 'male' }, { code: 'other' }],
    valueSet: ['http://hl7.org/fhir/ValueSet/administrative-gender'],
  });
  assert.deepEqual(codes(await expanded({}, narrowed)), ['male', 'other']);
  const without = composed({ system: gender });
  Object.assign(without.parameter[0]?.resource.compose as object, {
    exclude: [{ system: gender, concept: [{ code: 'unknown' }] }],
  });
  assert.deepEqual(codes(await expanded({}, without)), ['male', 'female', 'other']);
  assert.deepEqual(
    (await refused('ValueSet/$expand', composed({ valueSet: ['http://example.org/none'] }))).slice(0, 2),
    [422, 'not-found'],
  );
  assert.deepEqual((await refused('ValueSet/$expand', composed({ system: 'http://example.org/none' }))).slice(0, 2), [
    422,
    'not-supported',
  ]);
  assert.deepEqual((await refused('ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/ucum-units')).slice(0, 2), [
    403,
    'too-costly',
  ]);
  assert.deepEqual((await refused('ValueSet/$expand?url=http://example.org/none')).slice(0, 2), [404, 'not-found']);
  assert.deepEqual((await refused(`ValueSet/$expand?url=${colours}/all&count=x`)).slice(0, 2), [400, 'invalid']);
  assert.deepEqual((await refused(`ValueSet/$expand?url=${colours}/all&date=2026-02-31`)).slice(0, 2), [
    400,
    'invalid',
  ]);
  assert.equal((await refused(`CodeSystem/$lookup?system=${colours}&code=%00`))[0], 400);
  await put({
    resourceType: 'ValueSet',
    id: 'circle',
    url: 'http://example.org/circle',
    status: 'active',
    compose: { include: [{ valueSet: ['http://example.org/circle'] }] },
  });
  assert.deepEqual((await refused('ValueSet/circle/$expand')).slice(0, 2), [400, 'invalid']);
});

// http://hl7.org/fhir/R4/valueset-operation-validate-code.html
test('a code is in a value set, by code, coding and concept', async () => {
  const url = 'http://hl7.org/fhir/ValueSet/administrative-gender';
  const system = 'http://hl7.org/fhir/administrative-gender';
  assert.deepEqual(await called(`ValueSet/$validate-code?url=${url}&system=${system}&code=male`), {
    result: true,
    display: 'Male',
  });
  assert.deepEqual(await called(`ValueSet/$validate-code?url=${url}&inferSystem=true&code=male`), {
    result: true,
    display: 'Male',
  });
  assert.equal((await refused(`ValueSet/$validate-code?url=${url}&code=male`))[0], 400);
  const concept = (...coding: object[]) => ({
    resourceType: 'Parameters',
    parameter: [
      { name: 'url', valueUri: url },
      { name: 'codeableConcept', valueCodeableConcept: { coding } },
    ],
  });
  assert.deepEqual(
    await called('ValueSet/$validate-code', concept({ system: colours, code: 'red' }, { system, code: 'other' })),
    { result: true, display: 'Other' },
  );
  assert.deepEqual(await called('ValueSet/$validate-code', concept({ system: colours, code: 'red' })), {
    result: false,
    message: 'The value set has no codes of this code system',
  });
  assert.equal((await refused('ValueSet/$validate-code?url=http://example.org/none&system=x&code=y'))[0], 404);
});

// http://hl7.org/fhir/R4/conceptmap-operation-translate.html
test('a code is translated, and back', async () => {
  await put({
    resourceType: 'ConceptMap',
    id: 'map',
    url: 'http://example.org/map',
    status: 'active',
    sourceUri: `${colours}/all`,
    targetUri: 'http://example.org/light',
    group: [
      {
        source: colours,
        target: 'http://example.org/light',
        element: [
          { code: 'red', target: [{ code: '700', display: '700 nm', equivalence: 'wider' }] },
          { code: 'brown', target: [{ equivalence: 'unmatched' }] },
        ],
        unmapped: { mode: 'fixed', code: '0' },
      },
    ],
  });
  const red = {
    result: true,
    match: [
      { name: 'equivalence', valueCode: 'wider' },
      { name: 'concept', valueCoding: { system: 'http://example.org/light', code: '700', display: '700 nm' } },
      { name: 'source', valueUri: 'http://example.org/map' },
    ],
  };
  assert.deepEqual(await called(`ConceptMap/$translate?url=http://example.org/map&system=${colours}&code=red`), red);
  assert.deepEqual(await called(`ConceptMap/map/$translate?system=${colours}&code=red`), red);
  assert.deepEqual(
    await called(
      `ConceptMap/$translate?source=${colours}/all&target=http://example.org/light&system=${colours}&code=red`,
    ),
    red,
  );
  const back = await called('ConceptMap/map/$translate?system=http://example.org/light&code=700&reverse=true');
  assert.deepEqual(back['match'], [
    { name: 'equivalence', valueCode: 'narrower' },
    { name: 'concept', valueCoding: { system: colours, code: 'red' } },
    { name: 'source', valueUri: 'http://example.org/map' },
  ]);
  assert.equal((await called(`ConceptMap/map/$translate?system=${colours}&code=brown`))['result'], false);
  assert.equal(
    (await called(`ConceptMap/map/$translate?system=${colours}&code=blue`))['result'],
    true,
    'by what is for all the others',
  );
  assert.equal((await refused(`ConceptMap/$translate?url=http://example.org/none&system=${colours}&code=red`))[0], 404);
});

// http://hl7.org/fhir/R4/codesystem.html#supplements
test('a supplement gives a code more names, and takes them with it when it is deleted', async () => {
  await put({
    resourceType: 'CodeSystem',
    id: 'more-colours',
    url: 'http://example.org/more-colours',
    status: 'active',
    content: 'supplement',
    supplements: colours,
    concept: [{ code: 'blue', designation: [{ language: 'de', value: 'Blau' }] }],
  });
  assert.deepEqual(codes(await expanded({ url: `${colours}/all`, filter: 'blau' })), ['blue']);
  assert.equal((await ask('client:bench', 'DELETE', '/fhir/CodeSystem/more-colours')).status, 204);
  assert.deepEqual(codes(await expanded({ url: `${colours}/all`, filter: 'blau' })), []);
});

// http://hl7.org/fhir/R4/valueset-codesystem-content-mode.html
test('what the demo has of published systems is found in Swedish, and says that it is a part', async () => {
  for (const resource of codeFragments()) await put(resource);
  const found = await expanded({ url: 'https://vardkedjan.se/fhir/ValueSet/icd-10-se', filter: 'typ 2-diab' });
  assert.deepEqual(codes(found), ['E11.9', 'E11.2'], 'by what staff write, too');
  assert.ok(found.expansion?.parameter?.some(({ name }) => name === 'fragment'));
  assert.deepEqual(codes(await expanded({ url: 'https://www.icd10.se/?fhir_vs', filter: 'i10' })), ['I10.9']);
  const validated = (code: string) => called(`CodeSystem/$validate-code?url=https://www.icd10.se/&code=${code}`);
  assert.equal((await validated('I10.9'))['result'], true);
  assert.deepEqual(await validated('A00.0'), {
    result: false,
    message: 'Whether it is a code cannot be known: not all codes of its system are here',
  });
});

// http://hl7.org/fhir/R4/terminologycapabilities.html
test('what is known is said at /metadata?mode=terminology', async () => {
  const answer = await ask(undefined, 'GET', '/fhir/metadata?mode=terminology');
  assert.equal(answer.status, 200);
  const statement = answer.body<TerminologyCapabilities>();
  assert.deepEqual(validate(statement), []);
  assert.deepEqual(
    statement.codeSystem?.find(({ uri }) => uri === colours),
    { uri: colours, version: [{ code: '1' }], subsumption: true },
  );
  assert.ok(statement.codeSystem?.some(({ uri }) => uri === 'http://hl7.org/fhir/observation-status'));
});
