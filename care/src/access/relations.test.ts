import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CareTeam, Encounter, Task } from '@medplum/fhirtypes';
import { orderStateSystem, orderTask } from '../coordination/orders/order-codes.ts';
import { relationsOf, statedRelation } from './relations.ts';

const now = '2026-11-22T09:00:00.000Z';
const subject = { reference: 'Patient/p' };
const encounter = (rest: Partial<Encounter>): Encounter => ({
  resourceType: 'Encounter',
  status: 'in-progress',
  class: { code: 'AMB' },
  subject,
  serviceProvider: { reference: 'Organization/ward' },
  ...rest,
});

describe('care relations that arise by themselves (PDL 4 kap. 1 §)', () => {
  it('a stay under way is a relation until it ends', () => {
    const stay = encounter({ class: { code: 'IMP' }, period: { start: '2026-11-20T10:00:00+01:00' } });
    assert.deepEqual(relationsOf(stay, now), [
      { unit: 'Organization/ward', from: '2026-11-20T09:00:00.000Z', until: null, origin: 'encounter' },
    ]);
  });

  it('a contact that is said to be under way and to have ended has ended', () => {
    const period = { start: '2020-01-01', end: '2020-01-02' };
    for (const code of ['IMP', 'AMB'])
      assert.equal(
        relationsOf(encounter({ class: { code }, period }), now)[0]?.until,
        '2020-04-01T22:59:59.999Z',
        code,
      );
  });

  it('a visit that nobody closes lasts no longer than one that was closed as it began', () => {
    for (const status of ['arrived', 'triaged', 'in-progress', 'onleave'] as const)
      assert.equal(
        relationsOf(encounter({ status, period: { start: '2026-06-01T08:00:00Z' } }), now)[0]?.until,
        '2026-08-30T08:00:00.000Z',
        status,
      );
  });

  it('a finished contact reaches ninety days past its end', () => {
    const [relation] = relationsOf(
      encounter({ status: 'finished', period: { start: '2026-06-01', end: '2026-06-02' } }),
      now,
    );
    assert.deepEqual([relation?.from, relation?.until], ['2026-05-31T22:00:00.000Z', '2026-08-31T21:59:59.999Z']);
  });

  it('a planned contact does not stay open for ever', () => {
    const [relation] = relationsOf(encounter({ status: 'planned', period: { start: '2026-12-24T08:00:00Z' } }), now);
    assert.deepEqual([relation?.from, relation?.until], ['2026-11-24T08:00:00.000Z', '2027-01-23T08:00:00.000Z']);
    assert.equal(
      relationsOf(encounter({ status: 'planned', period: undefined }), now)[0]?.until,
      '2026-12-22T09:00:00.000Z',
    );
  });

  it('a contact without a unit belongs to the unit that keeps it', () => {
    assert.equal(relationsOf(encounter({ serviceProvider: undefined }), now)[0]?.unit, 'care-unit-of-resource');
  });

  for (const status of ['cancelled', 'entered-in-error', 'unknown'] as const)
    it(`a contact that is ${status} makes no relation`, () =>
      assert.deepEqual(relationsOf(encounter({ status }), now), []));

  it('an end that cannot be read ends the relation', () => {
    const [relation] = relationsOf(
      { resourceType: 'EpisodeOfCare', status: 'active', patient: subject, period: { start: '2020', end: 'later' } },
      now,
    );
    assert.equal(relation?.until, '1970-01-01T00:00:00.000Z');
  });

  it('an appointment is a relation from thirty days before to thirty days after', () => {
    const booked = {
      resourceType: 'Appointment',
      status: 'booked',
      start: '2026-12-01T08:00:00Z',
      end: '2026-12-01T08:30:00Z',
      participant: [{ status: 'accepted', actor: subject }],
    } as const;
    assert.deepEqual(relationsOf({ ...booked, participant: [...booked.participant] }, now), [
      {
        unit: 'care-unit-of-resource',
        from: '2026-11-01T08:00:00.000Z',
        until: '2026-12-31T08:30:00.000Z',
        origin: 'appointment',
      },
    ]);
    assert.deepEqual(relationsOf({ ...booked, status: 'cancelled', participant: [] }, now), []);
    assert.deepEqual(relationsOf({ resourceType: 'Appointment', status: 'booked', participant: [] }, now), []);
  });

  it('being listed at a health centre is a relation while it lasts', () => {
    const listed = {
      resourceType: 'EpisodeOfCare',
      status: 'active',
      patient: subject,
      managingOrganization: { reference: 'Organization/vc' },
      period: { start: '2019-03-01' },
    } as const;
    assert.deepEqual(relationsOf(listed, now), [
      { unit: 'Organization/vc', from: '2019-02-28T23:00:00.000Z', until: null, origin: 'episode-of-care' },
    ]);
    assert.deepEqual(relationsOf({ ...listed, status: 'finished' }, now), []);
  });
});

describe('care teams', () => {
  const team = (rest: Partial<CareTeam>): CareTeam => ({
    resourceType: 'CareTeam',
    status: 'active',
    subject,
    ...rest,
  });

  it('a unit in the team has a relation; a person has one only on behalf of a unit', () => {
    const relations = relationsOf(
      team({
        period: { start: '2026-01-01T00:00:00Z' },
        participant: [
          { member: { reference: 'Organization/home-care' } },
          { member: { reference: 'Practitioner/anna' }, onBehalfOf: { reference: 'Organization/vc' } },
          { member: { reference: 'Practitioner/nobody' } },
          { member: { reference: 'RelatedPerson/son' }, onBehalfOf: { reference: 'Organization/vc' } },
        ],
      }),
      now,
    );
    assert.deepEqual(
      relations.map(({ unit, practitioner }) => [unit, practitioner]),
      [
        ['Organization/home-care', undefined],
        ['Organization/vc', 'Practitioner/anna'],
      ],
    );
  });

  it('a stated relation is told apart, and lasts as long as both periods do', () => {
    const [relation] = relationsOf(
      team({
        category: [{ coding: [statedRelation] }],
        period: { start: now, end: '2026-11-23T09:00:00Z' },
        participant: [
          {
            member: { reference: 'Practitioner/anna' },
            onBehalfOf: { reference: 'Organization/ed' },
            period: { end: '2026-11-22T12:00:00Z' },
          },
        ],
      }),
      now,
    );
    assert.deepEqual(relation, {
      unit: 'Organization/ed',
      practitioner: 'Practitioner/anna',
      from: now,
      until: '2026-11-22T12:00:00.000Z',
      origin: 'stated',
    });
  });

  it('periods that do not meet make no relation, nor does a team that is not active', () => {
    const participant = [{ member: { reference: 'Organization/a' }, period: { end: '2025-01-01' } }];
    assert.deepEqual(relationsOf(team({ period: { start: '2026-01-01' }, participant }), now), []);
    assert.deepEqual(
      relationsOf(team({ status: 'proposed', participant: [{ member: { reference: 'Organization/a' } }] }), now),
      [],
    );
    assert.deepEqual(
      relationsOf(team({ status: undefined, participant: [{ member: { reference: 'Organization/a' } }] }), now),
      [],
    );
  });
});

describe('an order is a relation of the unit that it lies with', () => {
  const order = (status: Task['status'], code: string): Task => ({
    resourceType: 'Task',
    intent: 'order',
    status,
    code: { coding: [orderTask] },
    businessStatus: { coding: [{ system: orderStateSystem, code }] },
    owner: { reference: 'Organization/ortho' },
    for: subject,
    authoredOn: '2026-11-20T08:00:00Z',
    lastModified: '2026-11-21T08:00:00Z',
  });

  it('while it waits and is handled, and as long after as a contact', () => {
    const [open] = relationsOf(order('requested', 'sent'), now);
    assert.deepEqual([open?.unit, open?.until, open?.origin], ['Organization/ortho', null, 'order']);
    assert.equal(relationsOf(order('completed', 'done'), now)[0]?.until, '2027-02-19T08:00:00.000Z');
  });

  for (const [status, state] of [
    ['rejected', 'returned'],
    ['cancelled', 'cancelled'],
    ['entered-in-error', 'corrected'],
    ['accepted', 'sent'],
  ] as const)
    it(`one that is ${state}, its status being ${status}, makes none`, () =>
      assert.deepEqual(relationsOf(order(status, state), now), []));
});

it('other resources make no relation', () => {
  assert.deepEqual(relationsOf({ resourceType: 'Patient' }, now), []);
});
