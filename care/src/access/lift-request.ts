/**
 * A request that a block is lifted for somebody who may not, or cannot, lift it alone (PDL 2008:355, 4 kap. 5 §; 2022:913, 3 kap. 5 §), as Tasks
 * (http://hl7.org/fhir/R4/task.html). Where it stands follows from the time alone: no timer has to fire for it to be seen. It lies with the unit that is
 * asked; unanswered in time, with the head of that unit; then with a unit that is staffed around the clock as well.
 */
import type { Task } from '@medplum/fhirtypes';
import { instantBounds } from '../time/instant-bounds.ts';

const system = 'https://vardkedjan.se/fhir/CodeSystem/task-kind';

/** One Task for each that knows of the request, told apart by its code; the same group identifier holds them together. */
export const liftRequests = {
  /** At the care provider that is asked. */
  another: { system, code: 'lift-block-for-another', display: 'Begäran att häva en spärr' },
  /** At the unit of the own care provider that is asked. */
  colleague: { system, code: 'lift-block-for-colleague', display: 'Begäran att häva en spärr' },
  /** At the unit that is staffed around the clock, from when nobody has answered. */
  unanswered: { system, code: 'lift-block-unanswered', display: 'Obesvarad begäran att häva en spärr' },
  /** With the one who asks. */
  asked: { system, code: 'lift-block-asked', display: 'Du har begärt att en spärr hävs' },
} as const;

export type LiftRequestKind = keyof typeof liftRequests;

/** How long there is to answer, and how long its head then has before the staffed unit is told; the law has no numbers (docs/open-questions.md). */
export const answerMinutes = 30;
export const headMinutes = 15;

export type LiftRequestStage = 'waits' | 'with-head' | 'with-staffed-unit' | 'answered';

export interface LiftRequest {
  kind: LiftRequestKind;
  stage: LiftRequestStage;
  /** ISO 8601. */
  asked: string;
  answerBy: string;
  /** What was answered, in the words of the one who did. */
  answer?: string;
}

/** undefined: the Task is no such request, or does not say when it is to be answered. */
export function liftRequestAt(task: Task, now: Date): LiftRequest | undefined {
  const kind = (Object.keys(liftRequests) as LiftRequestKind[]).find((one) =>
    task.code?.coding?.some((coding) => coding.system === system && coding.code === liftRequests[one].code),
  );
  const answerBy = task.restriction?.period?.end;
  const by = answerBy === undefined ? undefined : instantBounds(answerBy)?.low;
  if (kind === undefined || answerBy === undefined || by === undefined || task.authoredOn === undefined)
    return undefined;
  const late = now.getTime() - Date.parse(by);
  const isStaffed = task.input?.some(({ type }) => type.text === 'staffed-unit') ?? false;
  const unanswered =
    isStaffed && late >= headMinutes * 60_000 ? 'with-staffed-unit' : late >= 0 ? 'with-head' : 'waits';
  const answer = task.output?.[0]?.valueString;
  return {
    kind,
    stage: task.status === 'requested' ? unanswered : 'answered',
    asked: task.authoredOn,
    answerBy,
    ...(answer !== undefined && { answer }),
  };
}
