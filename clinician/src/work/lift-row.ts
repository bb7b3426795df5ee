/** Requests to lift a block, as those who answer them, and the one who has asked, are told of them. */
import type { Task } from '@medplum/fhirtypes';
import { type LiftRequest, liftRequestAt } from '@vardkedjan/care/access/lift-request.ts';

export interface WaitingLift {
  /** `Task/…` */
  id: string;
  patientId: string;
  text: string;
  lift: LiftRequest;
  /** Since it was asked. */
  minutes: number;
}

/** Those that somebody at the unit has to answer now, the one that has waited longest first. */
export function liftsWaiting(tasks: readonly Task[], now: Date): WaitingLift[] {
  return tasks
    .flatMap((task): WaitingLift[] => {
      const lift = liftRequestAt(task, now);
      if (lift === undefined || !isDue(lift) || lift.kind === 'asked' || lift.stage === 'answered') return [];
      return [
        {
          id: `Task/${task.id ?? ''}`,
          patientId: task.for?.reference?.split('/').at(-1) ?? '',
          text: task.description ?? '',
          lift,
          minutes: Math.max(0, Math.floor((now.getTime() - Date.parse(lift.asked)) / 60_000)),
        },
      ];
    })
    .toSorted((a, b) => a.lift.asked.localeCompare(b.lift.asked));
}

/** The unit that is staffed around the clock has nothing to do while others may still answer. */
export function isDue({ kind, stage }: LiftRequest): boolean {
  return kind !== 'unanswered' || stage === 'with-staffed-unit';
}
