import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlanDefinition, Task } from '@medplum/fhirtypes';
import { doneTask, isEvaluationLate, measureFault, measuresDone, measuresDue } from './measure-done.ts';
import { dueOf, type MeasurePace, measurePaces, nursingDayAt, paceOf, scheduleOf, slotOf } from './measure-pace.ts';
import { begunPlan, evaluatedPlan, nursingPlanOf, withMeasures } from './nursing-plan.ts';
import { freeMeasureId, planFaults, planTemplateOf, withPlanTemplate } from './plan-template.ts';

const at = (text: string) => Date.parse(text);
const due = (pace: MeasurePace, begun: string, done?: string) => {
  const found = dueOf(pace, { begun: at(begun), done: done === undefined ? undefined : at(done) });
  return found === undefined ? undefined : new Date(found).toISOString();
};

test('every pace is told from its schedule again; another schedule is not guessed', () => {
  for (const pace of measurePaces) assert.equal(paceOf(scheduleOf(pace)), pace);
  assert.equal(paceOf({ scheduledTiming: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } } }), undefined);
  assert.equal(paceOf({}), undefined);
});

test('the ward’s day begins at 07, and a night belongs to the day before', () => {
  const night = nursingDayAt(at('2026-11-29T03:00:00Z'));
  assert.deepEqual(
    [night.start, night.shift.start, night.shift.end].map((each) => new Date(each).toISOString()),
    ['2026-11-28T06:00:00.000Z', '2026-11-28T20:00:00.000Z', '2026-11-29T06:00:00.000Z'],
  );
  // Clocks are put back at 03 on 25 October 2026: that night is an hour longer.
  const longer = nursingDayAt(at('2026-10-25T00:30:00Z'));
  assert.equal((longer.shift.end - longer.shift.start) / 3_600_000, 11);
});

test('what is done each shift is due at the end of the next one after it was done', () => {
  assert.equal(due('shift', '2026-11-29T08:00:00Z'), '2026-11-29T13:00:00.000Z');
  assert.equal(due('shift', '2026-11-28T08:00:00Z', '2026-11-29T08:00:00Z'), '2026-11-29T20:00:00.000Z');
  assert.equal(due('shift', '2026-11-28T08:00:00Z', '2026-11-29T22:00:00Z'), '2026-11-30T13:00:00.000Z');
});

test('by hours, days, weeks and once', () => {
  assert.equal(due('3h', '2026-11-29T08:00:00Z'), '2026-11-29T11:00:00.000Z');
  assert.equal(due('3h', '2026-11-28T08:00:00Z', '2026-11-29T09:30:00Z'), '2026-11-29T12:30:00.000Z');
  assert.equal(due('day', '2026-11-29T08:00:00Z'), '2026-11-30T06:00:00.000Z');
  assert.equal(due('day', '2026-11-28T08:00:00Z', '2026-11-29T08:00:00Z'), '2026-12-01T06:00:00.000Z');
  assert.equal(
    due('day', '2026-10-01T08:00:00Z', '2026-10-24T08:00:00Z'),
    '2026-10-26T06:00:00.000Z',
    'over the change of clocks',
  );
  assert.equal(due('week', '2026-11-28T08:00:00Z', '2026-11-29T08:00:00Z'), '2026-12-07T06:00:00.000Z');
  assert.equal(due('once', '2026-11-29T08:00:00Z'), '2026-11-29T13:00:00.000Z');
  assert.equal(due('once', '2026-11-29T08:00:00Z', '2026-11-29T09:00:00Z'), undefined);
  assert.equal(due('as-needed', '2026-11-29T08:00:00Z'), undefined);
});

test('a measure is signed once for what it was to be done for', () => {
  const times = { begun: at('2026-11-29T06:00:00Z'), done: undefined };
  const slot = (pace: MeasurePace, now: string) => slotOf(pace, times, at(now));
  assert.equal(slot('shift', '2026-11-29T08:00:00Z'), slot('shift', '2026-11-29T12:59:00Z'));
  assert.notEqual(slot('shift', '2026-11-29T12:59:00Z'), slot('shift', '2026-11-29T13:01:00Z'));
  assert.equal(slot('3h', '2026-11-29T08:00:00Z'), slot('3h', '2026-11-29T10:00:00Z'));
  assert.notEqual(slot('as-needed', '2026-11-29T08:00:00Z'), slot('as-needed', '2026-11-29T08:00:01Z'));
});

const template = {
  title: 'Risk för fall',
  risk: 'fall' as const,
  goal: 'Faller inte',
  days: 3,
  measures: [
    { id: 'm1', text: 'Halkfria strumpor', pace: 'shift' as const, who: 'Undersköterska' },
    { id: 'm2', text: 'Följs till toaletten', pace: 'as-needed' as const, who: '' },
  ],
};

test('a template is a PlanDefinition and back, and keeps whose it is', () => {
  const venue = { code: { code: 'venue' }, valueReference: { reference: 'Organization/w' } };
  const empty: PlanDefinition = { resourceType: 'PlanDefinition', status: 'draft', useContext: [venue] };
  const made = withPlanTemplate(empty, template);
  assert.deepEqual(planTemplateOf(made), template);
  assert.deepEqual(made.useContext?.[0], venue);
  const without = withPlanTemplate(made, { ...template, risk: undefined, goal: '', measures: [] });
  assert.deepEqual(without, { ...empty, title: 'Risk för fall' });
});

test('what a plan lacks is told before it is begun', () => {
  assert.deepEqual(planFaults(template), []);
  assert.deepEqual(planFaults({ title: ' ', goal: '', days: 0, measures: [] }), [
    'no-title',
    'no-goal',
    'no-days',
    'no-measures',
  ]);
  const [first] = template.measures;
  assert.deepEqual(planFaults({ ...template, measures: [first, { ...first, id: 'm9' }] as never }), ['same-measure']);
  assert.deepEqual(planFaults({ ...template, measures: [{ ...first, text: '' }] as never }), ['empty-measure']);
  assert.equal(freeMeasureId(template.measures), 'm3');
});

const elin = { reference: 'Practitioner/elin', display: 'Elin Sandberg, sjuksköterska' };
const [goal, plan] = begunPlan({
  ids: ['p', 'g'],
  patient: { reference: 'Patient/x' },
  by: elin,
  at: '2026-11-29T06:30:00Z',
  title: template.title,
  risk: 'fall',
  basis: 'o',
  goal: template.goal,
  evaluateBy: '2026-12-02',
  measures: template.measures,
});
const read = () => nursingPlanOf(plan, [goal]);

test('a plan says its problem, goal, measures, who began it and why', () => {
  const found = read();
  assert.deepEqual(
    [found?.title, found?.risk, found?.goal, found?.evaluateBy, found?.isActive, found?.by],
    ['Risk för fall', 'fall', 'Faller inte', '2026-12-02', true, elin.display],
  );
  assert.deepEqual(
    found?.measures.map(({ text, pace, who, isStopped }) => [text, pace, who, isStopped]),
    [
      ['Halkfria strumpor', 'shift', 'Undersköterska', false],
      ['Följs till toaletten', 'as-needed', '', false],
    ],
  );
  assert.deepEqual(goal.addresses, [{ reference: 'Observation/o' }]);
  assert.equal(nursingPlanOf({ ...plan, category: [] }, [goal]), undefined, 'another plan is none of ours');
});

test('a measure that is taken away is stopped and stays to be read', () => {
  const changed = withMeasures(plan, [
    { id: 'm2', text: 'Följs alltid', pace: 'day', who: '' },
    { id: 'm3', text: 'Ny', pace: '2h', who: '' },
  ]);
  assert.deepEqual(
    nursingPlanOf(changed, [goal])?.measures.map(({ id, text, isStopped }) => [id, text, isStopped]),
    [
      ['m1', 'Halkfria strumpor', true],
      ['m2', 'Följs alltid', false],
      ['m3', 'Ny', false],
    ],
  );
});

test('an evaluation keeps those before it; without a next day the plan ends', () => {
  const first = {
    outcome: 'improving' as const,
    text: 'Går säkrare.',
    next: '2026-12-05',
    by: 'Elin',
    at: '2026-12-02T08:00:00Z',
  };
  const [later, same] = evaluatedPlan(goal, plan, first);
  assert.equal(same.status, 'active');
  assert.equal(nursingPlanOf(same, [later])?.evaluateBy, '2026-12-05');
  const [last, ended] = evaluatedPlan(later, same, {
    ...first,
    outcome: 'achieved',
    text: 'Målet nått.',
    next: undefined,
  });
  const found = nursingPlanOf(ended, [last]);
  assert.deepEqual(
    [found?.isActive, found?.outcome, found?.evaluations.map(({ text }) => text)],
    [false, 'achieved', ['Går säkrare.', 'Målet nått.']],
  );
  assert.equal(isEvaluationLate(found as never, '2027-01-01'), false, 'an ended plan is not late');
  assert.equal(isEvaluationLate(read() as never, '2026-12-03'), true);
  assert.equal(isEvaluationLate(read() as never, '2026-12-02'), false);
});

const doing = (now: string, done: Task[] = []) => {
  const found = read();
  const measure = found?.measures[0];
  if (!found || !measure) throw new Error('no plan');
  return doneTask({
    plan: found,
    measure,
    patient: { reference: 'Patient/x' },
    by: elin,
    done: measuresDone(done),
    now: new Date(now),
  });
};

test('what is due is told of each measure, and one that was taken back does not count', () => {
  const states = (now: string, ...tasks: Task[]) =>
    measuresDue([read() as never], measuresDone(tasks), at(now)).map(({ state }) => state);
  const task = doing('2026-11-29T07:00:00Z');
  assert.deepEqual(states('2026-11-29T07:30:00Z'), ['now', 'any-time']);
  assert.deepEqual(states('2026-11-29T13:30:00Z'), ['late', 'any-time']);
  assert.deepEqual(states('2026-11-29T07:30:00Z', task), ['later', 'any-time']);
  assert.deepEqual(states('2026-11-29T07:30:00Z', { ...task, status: 'entered-in-error' }), ['now', 'any-time']);
});

test('a measure is signed in one’s own name, when done, and only taken back after', () => {
  const by = { kind: 'staff' as const, practitioner: 'Practitioner/elin' };
  const now = at('2026-11-29T07:00:00Z');
  const task: Task = { ...doing('2026-11-29T07:00:00Z'), id: 't' };
  assert.equal(measureFault(undefined, task, by, now), undefined);
  assert.match(measureFault(undefined, task, { ...by, practitioner: 'Practitioner/amir' }, now) ?? '', /own name/);
  assert.match(
    measureFault(undefined, { ...task, requester: { reference: 'Practitioner/amir' } }, by, now) ?? '',
    /own name/,
  );
  assert.match(measureFault(undefined, task, by, now - 3_600_000) ?? '', /which has been/);
  assert.match(measureFault(undefined, { ...task, status: 'requested' }, by, now) ?? '', /has been done/);
  assert.match(
    measureFault(undefined, { ...task, basedOn: [{ reference: 'CarePlan/other' }] }, by, now) ?? '',
    /names the plan/,
  );
  assert.equal(
    measureFault(task, { ...task, meta: { versionId: '2' }, status: 'entered-in-error' }, by, now),
    undefined,
  );
  assert.match(
    measureFault(task, { ...task, owner: { reference: 'Practitioner/amir' } }, by, now) ?? '',
    /not changed/,
  );
  assert.match(measureFault(task, undefined, by, now) ?? '', /taken back/);
  assert.equal(measureFault(task, undefined, { kind: 'system' }, now), undefined);
  assert.equal(
    measureFault({ resourceType: 'Task' } as Task, { resourceType: 'Task' } as Task, by, now),
    undefined,
    'other tasks',
  );
});
