/**
 * A letter to a patient as it is kept: what was sent, byte for byte (Binary), told of by a DocumentReference
 * (http://hl7.org/fhir/R4/documentreference.html) that holds the text too, and a Task with the same id whose state the sender sees with its
 * age (F3). A letter that was sent is not changed.
 */
import type {
  Coding,
  DocumentReference,
  Organization,
  Practitioner,
  Reference,
  Resource,
  Task,
} from '@medplum/fhirtypes';
import { taskKindSystem } from '../orders/order-codes.ts';

export const letterKinds = {
  summons: 'Kallelse',
  answer: 'Brev om provsvar',
  discharge: 'Utskrivningsinformation',
  letter: 'Brev',
} as const;
export type LetterKind = keyof typeof letterKinds;
export const isLetterKind = (text: string | undefined): text is LetterKind =>
  text !== undefined && Object.hasOwn(letterKinds, text);

export const letterKindSystem = 'https://vardkedjan.se/fhir/CodeSystem/letter-kind';
export const letterStateSystem = 'https://vardkedjan.se/fhir/CodeSystem/letter-state';
export const letterTask: Coding = { system: taskKindSystem, code: 'letter', display: 'Brev till patient' };
/** Canonical url of the template, with its version, that the letter was begun from. */
export const letterTemplateUrl = 'https://vardkedjan.se/fhir/StructureDefinition/letter-template';

/**
 * `sent`: it lies in the resident’s app; `to-print`: it goes by post, and nobody has said that it is left there; `posted`: printed and left to the
 * post, of which no receipt comes; `returned`: the post has brought it back; `settled`: it did not reach the patient, who was reached in
 * another way (letter-moves.ts).
 */
export const letterStates = ['sent', 'to-print', 'posted', 'read', 'returned', 'settled'] as const;
export type LetterState = (typeof letterStates)[number];
const taskStatusOf: Readonly<Record<LetterState, Task['status']>> = {
  sent: 'requested',
  'to-print': 'ready',
  posted: 'in-progress',
  read: 'completed',
  returned: 'failed',
  settled: 'cancelled',
};

export type LetterChannel = 'online' | 'post';

const day = 86_400_000;
/**
 * So long an online letter may lie unread before its sender is told, a summons until so long before its visit, but a day at least
 * (docs/open-questions.md). Milliseconds.
 */
const unread = { most: 7 * day, beforeVisit: 2 * day, least: day };

export interface LetterSent {
  id: string;
  patientId: string;
  kind: LetterKind;
  title: string;
  text: string;
  channel: LetterChannel;
  author: Reference<Practitioner>;
  unit: Reference<Organization>;
  about?: Reference;
  /** When the visit is that it summons to, ISO 8601. */
  visitAt?: string;
  /** The id of the letter that did not reach the patient and that this one is sent in place of. */
  insteadOf?: string;
  template?: string;
  /** The printed form: where it is kept, its bytes counted and hashed (SHA-1, as R4 has it), base64. */
  pdf: { id: string; size: number; hash: string };
  /** The text’s own, of its UTF-8 bytes. */
  plain: { data: string; size: number; hash: string };
  now: Date;
}

export function letterDocument(sent: LetterSent): DocumentReference & { id: string } {
  const { kind, title, pdf, plain, about } = sent;
  const name = letterKinds[kind];
  const creation = sent.now.toISOString();
  return {
    resourceType: 'DocumentReference',
    id: sent.id,
    ...(sent.template !== undefined && {
      extension: [{ url: letterTemplateUrl, valueCanonical: sent.template }],
    }),
    status: 'current',
    docStatus: 'final',
    type: { coding: [{ system: letterKindSystem, code: kind, display: name }], text: name },
    category: [{ coding: [{ system: letterKindSystem, code: 'letter', display: letterKinds.letter }] }],
    subject: { reference: `Patient/${sent.patientId}` },
    date: creation,
    author: [sent.author],
    custodian: sent.unit,
    description: title,
    ...(sent.insteadOf !== undefined && {
      relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${sent.insteadOf}` } }],
    }),
    content: [
      {
        attachment: {
          contentType: 'application/pdf',
          language: 'sv',
          url: `Binary/${pdf.id}`,
          size: pdf.size,
          hash: pdf.hash,
          title,
          creation,
        },
      },
      { attachment: { contentType: 'text/plain;charset=utf-8', language: 'sv', ...plain, title, creation } },
    ],
    ...(about && { context: { related: [about] } }),
  };
}

export function letterHandling(sent: LetterSent): Task & { id: string } {
  const at = sent.now.toISOString();
  return {
    resourceType: 'Task',
    id: sent.id,
    intent: 'order',
    priority: 'routine',
    code: { coding: [letterTask], text: letterTask.display ?? '' },
    description: sent.title,
    focus: { reference: `DocumentReference/${sent.id}` },
    for: { reference: `Patient/${sent.patientId}` },
    authoredOn: at,
    requester: sent.author,
    owner: { reference: `Patient/${sent.patientId}` },
    ...(sent.visitAt !== undefined && { restriction: { period: { end: sent.visitAt } } }),
    ...inState(sent.channel === 'post' ? 'to-print' : 'sent', sent.now),
  };
}

export const inState = (state: LetterState, at: Date) => ({
  status: taskStatusOf[state],
  businessStatus: { coding: [{ system: letterStateSystem, code: state }] },
  lastModified: at.toISOString(),
});

export function isLetterTask(resource: Resource | undefined): resource is Task {
  return (
    resource?.resourceType === 'Task' &&
    resource.code?.coding?.some(({ system, code }) => system === letterTask.system && code === letterTask.code) === true
  );
}

/** undefined: its state is none of a letter’s. */
export function letterStateOf({ businessStatus, status }: Task): LetterState | undefined {
  const code = businessStatus?.coding?.find(({ system }) => system === letterStateSystem)?.code;
  const state = letterStates.find((each) => each === code);
  return state !== undefined && taskStatusOf[state] === status ? state : undefined;
}

export const letterIsRead = (handling: Task, now: Date): Task => ({ ...handling, ...inState('read', now) });

export function isUnreadTooLong(handling: Task, now: Date): boolean {
  if (letterStateOf(handling) !== 'sent') return false;
  const sent = Date.parse(handling.authoredOn ?? '');
  const visit = Date.parse(handling.restriction?.period?.end ?? '');
  const until = Number.isNaN(visit)
    ? Number.POSITIVE_INFINITY
    : Math.max(visit - unread.beforeVisit, sent + unread.least);
  return now.getTime() > Math.min(until, sent + unread.most);
}

/** The text of a letter as it was sent; undefined: the document holds none. */
export function letterText({ content }: DocumentReference): string | undefined {
  const data = content.find(({ attachment }) => attachment.contentType?.startsWith('text/plain'))?.attachment.data;
  return data === undefined
    ? undefined
    : new TextDecoder().decode(Uint8Array.from(atob(data), (letter) => letter.codePointAt(0) ?? 0));
}
