/**
 * A request that another care provider lifts its block (2022:913, 3 kap. 5 §), as a Task with the time by which it is to be answered. It lies with the
 * units of that care provider that keep the patient's entries, which have a care relation by it while it waits.
 */
import type { CareTeam, Organization, Practitioner, Reference, Task } from '@medplum/fhirtypes';
import type { StaffCaller } from '@vardkedjan/care/access/caller.ts';
import { answerMinutes, emergencyHours } from '@vardkedjan/care/access/shared-records.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Asked } from '../../http/asked.ts';
import type { Stored } from '../../store/record.ts';
import { careUnitExtension } from '../../store/write/body.ts';
import { register } from '../blocks/asked-about-blocks.ts';
import { personOf, unitOf } from './asked-about-sharing.ts';

export const liftRequest = {
  system: 'https://vardkedjan.se/fhir/CodeSystem/task-kind',
  code: 'lift-block-for-another',
  display: 'Begäran att häva en spärr',
};

export interface Request {
  stored: Stored;
  task: Task;
  /** Id of the care provider that is asked. */
  of: string;
  unit: Reference<Organization>;
  person: Reference<Practitioner>;
}

export interface Asking {
  patient: string;
  by: StaffCaller;
  of: Reference<Organization>;
  /** Of that care provider, those that keep the patient's entries. */
  units: readonly Reference<Organization>[];
  reason: string;
  at: Date;
}

export function requestOf({ patient, by, of, units, reason, at }: Asking): [Task, ...CareTeam[]] {
  const subject = { reference: `Patient/${patient}` };
  const [first = of] = units;
  const meta = { extension: [{ url: careUnitExtension, valueReference: first }] };
  const after = (milliseconds: number): string => new Date(at.getTime() + milliseconds).toISOString();
  const task: Task = {
    resourceType: 'Task',
    meta,
    status: 'requested',
    intent: 'order',
    priority: 'stat',
    code: { coding: [liftRequest], text: liftRequest.display },
    description: `${by.assignment.careUnit.name} begär att spärren hävs: ${reason}`,
    for: subject,
    authoredOn: at.toISOString(),
    requester: personOf(by),
    owner: first,
    restriction: { period: { end: after(answerMinutes * 60_000) } },
    input: [
      { type: { text: 'for-unit' }, valueReference: unitOf(by) },
      { type: { text: 'care-provider' }, valueReference: of },
    ],
  };
  if (units.length === 0) return [task];
  const period = { start: at.toISOString(), end: after(emergencyHours * 3_600_000) };
  const participant = units.map((member) => ({ member }));
  return [
    task,
    { resourceType: 'CareTeam', meta, status: 'active', subject, period, name: liftRequest.display, participant },
  ];
}

const found = new WeakMap<Asked, Promise<Request | undefined>>();

/** The request that the caller means to answer; undefined: it is none, of another patient, or has been answered. */
export function requestMeant(asked: Asked, reference: string | undefined): Promise<Request | undefined> {
  const known = found.get(asked) ?? findRequest(asked, reference);
  found.set(asked, known);
  return known;
}

async function findRequest(asked: Asked, reference = ''): Promise<Request | undefined> {
  const id = /(?:^|\/)Task\/([A-Za-z0-9\-.]{1,64})$/.exec(reference)?.[1];
  if (id === undefined) throw new Failure('invalid', 'request must refer to a Task here');
  const stored = await asked.wiring.openRecord(register).read('Task', id);
  if (stored === undefined || stored.deleted) return undefined;
  const task = JSON.parse(stored.body) as Task;
  const given = (text: string) => task.input?.find(({ type }) => type.text === text)?.valueReference;
  const [unit, provider] = [given('for-unit'), given('care-provider')] as (Reference<Organization> | undefined)[];
  const isOne =
    task.code?.coding?.some(({ system, code }) => system === liftRequest.system && code === liftRequest.code) &&
    task.status === 'requested' &&
    task.for?.reference === `Patient/${asked.id}`;
  const of = /Organization\/(.+)$/.exec(provider?.reference ?? '')?.[1];
  const person = task.requester as Reference<Practitioner> | undefined;
  if (!isOne || of === undefined || unit === undefined || person === undefined) return undefined;
  return { stored, task, of, unit, person };
}
