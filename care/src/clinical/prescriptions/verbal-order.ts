/**
 * A drug that a prescriber orders by word of mouth, as at a cardiac arrest or by telephone, and a nurse writes down: an order whose requester is the
 * prescriber and whose recorder is the nurse (http://hl7.org/fhir/R4/medicationrequest-definitions.html#MedicationRequest.recorder), in force at once, and
 * with it a Task that waits until the prescriber has signed it or says why it is not theirs. That it is confirmed afterwards is SOSFS 2000:1, 3 kap. 6 §, of the
 * telephone; what HSLF-FS 2017:37, which replaced it, says is in docs/open-questions.md 308.
 */
import type { Coding, MedicationRequest, Practitioner, Reference, Resource, Task } from '@medplum/fhirtypes';
import { canonicalJson } from '../../record-keeping/note-items.ts';

export const verbalOrderTask = {
  system: 'https://vardkedjan.se/fhir/CodeSystem/task-kind',
  code: 'verbal-order',
  display: 'Signera muntlig ordination',
} as const satisfies Coding;

const nurses: ReadonlySet<string> = new Set(['nurse', 'district-nurse', 'school-nurse', 'midwife']);

/** Who may write down what is ordered by word of mouth: nurses, in an assignment for care. */
export function mayTakeVerbally({ profession, purpose }: { profession: string; purpose: string }): boolean {
  return purpose === 'care' && nurses.has(profession);
}

/** It is another’s, written down by `practitioner`, `Practitioner/x`. */
export const isVerbalBy = ({ requester, recorder }: MedicationRequest, practitioner: string): boolean =>
  recorder?.reference === practitioner &&
  requester?.reference?.startsWith('Practitioner/') === true &&
  requester.reference !== practitioner;

export interface SaidBy {
  prescriber: Reference<Practitioner>;
  recorder: Reference<Practitioner>;
  /** FHIR dateTime at which it was said. */
  at: string;
}

export const orderedVerbally = <T extends MedicationRequest>(order: T, { prescriber, recorder, at }: SaidBy): T => ({
  ...order,
  requester: prescriber,
  recorder,
  authoredOn: at,
});

/** What the prescriber is to sign; `now`: FHIR instant. */
export function toConfirm(order: MedicationRequest & { id: string }, now: string): Task & { id: string } {
  const { requester, recorder, subject } = order;
  return {
    resourceType: 'Task',
    id: `verbal-${order.id}`,
    status: 'requested',
    intent: 'order',
    code: { coding: [verbalOrderTask], text: verbalOrderTask.display },
    focus: { reference: `MedicationRequest/${order.id}` },
    for: subject,
    authoredOn: now,
    lastModified: now,
    ...(recorder && { requester: recorder as NonNullable<Task['requester']> }),
    ...(requester && { owner: requester as NonNullable<Task['owner']> }),
  };
}

export const isVerbalOrderTask = (resource: Resource | undefined): resource is Task =>
  resource?.resourceType === 'Task' &&
  (resource.code?.coding?.some(
    ({ system, code }) => system === verbalOrderTask.system && code === verbalOrderTask.code,
  ) ??
    false);

/** Signed by the prescriber; `refused`: it is not their order, and why. */
export const confirmed = (task: Task, now: string, refused?: string): Task => ({
  ...task,
  status: refused === undefined ? 'completed' : 'rejected',
  ...(refused !== undefined && { statusReason: { text: refused } }),
  lastModified: now,
});

/** It waits for the one who is said to have ordered. */
export const asksToConfirm = (task: Resource | undefined, order: MedicationRequest & { id?: string }): boolean =>
  isVerbalOrderTask(task) &&
  task.status === 'requested' &&
  task.focus?.reference === `MedicationRequest/${order.id}` &&
  task.owner?.reference === order.requester?.reference;

/** Why staff may not write it so, as a sentence; undefined: they may. `by`: `Practitioner/x`; `together`: what the unit of work writes. */
export function verbalOrderFault(
  before: Resource | undefined,
  after: Resource | undefined,
  by: string,
  together: readonly (Resource | undefined)[],
): string | undefined {
  if (!isVerbalOrderTask(before)) {
    if (!isVerbalOrderTask(after)) return undefined;
    const isOfIt = together.some(
      (each) =>
        each?.resourceType === 'MedicationRequest' &&
        isVerbalBy(each as MedicationRequest, by) &&
        asksToConfirm(after, each as MedicationRequest),
    );
    return isOfIt && after.requester?.reference === by
      ? undefined
      : 'What is to be signed of a verbal order is written with the order, by who writes it down.';
  }
  if (!isVerbalOrderTask(after) || contentOf(before) !== contentOf(after))
    return 'What is to be signed of a verbal order is signed or refused, not changed.';
  if (before.status !== 'requested' || before.owner?.reference !== by)
    return 'A verbal order is signed once, by the one who ordered.';
  if (after.status === 'completed') return undefined;
  return after.status === 'rejected' && after.statusReason?.text?.trim()
    ? undefined
    : 'A verbal order is signed, or refused with a reason.';
}

function contentOf({ meta: _m, text: _t, status: _s, statusReason: _r, lastModified: _l, ...content }: Task): string {
  return canonicalJson(content);
}
