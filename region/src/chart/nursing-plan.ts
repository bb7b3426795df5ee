/** A nursing plan begun by the region's template, and what has been done of it. */
import type { CarePlan, Goal, Observation, Task } from '@medplum/fhirtypes';
import { doneTask, measuresDone } from '@vardkedjan/care/clinical/nursing/measure-done.ts';
import { begunPlan, nursingPlanOf } from '@vardkedjan/care/clinical/nursing/nursing-plan.ts';
import { dateText, dateTimeText, dayOf, type Moment } from '../calendar.ts';
import { nursingPlanTemplates } from '../units/nursing-plans.ts';
import type { Chart, Contact } from './chart.ts';

export function beginNursingPlan(chart: Chart, contact: Contact, risk: Observation, moment: Moment): void {
  const kind = risk.code.coding?.[0]?.code;
  const template = nursingPlanTemplates().get(`nursing-${kind}`);
  if (template === undefined) return;
  const [goal, plan] = begunPlan({
    ids: ['', ''],
    patient: chart.subject,
    encounter: contact.reference,
    by: contact.staff.reference,
    at: dateTimeText(moment),
    ...template,
    basis: risk.id,
    evaluateBy: dateText(dayOf(moment) + template.days),
    template: `https://vardkedjan.se/fhir/PlanDefinition/nursing-${kind}`,
  });
  const { id: _goalId, ...goalRest } = goal;
  const { id: _planId, ...planRest } = plan;
  const aim = chart.add<Goal>(contact.unit, goalRest);
  const begun = chart.add<CarePlan>(contact.unit, {
    ...planRest,
    goal: [{ reference: `Goal/${aim.id}`, display: template.goal }],
  });
  doSome(chart, contact, begun, aim);
}

/** The first and second measure were done in the last hours. */
function doSome(chart: Chart, contact: Contact, begun: CarePlan, aim: Goal): void {
  const plan = nursingPlanOf(begun, [aim]);
  for (const [index, measure] of (plan?.measures ?? []).slice(0, 2).entries()) {
    const moment = chart.now - (2 + index * 9) * 3_600_000;
    if (!plan || moment < Date.parse(plan.begun)) continue;
    const by = contact.staff.reference;
    const now = new Date(moment);
    const task = doneTask({
      plan,
      measure,
      patient: chart.subject,
      encounter: contact.reference,
      by,
      done: measuresDone([]),
      now,
    });
    chart.add<Task>(contact.unit, task);
  }
}
