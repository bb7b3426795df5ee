/**
 * Counter-signing: a note that its author has signed, a student's or a doctor's in training, is read and signed by a colleague too, or returned
 * with what is to be put right (PDL 2008:355, 3 kap. 10 §, says who signs; that some need a second signature is each care provider's own rule:
 * docs/open-questions.md). Who is asked is a Task (http://hl7.org/fhir/R4/task.html), one for each note, whose versions are its rounds.
 */
import type { Coding, QuestionnaireResponse, Reference, Resource, Task } from '@medplum/fhirtypes';
import { isDraft } from '../note-state.ts';
import { counterSignatureOf } from '../note-signature.ts';

export const counterSigning = {
  system: 'https://vardkedjan.se/fhir/CodeSystem/note-task',
  code: 'countersign',
  display: 'Kontrasignering',
} as const satisfies Coding;

export type CounterSigningFault =
  | 'a-draft'
  | 'countersigned-already'
  | 'own-note'
  | 'not-asked'
  | 'not-the-one-asked'
  | 'no-reason';

/** The next version of the request: who asks whom. */
export interface CounterSigningAsked {
  note: QuestionnaireResponse & { id: string };
  by: Reference;
  of: Reference;
  /** FHIR instant. */
  at: string;
}

/** One for each note, so that two who ask at once make one; an id is 64 characters at most. */
export const counterSigningId = (noteId: string): string => `cs-${noteId.slice(-61)}`;

export function isCounterSigning(resource: Resource | undefined): resource is Task {
  return (
    resource?.resourceType === 'Task' &&
    resource.code?.coding?.some(
      ({ system, code }) => system === counterSigning.system && code === counterSigning.code,
    ) === true
  );
}

/** Asks anew too: of another colleague, or when what was returned has been put right. */
export function askToCounterSign({ note, by, of, at }: CounterSigningAsked): Task | CounterSigningFault {
  if (isDraft(note)) return 'a-draft';
  if (counterSignatureOf(note) !== undefined) return 'countersigned-already';
  if (of.reference === undefined || of.reference === note.author?.reference) return 'own-note';
  return {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    code: { coding: [counterSigning], text: counterSigning.display },
    description: `Kontrasignera en anteckning av ${note.author?.display ?? 'okänd'}`,
    focus: { reference: `QuestionnaireResponse/${note.id}` },
    for: note.subject as NonNullable<Task['for']>,
    authoredOn: at,
    lastModified: at,
    requester: by as NonNullable<Task['requester']>,
    owner: of as NonNullable<Task['owner']>,
  };
}

/** What hinders `by` from countersigning the note, by the request as it stands. */
export function counterSigningHindrance(
  note: QuestionnaireResponse,
  request: Task | undefined,
  by: string | undefined,
): CounterSigningFault | undefined {
  if (isDraft(note)) return 'a-draft';
  if (counterSignatureOf(note) !== undefined) return 'countersigned-already';
  if (request?.status !== 'requested') return 'not-asked';
  if (by === undefined || request.owner?.reference !== by) return 'not-the-one-asked';
  return note.author?.reference === by ? 'own-note' : undefined;
}

export function answerCounterSigning(
  request: Task,
  at: string,
  returned?: { reason: string },
): Task | CounterSigningFault {
  if (returned?.reason.trim() === '') return 'no-reason';
  const { statusReason: _earlier, ...rest } = request;
  return {
    ...rest,
    status: returned ? 'rejected' : 'completed',
    lastModified: at,
    ...(returned && { statusReason: { text: returned.reason } }),
  };
}

/**
 * What was countersigned or returned and has been corrected since waits for the same colleague again, unless it was that colleague who
 * corrected it. undefined: nothing waits.
 */
export function afterCorrection(request: Task | undefined, by: Reference, at: string): Task | undefined {
  if (request === undefined || !['completed', 'rejected'].includes(request.status)) return undefined;
  if (request.owner?.reference === by.reference) return undefined;
  const { statusReason: _earlier, ...rest } = request;
  return { ...rest, status: 'requested', lastModified: at, requester: by as NonNullable<Task['requester']> };
}
