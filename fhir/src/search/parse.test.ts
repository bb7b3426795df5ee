/** The search grammar: https://hl7.org/fhir/R4/search.html. What is asked becomes a value, or is refused by name. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../outcome.ts';
import { parseSearch } from './parse.ts';
import type { SearchQuery } from './query.ts';

function parse(url: string, lenient = false): SearchQuery {
  const [type = '', parameters = ''] = url.split('?');
  return parseSearch(type, [...new URLSearchParams(parameters)], { lenient, base: 'https://here.example/fhir' });
}

/** The first criterion, its parameter by code only. */
function criterion(url: string): unknown {
  return JSON.parse(
    JSON.stringify(parse(url).criteria[0], (key, value: unknown) =>
      key === 'parameter' ? (value as { code: string }).code : value,
    ),
  );
}

test('tokens keep system and code apart, and escaped separators whole', () => {
  assert.deepEqual(criterion('Observation?code=a,s|b,|c,s|'), {
    kind: 'token',
    parameter: 'code',
    values: [{ code: 'a' }, { system: 's', code: 'b' }, { system: '', code: 'c' }, { system: 's' }],
  }); // prettier-ignore
  assert.deepEqual(criterion(String.raw`Observation?code=a\,b\|c\$d\\e`), {
    kind: 'token',
    parameter: 'code',
    values: [{ code: String.raw`a,b|c$d\e` }],
  });
});

test('a date covers what it leaves open', () => {
  const range = (text: string): unknown => {
    const [first] = parse(`Observation?date=${encodeURIComponent(text)}`).criteria;
    assert.equal(first?.kind, 'date');
    const [value] = first.values;
    return value && [value.prefix, new Date(value.low).toISOString(), new Date(value.high).toISOString()];
  };
  assert.deepEqual(range('2024-02'), ['eq', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z']);
  assert.deepEqual(range('ge2023'), ['ge', '2023-01-01T00:00:00.000Z', '2023-12-31T23:59:59.999Z']);
  assert.deepEqual(range('2024-02-01T10:00+01:00'), ['eq', '2024-02-01T09:00:00.000Z', '2024-02-01T09:00:59.999Z']);
  assert.deepEqual(range('sa2024-02-01T10:00:00 01:00'), [
    'sa',
    '2024-02-01T09:00:00.000Z',
    '2024-02-01T09:00:00.999Z',
  ]);
  for (const text of ['2024-02-30', '2024-13', 'xx2024', '24', '2024-1-1', '2024-01-01T25:00'])
    assert.throws(() => range(text), { kind: 'invalid' });
});

test('a number is as precise as it is written', () => {
  const range = (text: string): unknown => {
    const [first] = parse(`RiskAssessment?probability=${text}`).criteria;
    assert.equal(first?.kind, 'number');
    return first.values.map(({ low, high }) => [low, high])[0];
  };
  assert.deepEqual(range('100'), [99.5, 100.5]);
  assert.deepEqual(range('100.00'), [99.995, 100.005]);
  assert.deepEqual(range('1e2'), [50, 150]);
  assert.deepEqual(range('0.8'), [0.75, 0.85]);
  assert.deepEqual(range('-5.4'), [-5.45, -5.35]);
});

test('references: absolute ones of this server are its own', () => {
  const value = (text: string): unknown =>
    (criterion(`Observation?subject=${text}`) as { values: unknown[] }).values[0];
  assert.deepEqual(value('https://here.example/fhir/Patient/1'), { type: 'Patient', id: '1' });
  assert.deepEqual(value('https://there.example/fhir/Patient/1'), { url: 'https://there.example/fhir/Patient/1' });
  assert.deepEqual(value('1'), { id: '1' });
  assert.equal(parse('Observation?patient=1').patientReference, '1');
  assert.equal(parse('Observation?subject=Patient/1').patientReference, '1');
  assert.equal(parse('Observation?subject=1').patientReference, undefined);
  assert.equal(parse('Observation?patient=1,2').patientReference, undefined);
  assert.equal(parse('Patient?_id=1').patientReference, '1');
  assert.equal(parse('Appointment?patient=1').patientReference, '1');
});

test('chains go on as long as they like', () => {
  assert.deepEqual(criterion('Observation?encounter.service-provider.partof.name:exact=X'), {
    kind: 'chain',
    parameter: 'encounter',
    targets: [
      {
        type: 'Encounter',
        criterion: {
          kind: 'chain',
          parameter: 'service-provider',
          targets: [
            {
              type: 'Organization',
              criterion: {
                kind: 'chain',
                parameter: 'partof',
                targets: [
                  {
                    type: 'Organization',
                    criterion: { kind: 'string', parameter: 'name', modifier: 'exact', values: ['X'] },
                  },
                ],
              },
            },
          ],
        },
      },
    ],
  }); // prettier-ignore
  assert.deepEqual(criterion('Patient?_has:Observation:patient:encounter.status=planned'), {
    kind: 'has',
    type: 'Observation',
    parameter: 'patient',
    criterion: {
      kind: 'chain',
      parameter: 'encounter',
      targets: [
        { type: 'Encounter', criterion: { kind: 'token', parameter: 'status', values: [{ code: 'planned' }] } },
      ],
    },
  }); // prettier-ignore
});

test('value sets and hierarchies of concepts are asked of terminology', () => {
  const concept = (modifier: string, values: unknown[]) => ({ kind: 'concept', parameter: 'code', modifier, values });
  assert.deepEqual(
    criterion('Observation?code:in=http://v.example/a|2,http://v.example/b'),
    concept('in', [{ code: 'http://v.example/a|2' }, { code: 'http://v.example/b' }]),
  );
  assert.deepEqual(criterion('Observation?code:below=urn:s|c'), concept('below', [{ system: 'urn:s', code: 'c' }]));
});

test('what is not known or not supported is refused by name', () => {
  const refusals: Record<string, [Failure['kind'], RegExp]> = {
    'Observation?colour=red': ['not-supported', /colour/],
    'Observation?date:in=x': ['not-supported', /:in/],
    'Observation?code:below=urn:s|': ['invalid', /code:below/],
    'Observation?date:exact=2020': ['not-supported', /:exact/],
    'Location?near=91|2|3': ['invalid', /near/],
    'Location?near=1|2|3|kg': ['invalid', /near/],
    'Location?near=1|2|-3': ['invalid', /near/],
    'Location?near:exact=1|2|3': ['not-supported', /:exact/],
    'Patient?near=1|2': ['not-supported', /near/],
    'Observation?_query=x': ['not-supported', /_query/],
    'Observation?_list=$current-problems': ['not-supported', /_list/],
    'Observation?_filter=x': ['invalid', /_filter: at character 2/],
    'Observation?_type=Patient': ['not-supported', /_type/],
    'Bundle?_text=x': ['not-supported', /_text/],
    'Patient?_elements=colour': ['invalid', /_elements/],
    'Observation?device:below=Device/1': ['invalid', /hierarchy/],
    'Observation?performer:below=1': ['invalid', /which type/],
    'Observation?_contained=true': ['not-supported', /_contained/],
    'Observation?code=a\\b': ['invalid', /backslash/],
    'Observation?code-value-string=a$b\\': ['invalid', /backslash/],
    'Observation?_sort=_score': ['not-supported', /_score/],
    'Observation?_sort=code-value-quantity': ['not-supported', /code-value-quantity/],
    'Observation?_sort=colour': ['not-supported', /colour/],
    'Observation?code=': ['invalid', /code/],
    'Observation?code=a,,b': ['invalid', /code/],
    'Observation?_count=-1': ['invalid', /_count/],
    'Observation?_total=all': ['invalid', /_total/],
    'Observation?_summary=maybe': ['invalid', /_summary/],
    'Observation?patient=Group/1': ['invalid', /patient/],
    'Observation?subject:Nobody=1': ['not-supported', /:Nobody/],
    'Observation?code.name=1': ['invalid', /code/],
    'Observation?patient.colour=1': ['not-supported', /colour/],
    'Observation?focus.name=1': ['invalid', /focus/],
    'Observation?code-value-quantity=a': ['invalid', /2 values/],
    'Observation?value-quantity=a': ['invalid', /value-quantity/],
    'Observation?value-quantity=5|mg': ['invalid', /value-quantity/],
    'Observation?encounter:missing=perhaps': ['invalid', /encounter/],
    'Observation?_has:Nobody:x:y=1': ['invalid', /_has/],
    'Observation?_include=Patient:link': ['invalid', /_include/],
    'Observation?_include=Observation:colour': ['not-supported', /colour/],
    'Observation?_revinclude=Patient:general-practitioner': ['invalid', /_revinclude/],
    'Nobody?x=1': ['not-supported', /type/],
  };
  for (const [url, [kind, message]] of Object.entries(refusals))
    assert.throws(() => parse(url), { kind, message }, url);
});

/** A filter's criterion, parameters by code only. */
const filtered = (type: string, filter: string): unknown =>
  criterion(`${type}?${new URLSearchParams({ _filter: filter }).toString()}`);

test('a filter is read from the left, without precedence: https://hl7.org/fhir/R4/search_filter.html', () => {
  const status = (code: string) => ({ kind: 'token', parameter: 'status', values: [{ code }] });
  assert.deepEqual(filtered('Observation', 'status eq a or status eq b or (status eq c and not (status eq d))'), {
    kind: 'or',
    criteria: [
      status('a'),
      status('b'),
      { kind: 'and', criteria: [status('c'), { kind: 'not', criterion: status('d') }] },
    ],
  }); // prettier-ignore
  assert.deepEqual(filtered('Patient', String.raw`family eq "a) \"b\" \u00e5]"`), {
    kind: 'string',
    parameter: 'family',
    modifier: 'eq',
    values: ['a) "b" å]'],
  });
  assert.deepEqual(filtered('Observation', 'code in http://v.example/a'), {
    kind: 'concept',
    parameter: 'code',
    modifier: 'in',
    values: [{ code: 'http://v.example/a' }],
  });
  // What must hold are criteria of the search, so that the patient that a filter names is the one whose record is opened.
  assert.equal(parse('Observation?_filter=patient re Patient/1 and code eq x').patientReference, '1');
  assert.equal(parse('Observation?_filter=patient re Patient/1 or code eq x').patientReference, undefined);
});

test('what a filter cannot mean is refused', () => {
  const refusals: Record<string, [Failure['kind'], RegExp]> = {
    '': ['invalid', /_filter/],
    'status eq': ['invalid', /a value/],
    'status final': ['invalid', /an operator/],
    '(status eq final': ['invalid', /expected \)/],
    'status eq final)': ['invalid', /and, or, or the end/],
    'status eq final and': ['invalid', /the name of a search parameter/],
    'not status eq final': ['invalid', /operator/],
    'encounter[status eq x] eq y': ['invalid', /after \]/],
    'family eq "open': ['invalid', /_filter/],
    'colour eq red': ['not-supported', /colour/],
    'encounter.colour eq red': ['not-supported', /colour/],
    'status.name eq red': ['invalid', /not a reference/],
    'status gt final': ['not-supported', /gt means nothing for a token/],
    'patient eq Patient/1': ['not-supported', /use re/],
    'status pr maybe': ['invalid', /true or false/],
    'date sw 2020': ['not-supported', /sw/],
    'date eq ge2020': ['invalid', /date/],
    'value-quantity co 5': ['not-supported', /co/],
    '_filter eq x': ['invalid', /parentheses/],
    [String.raw`family eq "\u0000"`]: ['invalid', /no NUL/],
    [String.raw`status eq "\ud800"`]: ['invalid', /no NUL/],
    [`${'('.repeat(60)}status eq x${')'.repeat(60)}`]: ['invalid', /within each other/],
    [Array.from({ length: 201 }, () => 'status eq x').join(' and ')]: ['invalid', /200 tests/],
  };
  for (const [filter, [kind, message]] of Object.entries(refusals))
    assert.throws(() => filtered('Observation', filter), { kind, message }, filter);
});

test('whatever a filter is made of, it is read or refused', () => {
  const pieces = [
    'status',
    'patient',
    'encounter',
    'date',
    '_id',
    'code',
    '.',
    '[',
    ']',
    '(',
    ')',
    ' ',
    ' and ',
    ' or ',
    'not ',
    ' eq ',
    ' ne ',
    ' re ',
    ' pr ',
    ' in ',
    ' co ',
    '"',
    '"x y"',
    String.raw`\"`,
    'true',
    '2024',
    'Patient/1',
    'a|b',
    '$',
    ',',
    '\u0000',
    'å',
    '\n',
  ];
  let state = 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >>> 8) % below;
  };
  let read = 0;
  for (let run = 0; run < 4000; run++) {
    const text = Array.from({ length: 1 + next(12) }, () => pieces[next(pieces.length)] ?? '').join('');
    try {
      filtered('Observation', text);
      read++;
    } catch (error) {
      assert.ok(error instanceof Failure && error.status === 400, `${JSON.stringify(text)}: ${String(error)}`);
    }
  }
  assert.ok(read > 0);
});

test('what every object has is no search parameter, no sort and no element of any type', () => {
  for (const name of ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'])
    for (const url of [`Condition?${name}=a`, `Condition?_sort=${name}`, `Condition?subject.${name}=a`])
      assert.throws(() => parse(url), { kind: 'not-supported' }, url);
});

test('lenient handling lets the unknown pass, and says so; what is wrong is still wrong', () => {
  const query = parse('Observation?colour=red&status=final&_sort=colour&code=&_cursor=c&_count=5000', true);
  assert.deepEqual(query.ignored, ['colour', '_sort', 'code']);
  assert.deepEqual(query.self, [
    ['status', 'final'],
    ['_count', '1000'],
  ]);
  assert.equal(query.cursor, 'c');
  assert.throws(() => parse('Observation?date=yesterday', true), { kind: 'invalid' });
});
