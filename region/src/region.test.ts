import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import { castRecords, foundation, residents } from './region.ts';
import { careUnitUrl } from './systems.ts';

const now = new Date('2026-11-23T08:05:00Z');
const options = { seed: 'test', now };
const base = foundation(options);
const names = new Set(base.map(nameOf));
const sample = [...residents({ ...options, from: 0, to: 250 })];
const records = [...castRecords(options), ...sample];

function nameOf(resource: Resource): string {
  return `${resource.resourceType}/${resource.id}`;
}

function hash(records: Iterable<Resource[]>): string {
  const sum = createHash('sha256');
  for (const record of records) sum.update(JSON.stringify(record));
  return sum.digest('hex');
}

function references(value: unknown, found: string[] = []): string[] {
  if (Array.isArray(value)) for (const part of value) references(part, found);
  else if (value !== null && typeof value === 'object') {
    for (const [key, part] of Object.entries(value)) {
      if (key === 'reference' && typeof part === 'string') found.push(part);
      else references(part, found);
    }
  }
  return found;
}

/** When the resource says that something happened. */
function dateOf(resource: Resource): string | undefined {
  switch (resource.resourceType) {
    case 'Encounter':
    case 'EpisodeOfCare':
    case 'Flag':
    case 'CarePlan':
      return resource.period?.start;
    case 'Observation':
    case 'DiagnosticReport':
      return resource.effectiveDateTime;
    case 'QuestionnaireResponse':
      return resource.authored;
    case 'MedicationRequest':
    case 'ServiceRequest':
    case 'Task':
      return resource.authoredOn;
    case 'Condition':
      return resource.onsetDateTime;
    case 'Procedure':
      return resource.performedDateTime;
    case 'Immunization':
      return resource.occurrenceDateTime;
    case 'AllergyIntolerance':
      return resource.recordedDate;
    default:
      return undefined;
  }
}

test('the same seed and moment give the same bytes, another seed others', () => {
  assert.equal(hash([base]), hash([foundation(options)]));
  assert.equal(hash(sample), hash(residents({ ...options, from: 0, to: 250 })));
  assert.notEqual(hash(sample.slice(0, 20)), hash(residents({ seed: 'other', now, from: 0, to: 20 })));
});

test("a stretch is the same whether made alone or with those before it, over a block's border too", () => {
  assert.equal(hash(sample.slice(90, 110)), hash(residents({ ...options, from: 90, to: 110 })));
  const across = [...residents({ ...options, from: 990, to: 1010 })];
  assert.equal(across.length, 20);
  assert.equal(hash(across.slice(10)), hash(residents({ ...options, from: 1000, to: 1010 })));
});

test('everything is valid FHIR R4', () => {
  for (const resource of [...base, ...records.flat()]) {
    const issues = validate(JSON.parse(JSON.stringify(resource)));
    assert.deepEqual(issues, [], nameOf(resource));
  }
});

test('nothing refers to what is not there: a record to itself and the foundation, the foundation backwards', () => {
  const before = new Set<string>();
  for (const resource of base) {
    for (const reference of references(resource))
      assert.ok(before.has(reference), `${nameOf(resource)} → ${reference}`);
    before.add(nameOf(resource));
  }
  for (const record of records) {
    const own = new Set(record.map(nameOf));
    for (const resource of record) {
      for (const reference of references(resource))
        assert.ok(own.has(reference) || names.has(reference), `${nameOf(resource)} → ${reference}`);
    }
  }
});

test('every id is given once, and personal numbers too', () => {
  const seen = new Set<string>();
  const numbers = new Set<string>();
  for (const resource of [...base, ...records.flat()]) {
    assert.ok(!seen.has(nameOf(resource)), nameOf(resource));
    seen.add(nameOf(resource));
    if (resource.resourceType !== 'Patient') continue;
    const number = resource.identifier?.[0]?.value ?? '';
    assert.ok(!numbers.has(number), number);
    numbers.add(number);
  }
});

/** Of the person, and of what they have said: no unit's. */
const ofNoUnit: ReadonlySet<string> = new Set(['Patient', 'RelatedPerson', 'Consent']);

test('every clinical resource carries the care unit it was made at', () => {
  for (const resource of records.flat()) {
    if (ofNoUnit.has(resource.resourceType)) continue;
    const mark = resource.meta?.extension?.find((e) => e.url === careUnitUrl)?.valueReference?.reference;
    assert.ok(mark && names.has(mark), nameOf(resource));
  }
});

test('nothing happens before birth, after death or in the future', () => {
  for (const [patient, ...rest] of records) {
    assert.ok(patient?.resourceType === 'Patient');
    for (const resource of rest) {
      const date = dateOf(resource);
      if (date === undefined) continue;
      const what = `${nameOf(resource)} ${date}`;
      assert.ok(Date.parse(date) <= now.getTime(), `${what} is in the future`);
      if (patient.birthDate)
        assert.ok(date.slice(0, 10) >= patient.birthDate, `${what} is before ${patient.birthDate}`);
      if (patient.deceasedDateTime)
        assert.ok(
          Date.parse(date) <= Date.parse(patient.deceasedDateTime),
          `${what} is after ${patient.deceasedDateTime}`,
        );
    }
  }
});

test('the dead have nothing going on: no open contact, no booked visit, no drug', () => {
  const dead = records.filter(([p]) => p?.resourceType === 'Patient' && p.deceasedDateTime);
  assert.ok(dead.length > 0);
  for (const resource of dead.flat()) {
    if (resource.resourceType === 'Encounter') assert.equal(resource.status, 'finished', nameOf(resource));
    if (resource.resourceType === 'MedicationRequest') assert.notEqual(resource.status, 'active', nameOf(resource));
    if (resource.resourceType === 'Appointment') assert.notEqual(resource.status, 'booked', nameOf(resource));
  }
});

test('values are above zero and within what a living body has', () => {
  const widest: Record<string, readonly [number, number]> = {
    'P-Kalium': [2.2, 7],
    'P-Natrium': [118, 155],
    'B-Hb': [55, 210],
    'B-HbA1c': [18, 140],
    Syremättnad: [75, 100],
    Kroppstemperatur: [34.5, 41.5],
    Puls: [35, 190],
  };
  for (const resource of records.flat()) {
    // No oxygen and no points are values too.
    if (resource.resourceType !== 'Observation' || /^(Syrgas|NEWS2|Risk: .*)$/.test(resource.code.text ?? '')) continue;
    for (const quantity of [resource.valueQuantity, ...(resource.component ?? []).map((c) => c.valueQuantity)]) {
      if (quantity) assert.ok((quantity.value ?? 0) > 0, `${nameOf(resource)} ${resource.code.text} ${quantity.value}`);
    }
    const limits = widest[resource.code.text ?? ''];
    const value = resource.valueQuantity?.value;
    if (limits && value !== undefined)
      assert.ok(value >= limits[0] && value <= limits[1], `${nameOf(resource)} ${resource.code.text} ${value}`);
    const [systolic, diastolic] = (resource.component ?? []).map((c) => c.valueQuantity?.value ?? 0);
    if (systolic !== undefined && diastolic !== undefined) assert.ok(systolic > diastolic, nameOf(resource));
  }
});

test('a mark H or L agrees with the value and its reference range', () => {
  for (const resource of records.flat()) {
    if (resource.resourceType !== 'Observation' || !resource.referenceRange) continue;
    const value = resource.valueQuantity?.value ?? Number.NaN;
    const { low, high } = resource.referenceRange[0] ?? {};
    const expected =
      low?.value !== undefined && value < low.value
        ? 'L'
        : high?.value !== undefined && value > high.value
          ? 'H'
          : undefined;
    assert.equal(resource.interpretation?.[0]?.coding?.[0]?.code, expected, nameOf(resource));
  }
});

test('a drug starts no earlier than the diagnosis it is for', () => {
  for (const record of records) {
    const onset = new Map(
      record.flatMap((r) => (r.resourceType === 'Condition' ? [[nameOf(r), r.onsetDateTime ?? ''] as const] : [])),
    );
    for (const resource of record) {
      if (resource.resourceType !== 'MedicationRequest') continue;
      for (const { reference } of resource.reasonReference ?? []) {
        assert.ok((onset.get(reference ?? '') ?? '9999') <= (resource.authoredOn ?? '').slice(0, 10), nameOf(resource));
      }
    }
  }
});

test('no man is pregnant, no child old, no woman has a prostate', () => {
  for (const [patient, ...rest] of records) {
    assert.ok(patient?.resourceType === 'Patient');
    for (const resource of rest) {
      if (resource.resourceType !== 'Condition') continue;
      const code = resource.code?.coding?.[0]?.code ?? '';
      if (patient.gender === 'male') assert.ok(!/^(O|Z3[3-79]|N95)/.test(code), `${nameOf(resource)} ${code}`);
      if (patient.gender === 'female') assert.ok(!/^(C61|N40)/.test(code), `${nameOf(resource)} ${code}`);
    }
  }
});

test('a penicillin allergy is heeded: nobody known to have one is given penicillin afterwards', () => {
  for (const record of records) {
    const known = record.find((r) => r.resourceType === 'AllergyIntolerance' && r.code?.coding?.[0]?.code === 'J01C');
    if (known?.resourceType !== 'AllergyIntolerance') continue;
    for (const resource of record) {
      if (resource.resourceType !== 'MedicationRequest') continue;
      const atc = resource.medicationCodeableConcept?.coding?.[0]?.code ?? '';
      assert.ok(!atc.startsWith('J01C') || (resource.authoredOn ?? '') < (known.recordedDate ?? ''), nameOf(resource));
    }
  }
});

test('a record has about as much as a record has: 100 to 200 resources for a grown-up on average', () => {
  const adults = sample.filter(([p]) => p?.resourceType === 'Patient' && (p.birthDate ?? '') < '2008-11-23');
  const mean = adults.reduce((sum, record) => sum + record.length, 0) / adults.length;
  assert.ok(mean > 100 && mean < 260, `${Math.round(mean)} on average`);
});

test('many residents cost no more memory than few', () => {
  const held = (): number => process.memoryUsage().heapUsed / 1_048_576;
  let count = 0;
  let most = 0;
  for (const record of residents({ seed: 'memory', now, from: 0, to: 3000, years: 4 })) {
    count += record.length;
    if (count % 7 === 0) most = Math.max(most, held());
  }
  assert.ok(count > 50_000);
  assert.ok(most < 700, `${Math.round(most)} MB at most, with what the other tests hold`);
});
