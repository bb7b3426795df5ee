import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNews2 } from '@vardkedjan/care/clinical/vitals/vital-round.ts';
import { stayFault } from '@vardkedjan/care/coordination/stays/lawful-stay.ts';
import { bedOf, plannedEndOf, responsibleOf } from '@vardkedjan/care/coordination/stays/stay.ts';
import type {
  Appointment,
  Condition,
  Encounter,
  Observation,
  Patient,
  PractitionerRole,
  Resource,
} from '@medplum/fhirtypes';
import { cast, castMember, castUnits, defaultSeed } from './cast.ts';
import { appointmentsOfToday, castRecords, foundation } from './region.ts';

const now = new Date('2026-11-23T08:05:00Z');
const options = { seed: defaultSeed, now };
const base = new Map(foundation(options).map((r) => [`${r.resourceType}/${r.id}`, r]));
const records = castRecords(options);
const all = records.flat();
const recordOf = (id: string): Resource[] => records.find(([patient]) => patient?.id === id) ?? [];

test("keys, ids and numbers are each one person's", () => {
  for (const values of [
    cast.map((m) => m.key),
    cast.map((m) => m.id),
    cast.map((m) => (m.kind === 'staff' ? m.hsaId : m.number)),
  ]) {
    assert.equal(new Set(values).size, values.length);
  }
});

test('HSA-ids have their form and at most 31 characters', () => {
  for (const member of cast) {
    if (member.kind !== 'staff') continue;
    for (const id of [member.hsaId, ...member.assignments.flatMap((a) => [a.hsaId, a.unit.hsaId, a.provider.hsaId])]) {
      assert.match(id, /^SE\d{10}-[A-Za-z0-9]+$/);
      assert.ok(id.length <= 31);
    }
  }
});

test('every staff member and assignment stands in the foundation, whatever the seed', () => {
  const other = new Map(foundation({ seed: 'another', now }).map((r) => [`${r.resourceType}/${r.id}`, r]));
  for (const member of cast) {
    if (member.kind !== 'staff') continue;
    for (const resources of [base, other]) {
      const practitioner = resources.get(`Practitioner/${member.id}`);
      assert.ok(practitioner?.resourceType === 'Practitioner', member.id);
      assert.equal(practitioner.identifier?.[0]?.value, member.hsaId);
      for (const a of member.assignments) {
        const role = resources.get(`PractitionerRole/${a.id}`) as PractitionerRole;
        assert.equal(role.identifier?.[0]?.value, a.hsaId);
        assert.equal(role.organization?.reference, `Organization/${a.unit.id}`);
        assert.ok(
          role.code?.some((c) => c.coding?.some((x) => x.code === a.purpose)),
          `${a.id} for ${a.purpose}`,
        );
      }
    }
  }
});

test('every resident of the cast has a record, with the number the cast says', () => {
  for (const member of cast) {
    if (member.kind !== 'resident') continue;
    const patient = recordOf(member.id)[0] as Patient;
    assert.equal(patient?.identifier?.[0]?.value, member.number, member.id);
  }
});

test('Sara has twelve on her list today, in order and apart', () => {
  const list = all.filter(
    (r): r is Appointment =>
      r.resourceType === 'Appointment' &&
      r.participant.some((p) => p.actor?.reference === 'Practitioner/sara-lindqvist') &&
      (r.start ?? '').startsWith('2026-11-23'),
  );
  const times = list.map((a) => [a.start ?? '', a.end ?? ''] as const).sort(([a], [b]) => a.localeCompare(b));
  assert.equal(times.length, 12);
  for (const [i, [start]] of times.entries()) if (i > 0) assert.ok((times[i - 1]?.[1] ?? '') <= start, start);
});

test('the lists of another day are new appointments of the same people, and the same each time', () => {
  const tomorrow = { seed: defaultSeed, now: new Date('2026-11-24T05:00:00Z') };
  const lists = appointmentsOfToday(tomorrow);
  assert.ok(lists.length > 40);
  assert.deepEqual(lists, appointmentsOfToday(tomorrow));
  const ids = new Set(all.map((r) => r.id));
  for (const appointment of lists) {
    assert.ok(!ids.has(appointment.id), appointment.id);
    assert.match((appointment as Appointment).start ?? '', /^2026-11-24T/);
  }
  const today = appointmentsOfToday(options);
  assert.deepEqual(
    new Set(today.map((a) => a.id)),
    new Set(
      all.filter((r) => r.resourceType === 'Appointment' && /-app-20261123-\d{4}$/.test(r.id ?? '')).map((r) => r.id),
    ),
  );
});

test('the ward, the emergency department and the delivery ward have patients now', () => {
  const inside = (unit: string): number =>
    all.filter(
      (r): r is Encounter =>
        r.resourceType === 'Encounter' &&
        r.status === 'in-progress' &&
        r.serviceProvider?.reference === `Organization/${unit}`,
    ).length;
  assert.ok(inside(castUnits.ward) >= 8, `${inside(castUnits.ward)} on the ward`);
  assert.ok(inside(castUnits.emergency) >= 5);
  assert.ok(inside(castUnits.delivery) >= 3);
});

test('on the ward nobody shares a bed; somebody gets worse, somebody is isolated, somebody goes home today', () => {
  const stays = all.filter(
    (r): r is Encounter => r.resourceType === 'Encounter' && r.status === 'in-progress' && bedOf(r) !== undefined,
  );
  assert.ok(stays.length >= 15 && stays.length <= 24, `${stays.length} in beds`);
  const beds = stays.map((stay) => bedOf(stay)?.reference ?? '');
  assert.equal(new Set(beds).size, beds.length);
  for (const [index, bed] of beds.entries()) {
    assert.ok(base.has(bed), bed);
    const isStay = stays[index] as Encounter;
    assert.equal(stayFault(undefined, isStay), undefined);
    assert.ok(responsibleOf(isStay, 'doctor') && responsibleOf(isStay, 'nurse'));
  }
  assert.ok(stays.some((stay) => plannedEndOf(stay) === '2026-11-23'));
  const observations = all.filter((r): r is Observation => r.resourceType === 'Observation');
  const scores = observations.filter(isNews2);
  const last = stays.map(({ id }) => scores.findLast(({ encounter }) => encounter?.reference === `Encounter/${id}`));
  assert.ok(
    last.every((score) => score !== undefined),
    'each has a score',
  );
  const totals = last.map((score) => score?.valueQuantity?.value ?? 0);
  assert.ok(totals.filter((total) => total >= 7).length <= 4, `${totals.join(' ')}: not everybody is that ill`);
  assert.ok(Math.max(...totals) >= 10, 'somebody is far worse than the others');
  const since = new Date(now.getTime() - 24 * 3_600_000).toISOString();
  const inADay = stays.map(
    ({ id }) =>
      scores.filter(
        ({ encounter, effectiveDateTime = '' }) =>
          encounter?.reference === `Encounter/${id}` && Date.parse(effectiveDateTime) > Date.parse(since),
      ).length,
  );
  assert.ok(Math.max(...inADay) >= 8 && Math.max(...inADay) <= 12, `${inADay.join(' ')} rounds in a day`);
  assert.ok(all.some((r) => r.resourceType === 'Flag' && r.code.text?.startsWith('Kontaktsmitta')));
});

test('protected persons: marked, and the one with skyddad folkbokföring has no address but the forwarding one', () => {
  const [linnea] = recordOf('linnea-sjogren') as [Patient];
  assert.equal(linnea.meta?.security?.[0]?.code, 'sekretessmarkering');
  const [johanna] = recordOf('johanna-ek') as [Patient];
  assert.equal(johanna.meta?.security?.[0]?.code, 'skyddadFolkbokforing');
  assert.deepEqual(
    johanna.address?.map((a) => a.line?.[0]),
    ['Skatteverkets förmedlingsuppdrag'],
  );
});

test("no protected person's name stands anywhere in a record but in their own Patient", () => {
  for (const resource of all) {
    if (resource.resourceType === 'Patient') continue;
    const text = JSON.stringify(resource);
    assert.ok(!/Linnea Sjögren|Johanna Ek\b/.test(text), `${resource.resourceType}/${resource.id}`);
  }
});

test('Elsa has two guardians with personal numbers, and they are residents too', () => {
  const guardians = recordOf('elsa-nilsson-karimi').filter((r) => r.resourceType === 'RelatedPerson');
  assert.equal(guardians.length, 2);
  const numbers = new Set(cast.flatMap((m) => (m.kind === 'resident' ? [m.number] : [])));
  for (const guardian of guardians) {
    assert.ok(
      guardian.resourceType === 'RelatedPerson' &&
        guardian.relationship?.some((r) => r.coding?.some((c) => c.code === 'GUARD')),
    );
    assert.ok(guardian.identifier?.[0]?.value && numbers.has(guardian.identifier[0].value));
  }
});

test('Therese is the guardian of a child of twelve, one of fifteen and one of sixteen', () => {
  const age = (id: string) =>
    (now.getTime() - Date.parse((recordOf(id)[0] as Patient).birthDate ?? '')) / 31_557_600_000;
  const ages = ['wilma-andersson', 'leo-andersson', 'hugo-andersson'].map((id) => {
    const guardians = recordOf(id).filter((r) => r.resourceType === 'RelatedPerson');
    assert.ok(guardians.some((r) => r.resourceType === 'RelatedPerson' && r.identifier?.[0]?.value === '198205212387'));
    return Math.floor(age(id));
  });
  assert.deepEqual(ages, [12, 15, 16]);
});

test("Astrid's record is long: some forty drugs over time, two stays or more, home care, a draft of nothing", () => {
  const astrid = recordOf('astrid-bergstrom');
  const count = (type: string): number => astrid.filter((r) => r.resourceType === type).length;
  assert.ok(count('MedicationRequest') >= 35, `${count('MedicationRequest')} drugs`);
  assert.ok(count('Encounter') > 100);
  assert.ok(astrid.filter((r) => r.resourceType === 'Encounter' && r.class.code === 'IMP').length >= 3);
  assert.ok(
    astrid.some(
      (r) =>
        r.resourceType === 'EpisodeOfCare' &&
        r.status === 'active' &&
        r.managingOrganization?.reference === `Organization/${castUnits.homeCare}`,
    ),
  );
});

test("Gösta's record is far too large: 3,000 laboratory values and 500 notes", () => {
  const gosta = recordOf('gosta-pettersson');
  const labs = gosta.filter(
    (r) => r.resourceType === 'Observation' && r.category?.[0]?.coding?.[0]?.code === 'laboratory',
  ).length;
  const notes = gosta.filter((r) => r.resourceType === 'QuestionnaireResponse').length;
  assert.ok(labs >= 3000, `${labs} values`);
  assert.ok(notes >= 500, `${notes} notes`);
});

test('the woman without papers has a reserve number, no birth date, and is in labour now', () => {
  const [patient, ...rest] = recordOf('okand-kvinna');
  assert.ok(patient?.resourceType === 'Patient');
  assert.equal(patient.birthDate, undefined);
  assert.match(patient.identifier?.[0]?.value ?? '', /^19980101K06\d$/);
  assert.ok(rest.some((r) => r.resourceType === 'Encounter' && r.status === 'in-progress'));
});

test('Tomas has nothing to do with the cast: none of its records touches his unit', () => {
  for (const record of records) assert.ok(!JSON.stringify(record).includes(castUnits.farWard), record[0]?.id ?? '');
});

test('somebody who does not exist is not found', () => {
  assert.throws(() => castMember('nobody'), /nobody/);
  assert.equal(castMember('sara').name, 'Sara Lindqvist');
});

test('what of the day has been is done, with its contact; what is to come is booked, and nobody is kept waiting for a next visit', () => {
  const lists = castRecords({ seed: defaultSeed, now: new Date('2026-11-23T08:35:00Z') });
  const appointmentsOf = (id: string) =>
    (lists.find(([patient]) => patient?.id === id) ?? []).filter(
      (r): r is Appointment => r.resourceType === 'Appointment',
    );
  const at = (id: string, start: string) => appointmentsOf(id).find((a) => a.start?.startsWith(start))?.status;
  assert.equal(at('astrid-bergstrom', '2026-11-23T08:20'), 'fulfilled');
  assert.equal(at('lennart-karlsson', '2026-11-23T09:20'), 'arrived');
  assert.equal(at('hodan-warsame', '2026-11-23T10:20'), 'booked');
  const here = lists.flat().filter((r): r is Encounter => r.resourceType === 'Encounter' && r.status === 'in-progress');
  assert.ok(here.some((e) => e.subject?.reference === 'Patient/lennart-karlsson'));
  for (const id of ['astrid-bergstrom', 'lennart-karlsson', 'amanda-lind', 'hodan-warsame'])
    assert.ok(
      appointmentsOf(id).some((a) => a.status === 'booked' && (a.start ?? '') > '2026-11-24'),
      id,
    );
});

test('nobody whose kidneys have failed takes metformin, and the diagnosis has the stage of the values', () => {
  const gosta = recordOf('gosta-pettersson');
  const active = gosta.filter((r) => r.resourceType === 'MedicationRequest' && r.status === 'active');
  assert.doesNotMatch(JSON.stringify(active), /A10BA|A10BK/);
  const stages = recordOf('astrid-bergstrom')
    .filter((r): r is Condition => r.resourceType === 'Condition')
    .filter((r) => r.code?.coding?.some(({ code }) => code?.startsWith('N18')))
    .map((r) => [r.code?.coding?.[0]?.code, r.clinicalStatus?.coding?.[0]?.code]);
  assert.deepEqual(stages, [
    ['N18.3', 'resolved'],
    ['N18.4', 'active'],
  ]);
});

test('the record of one is the same, whether the others are made or not', () => {
  for (const id of ['viktor-eriksson', 'ward-04'])
    assert.deepEqual(castRecords(options, new Set([id])), [recordOf(id)]);
});

test('no two resources have one id, when two rounds are made within the same minute too', () => {
  const ids = castRecords({ seed: defaultSeed, now: new Date('2026-11-29T23:46:00Z') })
    .flat()
    .map(({ resourceType, id }) => `${resourceType}/${id}`);
  assert.deepEqual(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    [],
  );
});
