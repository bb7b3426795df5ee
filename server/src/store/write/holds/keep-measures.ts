/** That a measure of a nursing plan has been done is signed by who did it, and taken back but never changed (care/src/clinical/nursing), whichever way it is written. */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { isMeasureTask, measureFault, measureNamed } from '@vardkedjan/care/clinical/nursing/measure-done.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { nursingPlanOf } from '@vardkedjan/care/clinical/nursing/nursing-plan.ts';
import type { CarePlan, Task } from '@medplum/fhirtypes';
import { localReference } from '../../references.ts';
import type { Targets } from '../linking/targets.ts';
import { resourceOf } from '../body.ts';
import type { Pending } from '../pending.ts';

export function keepMeasures(
  { change, resource, current }: Pending,
  all: readonly Pending[],
  caller: Caller,
  targets: Targets,
): void {
  if (caller.kind !== 'staff' || (resource?.resourceType ?? current?.type) !== 'Task') return;
  const before = current === undefined || current.deleted ? undefined : resourceOf(current.body ?? '');
  const after = isMeasureTask(resource) && current ? ({ ...resource, id: current.id } as Task) : resource;
  const by = { kind: 'staff', practitioner: `Practitioner/${caller.practitioner.id}` } as const;
  const fault = measureFault(before, after, by, Date.now());
  if (fault !== undefined) throw new Failure('conflict', fault);
  if (before === undefined && isMeasureTask(after)) keepToPlan(after, change.action === 'create', all, targets);
  if (isMeasureTask(before) && change.action !== 'create' && change.ifMatch === undefined)
    throw new Failure('precondition-failed', 'A measure is taken back with If-Match: the version that was seen.');
}

function keepToPlan(after: Task, isCreate: boolean, all: readonly Pending[], targets: Targets): void {
  if (!isCreate) throw new Failure('conflict', 'A measure is signed by POST, and has no id of the client’s own.');
  if (!isOfOnePatient(after, targets))
    throw new Failure('conflict', 'A measure is done for the patient whose plan it is.');
  const plan = planAfter(after, all, targets);
  if (plan?.status !== 'active') throw planEnded();
  if (!nursingPlanOf(plan, [])?.measures.some(({ id }) => id === measureNamed(after)))
    throw new Failure('conflict', 'A measure is one of those that the plan says.');
}

/** As it will be after the unit of work. */
export function planAfter({ basedOn }: Task, all: readonly Pending[], targets: Targets): CarePlan | undefined {
  const name = basedOn?.[0]?.reference ?? '';
  const written = all.find(
    ({ resource, change }) => resource?.resourceType === 'CarePlan' && `CarePlan/${change.id ?? ''}` === name,
  );
  const stored = targets.getByName(name)?.body;
  const plan = written?.resource ?? (stored ? resourceOf(stored) : undefined);
  return plan?.resourceType === 'CarePlan' ? plan : undefined;
}

function planEnded(): Failure {
  const diagnostics = 'A measure is done of a plan that goes on, and this one has ended';
  const text =
    'Omvårdnadsplanen är avslutad, så åtgärden signerades inte. Påbörja en ny plan, eller skriv en anteckning om det som är gjort.';
  return new Failure('conflict', diagnostics, {
    issues: [{ severity: 'error', code: 'business-rule', details: { text }, diagnostics }],
  });
}

/** The plan and the patient are there to be seen, and the plan is theirs. */
function isOfOnePatient({ basedOn, for: whose }: Task, targets: Targets): boolean {
  const [plan, patient] = [basedOn?.[0]?.reference, whose?.reference].map((reference) => {
    const local = localReference(reference ?? '');
    return local && targets.get(local)?.patientKey;
  });
  return plan !== undefined && plan === patient;
}
