/**
 * F14: every order is in exactly one state, over random histories. 300 of them; more by `--cases N`, others by `--seed N`:
 * `node care/src/coordination/orders/orders.test.ts --cases 100000 --seed 7`.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseArgs } from 'node:util';
import type { CodeSystem, DiagnosticReport, Observation, PractitionerRole, Task } from '@medplum/fhirtypes';
import { Random } from '../../../test/random.ts';
import { answerableOf, deputyOf } from './answerable.ts';
import { answerOwner } from './answer-owner.ts';
import { answerToSee, seenBy } from './answer-to-see.ts';
import { answerFault } from './lawful-answer.ts';
import { orderFault, type OrderWriter } from './lawful-order.ts';
import { careUnitUrl, deputyUrl } from './order-codes.ts';
import { matching, orderablesOf, unfolded } from './order-catalogue.ts';
import { handlingOf, moved, requestOf } from './order-of.ts';
import { type HandlingState, handlingStateOf, isEnded, orderStateOf, taskStatusOf } from './order-state.ts';
import { isEscalated, isUnconfirmed } from './order-times.ts';
import { criticalConclusion, worstDeviation } from './worst-deviation.ts';

const { values: flags } = parseArgs({
  options: { cases: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
  strict: false,
}) as { values: { cases: string; seed: string } };

const unit = (id: string) => ({ reference: `Organization/${id}` });
const asker: OrderWriter = { kind: 'staff', practitioner: 'Practitioner/sara', unit: 'Organization/centre' };
const at = (id: string): OrderWriter => ({
  kind: 'staff',
  practitioner: `Practitioner/of-${id}`,
  unit: `Organization/${id}`,
});
const begun = new Date('2026-11-29T08:00:00Z');
const later = (hours: number) => new Date(begun.getTime() + hours * 3_600_000);

const request = requestOf({
  id: 'o1',
  kind: 'referral',
  items: [],
  question: 'Artros i höger knä?',
  history: 'Ont sedan i våras. Ingen  svullnad.',
  priority: 'routine',
  patientId: 'p',
  requester: { reference: 'Practitioner/sara' },
  performer: unit('ortho'),
  now: begun,
});

/** As it is stored: with the unit that keeps it. */
const stored = (task: Task): Task => ({
  ...task,
  meta: { extension: [{ url: careUnitUrl, valueReference: unit('centre') }] },
});
const sent = stored(handlingOf(request, begun));
const go = (order: Task, to: HandlingState, more = {}) => moved(order, { to, now: later(1), ...more });
const states = Object.keys(taskStatusOf) as HandlingState[];

describe('an order is in exactly one state (F14)', () => {
  it('is drafted, signed, then what its handling says', () => {
    assert.equal(orderStateOf({ ...request, status: 'draft' }, undefined), 'drafted');
    assert.equal(orderStateOf(request, undefined), 'signed');
    for (const state of states) assert.equal(orderStateOf(request, go(sent, state)), state);
  });

  it(`over random histories (seed ${flags.seed}, ${flags.cases} of them)`, () => {
    const random = new Random(Number(flags.seed));
    const seen = new Set<HandlingState>();
    for (let history = 0; history < Number(flags.cases); history++) {
      let now: Task = sent;
      for (let step = 0; step < 30; step++) {
        const by: OrderWriter = random.pick<OrderWriter>([
          asker,
          at('ortho'),
          at('rehab'),
          at('elsewhere'),
          { kind: 'system' },
        ]);
        const next: Task = randomNext(now, random);
        if (orderFault(now, next, by) !== undefined) continue;
        const [from, to] = [handlingStateOf(now), handlingStateOf(next)];
        const about: string = `history ${history}, step ${step}: ${from} → ${to} by ${JSON.stringify(by)}`;
        assert.ok(from !== undefined && to !== undefined, about);
        assert.ok(!isEnded(from) || from === to, `what has ended goes on: ${about}`);
        const isMoved = now.owner?.reference !== next.owner?.reference;
        assert.ok(!isMoved || to === 'forwarded' || (from === 'returned' && to === 'sent'), `moved unsaid: ${about}`);
        assert.ok(
          !['returned', 'forwarded'].includes(to) || (next.statusReason?.text ?? '') !== '',
          `no reason: ${about}`,
        );
        if (by.kind === 'staff' && from !== to) {
          const isAskers = ['cancelled', 'corrected', 'sent'].includes(to);
          const isSamplers = to === 'sampled' || (from === 'sampled' && to === 'sent');
          // Anybody whom the law lets write in the record takes the sample.
          if (!isSamplers) assert.equal(by.unit, isAskers ? 'Organization/centre' : now.owner?.reference, about);
        }
        seen.add(to);
        now = stored(next);
      }
    }
    assert.deepEqual([...seen].toSorted(), states.toSorted(), 'every state is reached');
  });
});

function randomNext(now: Task, random: Random): Task {
  const next = moved(now, {
    to: random.pick(states),
    now: later(random.below(200)),
    ...(random.chance(0.5) && { reason: random.pick(['', ' ', 'Röntgen saknas.']) }),
    ...(random.chance(0.4) && { owner: unit(random.pick(['ortho', 'rehab', 'centre'])) }),
  });
  if (random.chance(0.05)) return { ...next, status: random.pick(Object.values(taskStatusOf)) };
  if (random.chance(0.05)) return { ...next, focus: { reference: 'ServiceRequest/o2' } };
  return next;
}

describe('an order is moved by whom it lies with, and taken back by whom asked', () => {
  const refused: [string, Task | undefined, Task | undefined, OrderWriter][] = [
    ['accepted by another unit', sent, go(sent, 'accepted'), at('elsewhere')],
    ['touched by another unit', sent, { ...sent, note: [{ text: 'Hej' }] }, at('elsewhere')],
    [
      'received by another unit once it is sampled',
      go(sent, 'sampled'),
      go(go(sent, 'sampled'), 'received'),
      at('elsewhere'),
    ],
    ['accepted by the asker', sent, go(sent, 'accepted'), asker],
    ['returned without a reason', sent, go(sent, 'returned'), at('ortho')],
    ['forwarded nowhere', sent, go(sent, 'forwarded', { reason: 'Till er.' }), at('ortho')],
    ['cancelled by the performer', sent, go(sent, 'cancelled'), at('ortho')],
    ['begun as accepted', undefined, go(sent, 'accepted'), asker],
    ['sent by another than the signer', undefined, sent, at('centre')],
    ['a second handling of the same request', undefined, { ...sent, id: 'o2' }, asker],
    ['deleted', sent, undefined, asker],
    ['in no state', sent, { ...go(sent, 'accepted'), status: 'rejected' }, at('ortho')],
  ];
  for (const [what, before, after, by] of refused)
    it(`not ${what}`, () => assert.equal(typeof orderFault(before, after, by), 'string'));

  it('returned, sent again elsewhere, accepted there, booked, done', () => {
    const returned = go(sent, 'returned', { reason: 'Röntgen saknas.' });
    assert.equal(orderFault(sent, returned, at('ortho')), undefined);
    const again = go(stored(returned), 'sent', { owner: unit('rehab') });
    assert.equal(orderFault(stored(returned), again, asker), undefined);
    assert.equal(again.statusReason, undefined);
    const accepted = go(stored(again), 'accepted');
    assert.equal(orderFault(stored(again), accepted, at('rehab')), undefined);
    assert.equal(typeof orderFault(stored(again), accepted, at('ortho')), 'string');
    assert.equal(orderFault(stored(accepted), go(accepted, 'booked'), at('rehab')), undefined);
  });

  it('what was signed is left as it was signed', () => {
    const changed = { ...request, code: { text: 'Artros i vänster knä?' } };
    assert.equal(typeof orderFault(request, changed, asker), 'string');
    assert.equal(typeof orderFault(request, undefined, asker), 'string');
    assert.equal(typeof orderFault(request, { ...request, status: 'draft' }, asker), 'string');
    assert.equal(orderFault(request, { ...request, status: 'revoked' }, asker), undefined);
    assert.equal(orderFault({ ...request, status: 'draft' }, undefined, asker), undefined);
    assert.equal(typeof orderFault(undefined, request, at('ortho')), 'string');
  });
});

describe('no receipt within its time is told (F3)', () => {
  it('a routine order after a day, an urgent one after two hours, a returned one at once', () => {
    assert.deepEqual(
      [23, 25].map((hours) => isEscalated(sent, later(hours))),
      [false, true],
    );
    const urgent = stored(handlingOf({ ...request, priority: 'urgent' }, begun));
    assert.deepEqual(
      [1, 3].map((hours) => isEscalated(urgent, later(hours))),
      [false, true],
    );
    assert.equal(isEscalated(go(sent, 'returned', { reason: 'x' }), later(1)), true);
    assert.equal(isEscalated(go(sent, 'received'), later(900)), false);
    const { restriction: _due, ...unsaid } = sent;
    assert.equal(isEscalated(unsaid, begun), true, 'what does not say its time is late');
  });
});

describe('an answer always lies with somebody (F2)', () => {
  const role = (more: Partial<PractitionerRole> = {}): PractitionerRole => ({
    resourceType: 'PractitionerRole',
    ...more,
  });
  const away = [{ description: 'Semester', during: { start: '2026-11-23', end: '2026-12-04' } }];
  const sara = (roles: PractitionerRole[]) => answerableOf('Practitioner/sara', roles, begun);
  const johan = answerableOf('Practitioner/johan', [role()], begun);

  it('the asker, the deputy while the asker is away, the unit when neither is there', () => {
    const cases = [
      [sara([role()]), johan, 'Practitioner/sara'],
      [sara([role({ notAvailable: away })]), johan, 'Practitioner/johan'],
      [sara([role({ period: { end: '2026-10-31' } })]), johan, 'Practitioner/johan'],
      [sara([role({ active: false })]), undefined, 'Organization/centre'],
      [undefined, johan, 'Practitioner/johan'],
      [undefined, undefined, 'Organization/centre'],
    ] as const;
    for (const [one, other, owner] of cases)
      assert.equal(
        answerOwner({ unit: 'Organization/centre', ...(one && { asker: one }), ...(other && { deputy: other }) }).owner,
        owner,
      );
  });

  it('the deputy stands on the assignment', () => {
    const deputy = { url: deputyUrl, valueReference: { reference: 'Practitioner/johan' } };
    assert.equal(deputyOf([role(), role({ extension: [deputy] })]), 'Practitioner/johan');
    assert.equal(deputyOf([role()]), undefined);
  });

  it('is seen by who says so, and is not written away', () => {
    const toSee = answerToSee({
      report: {
        resourceType: 'DiagnosticReport',
        status: 'final',
        code: { text: 'Hb' },
        subject: { reference: 'Patient/p' },
      },
      focus: 'DiagnosticReport/r',
      answer: { owner: 'Practitioner/sara', as: 'asker' },
      unit: 'Organization/centre',
      deviation: 'normal',
      now: begun.toISOString(),
    });
    const seen = seenBy(
      toSee,
      { reference: 'Practitioner/sara' },
      'DiagnosticReport/r/_history/1',
      later(1).toISOString(),
    );
    assert.equal(answerFault(toSee, seen, asker), undefined);
    assert.equal(typeof answerFault(toSee, seen, at('centre')), 'string', 'in another’s name');
    assert.equal(typeof answerFault(toSee, undefined, asker), 'string');
    assert.equal(typeof answerFault(toSee, { ...toSee, status: 'cancelled' }, asker), 'string');
    assert.equal(typeof answerFault(undefined, toSee, asker), 'string');
    assert.equal(answerFault(toSee, { ...toSee, owner: { reference: 'Practitioner/johan' } }, asker), undefined);
    assert.equal(answerFault(seen, { ...toSee, status: 'requested' }, asker), undefined, 'taken back');
    assert.equal(typeof answerFault(seen, toSee, at('centre')), 'string', 'taken back by another');
  });
});

describe('an answer that is critical', () => {
  const report: DiagnosticReport = { resourceType: 'DiagnosticReport', status: 'final', code: { text: 'DT' } };
  const value = (code: string): Observation => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'P-Kalium' },
    valueQuantity: { value: 6.9 },
    interpretation: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code }] },
    ],
  });
  it('is so by what whoever answers says of its words, or by any of its values', () => {
    assert.equal(worstDeviation({ ...report, conclusionCode: [criticalConclusion] }, []), 'critical');
    assert.equal(worstDeviation(report, [value('N'), value('AA')]), 'critical');
    assert.equal(worstDeviation(report, [value('N'), value('A')]), 'abnormal');
    assert.equal(worstDeviation(report, []), 'unmarked');
  });
  it('has a time within which somebody confirms it, and is late after it', () => {
    const given = { report, focus: 'DiagnosticReport/r', answer: { owner: 'Practitioner/sara', as: 'asker' as const } };
    const open = answerToSee({
      ...given,
      unit: 'Organization/centre',
      deviation: 'critical',
      now: begun.toISOString(),
    });
    assert.deepEqual([isUnconfirmed(open, later(0.49)), isUnconfirmed(open, later(0.5))], [false, true]);
    const seen = seenBy(open, { reference: 'Practitioner/sara' }, 'DiagnosticReport/r', later(1).toISOString());
    assert.equal(isUnconfirmed(seen, later(2)), false);
    const plain = answerToSee({ ...given, unit: 'Organization/centre', deviation: 'normal', now: begun.toISOString() });
    assert.equal(isUnconfirmed(plain, later(48)), false);
  });
});

describe('what can be ordered is found in clinicians’ words', () => {
  const catalogue: CodeSystem = {
    resourceType: 'CodeSystem',
    status: 'active',
    content: 'complete',
    concept: [
      ['hb', 'B-Hb', 'hemoglobin blodvärde', []],
      ['tpk', 'B-TPK', 'trombocyter', []],
      ['blood-count', 'Blodstatus', '', ['hb', 'tpk']],
    ].map(([code, display, words, members]) => ({
      code: code as string,
      display: display as string,
      designation: words ? [{ value: words as string }] : [],
      property: [
        { code: 'kind', valueCode: 'laboratory' },
        ...(members as string[]).map((member) => ({ code: 'member', valueCode: member })),
      ],
    })),
  };
  const all = orderablesOf(catalogue);

  it('a set before its parts; a set is its parts, each once', () => {
    assert.deepEqual(
      matching(all, 'laboratory', 'blod').map(({ code }) => code),
      ['blood-count', 'hb'],
    );
    assert.deepEqual(
      matching(all, 'laboratory', 'hemo').map(({ code }) => code),
      ['hb'],
    );
    assert.deepEqual(matching(all, 'imaging', 'blod'), []);
    assert.deepEqual(matching(all, 'laboratory', ' '), []);
    const [set, hb] = matching(all, 'laboratory', 'blod');
    assert.ok(set && hb);
    assert.deepEqual(
      unfolded([hb, set], all).map(({ code }) => code),
      ['hb', 'tpk'],
    );
  });
});
