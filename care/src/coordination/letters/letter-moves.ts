/**
 * What becomes of a letter that does not reach its patient (F3): the post brings it back, or it lies unread in the app. Who keeps it says so,
 * and how the patient was reached instead; each can be taken back. On its Task (http://hl7.org/fhir/R4/task.html): why it came back is the
 * statusReason, when it was posted and came back the executionPeriod, and how the patient was reached the output.
 */
import type { Coding, Resource, Task } from '@medplum/fhirtypes';
import { canonicalJson } from '../../record-keeping/note-items.ts';
import { inState, isLetterTask, isUnreadTooLong, type LetterState, letterStateOf } from './letter.ts';

/** Why the post brought it back, as it stands on what comes back. */
export const returnReasons = {
  moved: 'Adressaten har flyttat',
  unknown: 'Adressaten är okänd på adressen',
  address: 'Adressen är ofullständig eller fel',
  uncollected: 'Inte hämtat',
  other: 'Annat skäl',
} as const;
export type ReturnReason = keyof typeof returnReasons;
export const returnReasonSystem = 'https://vardkedjan.se/fhir/CodeSystem/letter-return-reason';

/** How the patient was reached instead. */
export const reachedWays = { 'sent-again': 'Skickat igen', called: 'Uppringd', other: 'På annat sätt' } as const;
export type ReachedWay = keyof typeof reachedWays;
export const reachedSystem = 'https://vardkedjan.se/fhir/CodeSystem/letter-reached';

export const letterIsPosted = (handling: Task, now: Date): Task => ({
  ...handling,
  ...inState('posted', now),
  executionPeriod: { start: now.toISOString() },
});

/** Why a letter that was posted has come back; `more`: in the own words of who says it. */
export function letterIsReturned(handling: Task, reason: ReturnReason, more: string, now: Date): Task {
  const display = returnReasons[reason];
  return {
    ...handling,
    ...inState('returned', now),
    statusReason: {
      coding: [{ system: returnReasonSystem, code: reason, display }],
      text: more === '' ? display : more,
    },
    executionPeriod: { ...handling.executionPeriod, end: now.toISOString() },
  };
}

/** `by`: the id of the letter sent in its place, or what was said. */
export function letterIsSettled(
  handling: Task,
  way: ReachedWay,
  by: { letter: string } | { words: string },
  now: Date,
): Task {
  const coding: Coding = { system: reachedSystem, code: way, display: reachedWays[way] };
  const value =
    'letter' in by
      ? { valueReference: { reference: `DocumentReference/${by.letter}` } }
      : { valueString: by.words === '' ? reachedWays[way] : by.words };
  return { ...handling, ...inState('settled', now), output: [{ type: { coding: [coding] }, ...value }] };
}

/** As it was before the last of the two was said, its age with it; undefined: there is nothing to take back. */
export function letterTakenBack(handling: Task): Task | undefined {
  const { output: _output, statusReason, executionPeriod, ...rest } = handling;
  const sent = new Date(handling.authoredOn ?? '');
  const posted = executionPeriod?.start;
  switch (letterStateOf(handling)) {
    case 'settled':
      return statusReason === undefined
        ? { ...rest, ...inState('sent', sent) }
        : {
            ...rest,
            statusReason,
            ...(executionPeriod && { executionPeriod }),
            ...inState('returned', new Date(executionPeriod?.end ?? '')),
          };
    case 'returned':
      return posted === undefined
        ? { ...rest, ...inState('posted', sent) }
        : { ...rest, executionPeriod: { start: posted }, ...inState('posted', new Date(posted)) };
    case 'posted':
      return { ...rest, ...inState('to-print', sent) };
    default:
      return undefined;
  }
}

/** It is to be printed and posted, has come back, or has lain unread too long: somebody at the unit must do something about it. */
export const isToDo = (handling: Task, now: Date): boolean =>
  letterStateOf(handling) === 'to-print' || isToReach(handling, now);

/** It has come back, or lain unread too long: somebody at the unit must reach the patient in another way. */
export const isToReach = (handling: Task, now: Date): boolean =>
  letterStateOf(handling) === 'returned' || isUnreadTooLong(handling, now);

const moves: Readonly<Record<LetterState, readonly LetterState[]>> = {
  sent: ['settled'],
  'to-print': ['posted'],
  posted: ['returned', 'to-print'],
  returned: ['settled', 'posted'],
  settled: ['returned', 'sent'],
  read: [],
};

/** Why staff may not write it so; undefined: they may. That it is read is noted by the system when the patient opens it. */
export function letterFault(before: Resource | undefined, after: Resource | undefined): string | undefined {
  if (!isLetterTask(before)) {
    if (!isLetterTask(after)) return undefined;
    const state = letterStateOf(after);
    return before === undefined && (state === 'sent' || state === 'to-print')
      ? undefined
      : 'A letter begins by being sent.';
  }
  const state = letterStateOf(before);
  const next = isLetterTask(after) ? letterStateOf(after) : undefined;
  if (!isLetterTask(after) || state === undefined || next === undefined) return 'Where a letter stands is kept.';
  if (!moves[state].includes(next)) return `A letter that is ${state} does not become ${next}.`;
  if (next === 'returned' && codeOf(after.statusReason?.coding, returnReasonSystem) === undefined)
    return 'A letter that has come back says why.';
  if (next === 'settled' && codeOf(after.output?.[0]?.type.coding, reachedSystem) === undefined)
    return 'Say how the patient was reached instead.';
  return canonicalJson(unmoved(before)) === canonicalJson(unmoved(after))
    ? undefined
    : 'A letter that was sent is not changed.';
}

const codeOf = (codings: readonly Coding[] | undefined, of: string): string | undefined =>
  codings?.find(({ system }) => system === of)?.code;

function unmoved(task: Task): Partial<Task> {
  const {
    status: _s,
    businessStatus: _b,
    lastModified: _l,
    statusReason: _r,
    executionPeriod: _p,
    output: _o,
    meta: _m,
    id: _i,
    ...rest
  } = task;
  return rest;
}
