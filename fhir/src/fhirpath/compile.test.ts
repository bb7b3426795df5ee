import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileCondition, compilePath, FhirPathError } from './compile.ts';

const patient = {
  resourceType: 'Patient',
  id: 'p1',
  active: true,
  name: [
    { use: 'official', family: 'Andersson', given: ['Signe', 'Maria'] },
    { use: 'maiden', family: 'Berg', _family: { extension: [{ url: 'own', valueString: 'x' }] } },
  ],
  _birthDate: {
    extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
  },
  deceasedBoolean: false,
  managingOrganization: { reference: '#o1' },
  generalPractitioner: [{ reference: 'Practitioner/1' }, { reference: 'urn:uuid:1', type: 'PractitionerRole' }],
  contained: [{ resourceType: 'Organization', id: 'o1', name: 'Närhälsan' }],
};

const observation = {
  resourceType: 'Observation',
  code: { coding: [{ system: 's', code: 'a' }] },
  valueQuantity: { value: 5.4, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' },
  component: [{ code: { text: 'c' }, valueString: 'hög' }],
};

const paths: [object, string, unknown[]][] = [
  [patient, 'Patient.name.family', ['Andersson', 'Berg']],
  [patient, 'name[0].given', ['Signe', 'Maria']],
  [patient, "name.where(use = 'official').given.first()", ['Signe']],
  [patient, 'Practitioner.name | Patient.name.given', ['Signe', 'Maria']],
  [patient, 'Resource.id | DomainResource.text', ['p1']],
  [patient, 'Patient.birthDate', []],
  [patient, 'birthDate.exists()', [true]],
  [patient, 'birthDate.hasValue()', [false]],
  [patient, 'birthDate.extension.value', ['unknown']],
  [patient, "name.family.extension('own').value", ['x']],
  [patient, 'Patient.deceased.exists() and Patient.deceased != false', [false]],
  [patient, '(Patient.deceased as boolean)', [false]],
  [patient, 'Patient.deceased.ofType(dateTime)', []],
  [patient, 'managingOrganization.resolve().name', ['Närhälsan']],
  [patient, 'managingOrganization.where(resolve() is Organization).reference', ['#o1']],
  [patient, 'generalPractitioner.where(resolve() is Practitioner).reference', ['Practitioner/1']],
  [patient, 'generalPractitioner.where(resolve() is PractitionerRole).reference', ['urn:uuid:1']],
  [patient, 'contained.name', ['Närhälsan']],
  [patient, 'name.given.count() + 1', [3]],
  [patient, "name.family.select($this & '!')", ['Andersson!', 'Berg!']],
  [patient, 'name.first().family.substring(0, 3).upper()', ['AND']],
  [patient, "'Berg' in name.family", [true]],
  [patient, "name.family contains 'Ek'", [false]],
  [patient, 'name.all(given.exists())', [false]],
  [patient, '{} and true', []],
  [patient, '{} or true', [true]],
  [patient, '{} implies true', [true]],
  [patient, 'true xor {}', []],
  [patient, '-2 < 1 and 2 >= 2 and 1.5 * 2 = 3', [true]],
  [patient, '@2026-01 = @2026-01-05', []],
  [patient, 'iif(active, 1, 2)', [1]],
  [patient, "{}.iif(true, 'a', 'b')", ['a']],
  [patient, "photo.iif(empty(), 'a', 'b')", ['a']],
  [patient, "photo.iif($this.exists(), 'a', 'b')", ['b']],
  [patient, 'active.toInteger() + false.toDecimal()', [1]],
  [patient, "'true'.toInteger()", []],
  [patient, 'name.family.descendants()', []],
  [patient, '`active` // a comment', [true]],
  [observation, 'Observation.value', [observation.valueQuantity]],
  [observation, 'Observation.value.ofType(Quantity).value', [5.4]],
  [observation, '(Observation.value.ofType(string)) | (Observation.value.ofType(CodeableConcept)).text', []],
  [observation, 'value.ofType(DateTime) | value.ofType(Period)', []],
  [observation, 'Observation.component.value', ['hög']],
  [observation, 'component.value is string', [true]],
  [observation, '%resource.code.coding.code', ['a']],
];

test('paths give the values they should, with the type known and without', () => {
  for (const [resource, path, expected] of paths) {
    assert.deepEqual(compilePath(path, (resource as { resourceType: string }).resourceType)(resource), expected, path);
    const typeIsNeeded =
      path.includes('ofType(') || path.includes(' as ') || path.includes(' is ') || path.includes('extension');
    if (!typeIsNeeded) assert.deepEqual(compilePath(path)(resource), expected, `${path}, untyped`);
  }
});

test('a path tells which types its values have', () => {
  assert.deepEqual(compilePath('Observation.value.ofType(Quantity)', 'Observation').types, ['Quantity']);
  assert.deepEqual(compilePath('Patient.name | Patient.birthDate', 'Patient').types, ['HumanName', 'date']);
  assert.deepEqual(compilePath('Observation | Observation.component', 'Observation').types, [
    'Observation',
    'Observation.component',
  ]);
  assert.deepEqual(compilePath('value.ofType(Quantity)', ['Observation', 'Observation.component']).types, ['Quantity']);
});

test('what is not supported or not there is refused by name when the path is compiled', () => {
  const refused: [string, RegExp][] = [
    ['name.given.frobnicate()', /frobnicate\(\) is not supported/],
    ['name.constructor()', /constructor\(\) is not supported/],
    ['name.surname', /HumanName has no element surname/],
    ['%patient.name', /%patient is not supported/],
    ['name ~ name', /~ is not supported/],
    ['name.ofType(Nothing)', /no type Nothing/],
    ['name.where(', /at character 12/],
    ['name.where(use = )', /a name is expected at character 18/],
    ['name given', /unexpected at character 6/],
    ["name.where(use = 'x)", /unexpected character/],
    ['name.family.matches(use)', /constant pattern/],
  ];
  for (const [path, message] of refused) {
    assert.throws(
      () => compilePath(path, 'Patient'),
      (error: unknown) => error instanceof FhirPathError && message.test(error.message),
      path,
    );
  }
});

test('several items where one is asked for is an error, not a guess', () => {
  assert.throws(() => compilePath("name.family.startsWith('A')", 'Patient')(patient), FhirPathError);
});

test('values of the wrong kind are an error, not a guess', () => {
  for (const path of ["name.startsWith('A')", "active < 'a'", "'a' - 'b'", '@2026-01-01 + 7', "(true | 'a').allTrue()"])
    assert.throws(() => compilePath(path, 'Patient')({ ...patient, name: [{ use: 'usual' }] }), FhirPathError, path);
});

const conditions: [string, string, object, boolean | undefined][] = [
  [
    'start.hasValue().not() or end.hasValue().not() or (start <= end)',
    'Period',
    { start: '2026-01-02', end: '2026-01-01' },
    false,
  ],
  ['start <= end', 'Period', { start: '2026-01', end: '2026-01-05' }, undefined],
  ['start <= end', 'Period', { start: '2026-01-01T10:00:00+02:00', end: '2026-01-01T09:00:00Z' }, true],
  ['start <= end', 'Period', { start: '2026-01-01T12:00:00+02:00', end: '2026-01-01T09:00:00Z' }, false],
  ['low <= high', 'Range', { low: { value: 2, unit: 'mg' }, high: { value: 1, unit: 'mg' } }, false],
  ['low <= high', 'Range', { low: { value: 2, unit: 'g' }, high: { value: 1, unit: 'mg' } }, undefined],
  ['code.exists() implies ((system = %ucum) and value.exists())', 'Duration', { code: 'h', value: 1 }, undefined],
];

test('a condition is true, false or open', () => {
  for (const [rule, type, item, expected] of conditions) {
    assert.equal(compileCondition(rule, type)(item, item, item), expected, `${rule} on ${JSON.stringify(item)}`);
  }
});
