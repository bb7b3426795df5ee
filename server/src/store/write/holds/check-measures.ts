/**
 * Whether a measure of a nursing plan is signed for a time that follows from how often it is to be done (care/src/clinical/nursing/measure-done.ts), whichever
 * way it is written. What is done so many hours after it was done last is held to what was done before it, as the one who signs may see it.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import {
  isMeasureTask,
  measureDoneSystem,
  measuresDone,
  measureTimeFault,
} from '@vardkedjan/care/clinical/nursing/measure-done.ts';
import { nursingPlanOf } from '@vardkedjan/care/clinical/nursing/nursing-plan.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Task } from '@medplum/fhirtypes';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Queryable, Value } from '../../queryable.ts';
import { visibilitySql } from '../../visibility-sql.ts';
import { resourceOf } from '../body.ts';
import type { Targets } from '../linking/targets.ts';
import type { Pending } from '../pending.ts';
import { planAfter } from './keep-measures.ts';

interface Around {
  caller: Caller;
  database: Queryable;
  targets: Targets;
  visibility: Visibility;
}

export async function checkMeasures(pending: readonly Pending[], around: Around): Promise<void> {
  if (around.caller.kind !== 'staff') return;
  const signed = pending.flatMap(({ resource, current }) =>
    isMeasureTask(resource) && (current === undefined || current.deleted) ? [resource] : [],
  );
  for (const task of signed) {
    const resource = planAfter(task, pending, around.targets);
    const plan = resource && nursingPlanOf(resource, []);
    if (plan === undefined) continue;
    const others = signed.filter((each) => each !== task);
    const before = measuresDone([...others, ...(await doneOf(plan.id, around))]);
    const fault = measureTimeFault(plan, task, before);
    if (fault !== undefined) throw otherTime(fault);
  }
}

async function doneOf(plan: string, { database, targets, visibility }: Around): Promise<Task[]> {
  const { patientKey = 0 } = targets.getByName(`CarePlan/${plan}`) ?? {};
  const values: Value[] = [patientKey, `"value":"${plan}/`, `"system":"${measureDoneSystem}"`];
  const seen = visibilitySql(visibility, 'r', (value) => `$${values.push(value)}`);
  const text = `select r.body from resource r where r.patient_key = $1::bigint and r.type = ${typeCode('Task')} and not r.deleted
    and strpos(r.body, $2) > 0 and strpos(r.body, $3) > 0 and ${seen}`;
  const rows = await database.rows<{ body: string }>({ name: `measures-${visibility.kind}`, text }, values);
  return rows.map(({ body }) => resourceOf(body) as Task);
}

function otherTime(diagnostics: string): Failure {
  const text =
    'Åtgärden signerades inte: den hör inte till en tid enligt planen. Planen eller det som är gjort har ändrats; läs in sidan på nytt.';
  return new Failure('conflict', diagnostics, {
    issues: [{ severity: 'error', code: 'business-rule', details: { text }, diagnostics }],
  });
}
