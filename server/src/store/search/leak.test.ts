/**
 * Nothing leaks through a search: for each shape of query the answer for a caller equals the answer, for the same caller,
 * from a store that holds only what that caller may see (invariant 5). Matches, their order, what comes along, totals, pages.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rights } from '@vardkedjan/care/access/needs-and-risks/rights.ts';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { resident as residentOf } from '../../../test/record-world.ts';
import type { Resource } from '@medplum/fhirtypes';
import { openRecord } from '../open-record.ts';
import { parameterRegistryOf } from '../reindex/parameter-registry.ts';
import { reindexNow } from '../reindex/reindexer.ts';
import { type SearchFixture, searchFixture, systemCaller } from './search-fixture.ts';

const careUnit = (id: string) => ({
  meta: {
    extension: [
      {
        url: 'https://vardkedjan.se/fhir/StructureDefinition/care-unit',
        valueReference: { reference: `Organization/${id}` },
      },
    ],
  },
});
const provider = {
  type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/organization-type', code: 'prov' }] }],
};
const common: Resource[] = [
  { resourceType: 'Organization', id: 'region', name: 'Region', ...provider },
  { resourceType: 'Organization', id: 'ward', name: 'Ward', partOf: { reference: 'Organization/region' } },
  { resourceType: 'Organization', id: 'clinic', name: 'Clinic', partOf: { reference: 'Organization/region' } },
  { resourceType: 'Organization', id: 'town', name: 'Town', ...provider },
  { resourceType: 'Practitioner', id: 'nurse', name: [{ family: 'Nord' }] },
  { resourceType: 'Practitioner', id: 'doctor', name: [{ family: 'Dahl' }] },
  {
    resourceType: 'Questionnaire',
    id: 'note',
    status: 'active',
    title: 'Besök',
    url: 'http://example.org/fhir/Questionnaire/note',
  } as Resource,
];

/** Added parameters are guarded like R4's own. */
const added = [
  { code: 'begins', base: 'Encounter', type: 'date', expression: 'Encounter.period.start' },
  {
    code: 'found',
    base: 'Observation',
    type: 'quantity',
    expression: '(Observation.value as Quantity).where(value > 0)',
  },
  { code: 'family-name', base: 'Patient', type: 'string', expression: 'Patient.name.where(family.exists()).family' },
  {
    code: 'about',
    base: 'DiagnosticReport',
    type: 'reference',
    expression: 'DiagnosticReport.result',
    target: ['Observation'],
  },
  { code: 'first-code', base: 'Observation', type: 'token', expression: 'Observation.code.coding.first().code' },
].map(
  ({ base, ...more }) =>
    ({
      resourceType: 'SearchParameter',
      id: more.code,
      url: `http://example.org/${more.code}`,
      name: more.code,
      status: 'active',
      description: more.code,
      base: [base],
      ...more,
    }) as Resource,
);

/** Patients seen at different units; p0 in the ward, p1 in the clinic, p2 in the town, p3 everywhere and protected. */
function records(): Resource[] {
  const units = [['ward'], ['clinic'], ['town'], ['ward', 'clinic', 'town']];
  return units.flatMap((seenAt, n) => {
    const patient = { reference: `Patient/p${n}` };
    const protectedPerson =
      n === 3
        ? {
            meta: {
              security: [{ system: 'http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel', code: 'sekretessmarkering' }],
            },
          }
        : {};
    return [
      {
        resourceType: 'Patient',
        id: `p${n}`,
        name: [{ family: `Family${n}` }],
        gender: n % 2 ? 'male' : 'female',
        birthDate: `19${50 + n}-01-01`,
        ...protectedPerson,
      },
      ...seenAt.flatMap((unit, at): unknown[] => [
        {
          resourceType: 'Encounter',
          id: `e${n}-${unit}`,
          status: 'in-progress',
          class: { code: 'IMP' },
          subject: patient,
          serviceProvider: { reference: `Organization/${unit}` },
          period: { start: `2026-0${n + 1}-0${at + 1}` },
          participant: [{ individual: { reference: at ? 'Practitioner/doctor' : 'Practitioner/nurse' } }],
          ...(unit === 'clinic' && at > 0 && { partOf: { reference: `Encounter/e${n}-ward` } }),
          ...careUnit(unit),
        },
        {
          resourceType: 'List',
          id: n === 3 ? `work${at || ''}` : `list${n}`,
          status: 'current',
          mode: 'working',
          subject: patient,
          entry: [
            { item: { reference: `Observation/o${n}-${unit}-1` } },
            { item: { reference: `Encounter/e${n}-${unit}` } },
          ],
          ...careUnit(unit),
        },
        ...[0, 1, 2].map((index) => ({
          resourceType: 'Observation',
          id: `o${n}-${unit}-${index}`,
          status: index ? 'final' : 'preliminary',
          code: { text: 'Kod', coding: [{ system: 'urn:c', code: `k${index}` }] },
          subject: patient,
          encounter: { reference: `Encounter/e${n}-${unit}` },
          effectiveDateTime: `2026-0${index + 1}-0${n + 1}T0${at}:00:00Z`,
          valueQuantity: { value: n * 10 + index, system: 'http://unitsofmeasure.org', code: 'kg' },
          ...careUnit(unit),
        })),
        {
          resourceType: 'QuestionnaireResponse',
          id: `q${n}-${unit}`,
          status: at ? 'in-progress' : 'completed',
          questionnaire: 'http://example.org/fhir/Questionnaire/note',
          subject: patient,
          authored: `2026-04-0${n + 1}`,
          item: [{ linkId: '1', text: 'Not', answer: [{ valueString: `feber ${n}` }] }],
          ...careUnit(unit),
        },
        {
          resourceType: 'DiagnosticReport',
          id: `d${n}-${unit}`,
          status: 'final',
          code: { text: 'r' },
          subject: patient,
          result: [{ reference: `Observation/o${n}-${unit}-0` }, { reference: `Observation/o${n}-${unit}-1` }],
          ...careUnit(unit),
        },
      ]),
    ] as Resource[];
  }); // prettier-ignore
}

const shapes = [
  'Observation?_sort=-date',
  'Observation?_sort=-date&_count=3&_total=accurate',
  'Observation?code=k1&_total=accurate',
  'Observation?code=k0,k1&_summary=count',
  'Observation?status:not=final&_total=accurate',
  'Observation?status:in=http://hl7.org/fhir/ValueSet/observation-status&_sort=_id&_total=accurate',
  'Observation?status:not-in=http://hl7.org/fhir/ValueSet/administrative-gender&_sort=_id&_total=accurate',
  'Patient?gender:in=http://hl7.org/fhir/ValueSet/administrative-gender&_sort=_id&_total=accurate',
  'Observation?encounter:missing=false&_summary=count',
  'Observation?date=ge2026-02&_sort=date',
  'Observation?value-quantity=ge10|http://unitsofmeasure.org|kg&_sort=value-quantity',
  'Observation?patient=p3&_total=accurate',
  'Observation?patient=p0&code=k1',
  'Observation?patient=p1',
  'Observation?patient.family=family&_sort=_id',
  'Observation?patient.birthdate=lt1952&_summary=count',
  'Patient?birthdate=ge1900&_sort=birthdate',
  'Observation?encounter.class=AMB&_sort=_id',
  'Observation?encounter.practitioner.family=nord&_total=accurate',
  'Observation?code-value-quantity=k1$gt5&_sort=code',
  'Observation?_has:DiagnosticReport:result:status=final&_total=accurate&_sort=_id',
  'Patient?_sort=family&_total=accurate',
  'Patient?name=family&_summary=count',
  'Patient?_has:Observation:patient:code=k1&_sort=_id',
  'Patient?_has:Encounter:patient:practitioner.family=dahl&_sort=_id',
  'Patient?_has:Observation:patient:_has:DiagnosticReport:result:status=final&_summary=count',
  'Practitioner?_has:Encounter:practitioner:status=in-progress&_sort=_id',
  'Organization?_has:Encounter:service-provider:class=AMB&_sort=_id',
  'Patient?_revinclude=Observation:patient&_sort=_id',
  'Patient?_id=p3&_revinclude=Encounter:patient',
  'Encounter?_include=*&_sort=_id',
  'Encounter?_include=Encounter:patient&_revinclude=Observation:encounter&_revinclude:iterate=DiagnosticReport:result&_sort=_id',
  'DiagnosticReport?_include=DiagnosticReport:result&_include:iterate=Observation:encounter&_sort=_id',
  'Practitioner?_revinclude=Encounter:practitioner&_sort=_id',
  'QuestionnaireResponse?_sort=-authored&_total=accurate',
  'QuestionnaireResponse?patient=p3&_content=feber',
  'QuestionnaireResponse?status=in-progress&_summary=count',
  'Encounter?_id=e1-clinic,e0-ward,e3-town&_sort=_id',
  'Observation?_lastUpdated=ge2020&_summary=count',
  'Encounter?subject=Patient/p0,Patient/p1,Patient/p3&_sort=_id',
  '?_type=Observation,Encounter,DiagnosticReport&_sort=_id&_total=accurate&_count=5',
  '?_type=Patient,Practitioner&family=family,nord&_sort=family',
  '?_content=feber&_sort=_id&_total=accurate',
  '?_id=p0,p1,p3,e1-clinic&_total=accurate',
  '?_type=Observation,Encounter&_total=estimate&_count=3&_sort=-date',
  'Observation?_total=estimate&_sort=-date',
  'QuestionnaireResponse?_content=feber&_total=accurate&_sort=_id',
  'Patient/p3/Observation?_sort=_id&_total=accurate',
  'Patient/p3/*?_sort=_id&_total=accurate&_count=4',
  'Encounter/e3-ward/*?_sort=_id&_total=accurate',
  'Practitioner/doctor/Encounter?_sort=_id&_total=accurate',
  'Practitioner/nurse/*?_sort=_id&_total=accurate',
  'Observation?_filter=code eq k1 or encounter.class eq AMB&_sort=_id&_total=accurate',
  'Observation?_filter=not (code eq k1)&_sort=_id&_total=accurate',
  'Observation?_filter=not (encounter.practitioner.family eq dahl)&_sort=_id&_total=accurate',
  'Observation?_filter=code ne k1 and patient.family sw family&_sort=_id&_total=accurate',
  'Patient?_filter=family ne family1&_sort=_id',
  'Observation?_list=work&_sort=_id&_total=accurate',
  'Encounter?_list=work&_sort=_id',
  'Encounter?service-provider:below=Organization/region&_sort=_id&_total=accurate',
  'Encounter?part-of:below=Encounter/e3-ward&_sort=_id',
  'Encounter?part-of:above=Encounter/e3-clinic&_sort=_id',
  'QuestionnaireResponse?questionnaire.title=besök&_sort=_id&_total=accurate',
  'Questionnaire?_has:QuestionnaireResponse:questionnaire:status=completed&_total=accurate',
  'Questionnaire?_revinclude=QuestionnaireResponse:questionnaire',
  'Observation?code-value-quantity:missing=false&_total=accurate&_sort=_id',
  'Observation?code:text=kod&_total=accurate&_sort=_id',
  'Patient?_revinclude=*&_sort=_id',
  'Practitioner?_revinclude=*&_sort=_id',
  'Organization?_revinclude=*&_sort=_id',
  'Encounter?begins=ge2026-02&_sort=-begins&_total=accurate&_count=2',
  'Observation?found=gt10&_sort=found&_total=accurate',
  'Patient?family-name=family&_sort=family-name&_total=accurate',
  'Observation?first-code=k1&_total=accurate',
  'Observation?first-code:missing=true&_summary=count',
  'Observation?_has:DiagnosticReport:about:status=final&_total=accurate&_sort=_id',
  'DiagnosticReport?about.first-code=k1&_sort=_id&_include=DiagnosticReport:about',
  'Observation?first-code=k0&_revinclude=DiagnosticReport:about&_sort=_id',
];

const full = await searchFixture();
const callers: Record<string, (of: SearchFixture) => Promise<Caller>> = {
  'a nurse of the ward': (of) => staff(of, 'ward', 'region', 'care'),
  'a nurse of the clinic': (of) => staff(of, 'clinic', 'region', 'care'),
  'somebody of the town': (of) => staff(of, 'town', 'town', 'care'),
  'a reviewer of quality': (of) => staff(of, 'ward', 'region', 'quality'),
  'resident p0': (of) => resident(of, 'p0'),
  'resident p3': (of) => resident(of, 'p3'),
};

await full.put(...common, ...added);
await full.put(...records());
await reindexNow(full.database, parameterRegistryOf(full.database));

for (const [name, callerIn] of Object.entries(callers)) {
  test(`${name} finds what is found where nothing else is`, async () => {
    const caller = await callerIn(full);
    const record = openRecord(full.database, caller);
    const all = [...common, ...records()];
    const seen = await Promise.all(all.map(({ resourceType, id = '' }) => record.read(resourceType, id)));
    const visible = all.filter((_, at) => seen[at] !== undefined);
    assert.ok(visible.length < all.length, 'somebody who sees everything proves nothing');
    const narrow = await searchFixture();
    await narrow.put(...common, ...added);
    await reindexNow(narrow.database, parameterRegistryOf(narrow.database));
    await narrow.put(...visible.filter((one) => !common.includes(one)));
    const narrowCaller = await callerIn(narrow);
    for (const shape of shapes)
      assert.deepEqual(await answer(full, shape, caller), await answer(narrow, shape, narrowCaller), shape);
  });
}

test('an estimate is the same whatever else is stored', async () => {
  const of = await searchFixture();
  await of.put(...common, ...records());
  const caller = await staff(of, 'ward', 'region', 'care');
  const values = (patient: string, unit: string): Resource[] =>
    Array.from({ length: 1500 }, (_, at) => ({
      resourceType: 'Observation',
      id: `${patient}-${at}`,
      status: 'final',
      code: { coding: [{ code: 'many' }] },
      subject: { reference: `Patient/${patient}` },
      ...careUnit(unit),
    }));
  const estimate = async (): Promise<number | undefined> =>
    (await of.page('Observation?code=many&_total=estimate&_count=1', caller)).total;
  await of.put(...values('p0', 'ward'));
  const alone = await estimate();
  assert.ok(alone !== undefined && alone >= 1000, `${alone} is no estimate`);
  await of.put(...values('p2', 'town'));
  assert.equal(await of.found('Observation?_id=p2-1', caller), '', 'what proves something is hidden');
  assert.equal(await estimate(), alone);
});

/** All pages: ids in order, what comes along, totals. */
async function answer(of: SearchFixture, shape: string, caller: Caller): Promise<unknown> {
  const pages: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await of.page(cursor === undefined ? shape : `${shape}&_cursor=${cursor}`, caller);
    pages.push([page.matches.map(({ id }) => id), page.included.map(({ id }) => id).sort(), page.total]);
    cursor = page.next;
  } while (cursor !== undefined);
  return pages;
}

async function keyOf(of: SearchFixture, type: string, id: string): Promise<number> {
  const stored = await openRecord(of.database, systemCaller).read(type, id);
  return stored?.key ?? -1;
}

async function staff(
  of: SearchFixture,
  unit: string,
  careProvider: string,
  purpose: 'care' | 'quality',
): Promise<Caller> {
  const organisation = async (id: string) => ({ id, hsaId: id, name: id, key: await keyOf(of, 'Organization', id) });
  return {
    kind: 'staff',
    id: 'nurse',
    name: 'N',
    practitioner: { id: 'nurse', key: await keyOf(of, 'Practitioner', 'nurse') },
    assignment: {
      id: 'a',
      hsaId: 'a',
      title: '',
      authority: { rights, analysis: 'in-force' },
      profession: 'nurse',
      purpose,
      careUnit: await organisation(unit),
      careProvider: await organisation(careProvider),
    },
  }; // prettier-ignore
}

async function resident(of: SearchFixture, id: string): Promise<Caller> {
  const stored = await openRecord(of.database, systemCaller).read('Patient', id);
  return residentOf(id, stored?.patientKey ?? -1);
}
