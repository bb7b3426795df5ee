/**
 * A dictation on its way to being typed (F25): the sound (Binary, Media), the draft of the note that it becomes, which is its author’s from the
 * start, and a Task in the unit’s queue. The sound is working material: it is kept from the patient, who reads the note when it is signed.
 */
import type {
  Coding,
  Encounter,
  Media,
  Organization,
  Practitioner,
  QuestionnaireResponse,
  Reference,
  Resource,
  Task,
} from '@medplum/fhirtypes';
import { taskKindSystem } from '../coordination/orders/order-codes.ts';

export const dictationTask: Coding = { system: taskKindSystem, code: 'dictation', display: 'Diktat att skriva' };
const keptBack: Coding = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'NOPATIENT' };

export interface Dictated {
  /** Of the Media, the Task and the Binary alike. */
  id: string;
  patientId: string;
  /** The draft, with its template and its title; without a content yet. */
  note: QuestionnaireResponse & { id: string };
  author: Reference<Practitioner>;
  unit: Reference<Organization>;
  encounter?: Reference<Encounter>;
  sound: { contentType: string; data: string; size: number; hash: string; seconds: number };
  isUrgent: boolean;
  now: Date;
}

export function dictationResources(dictated: Dictated): (Resource & { id: string })[] {
  const { id, note, sound, now, author, encounter } = dictated;
  const subject = { reference: `Patient/${dictated.patientId}` };
  const meta = { security: [keptBack] };
  const media: Media & { id: string } = {
    resourceType: 'Media',
    id,
    meta,
    status: 'completed',
    partOf: [{ reference: `QuestionnaireResponse/${note.id}` }],
    subject,
    ...(encounter && { encounter }),
    createdDateTime: now.toISOString(),
    operator: author,
    duration: sound.seconds,
    content: { contentType: sound.contentType, url: `Binary/${id}`, size: sound.size, hash: sound.hash },
  };
  const task: Task & { id: string } = {
    resourceType: 'Task',
    id,
    meta,
    status: 'requested',
    intent: 'order',
    priority: dictated.isUrgent ? 'urgent' : 'routine',
    code: { coding: [dictationTask], text: dictationTask.display ?? '' },
    focus: { reference: `Media/${id}` },
    for: subject,
    ...(encounter && { encounter }),
    authoredOn: now.toISOString(),
    lastModified: now.toISOString(),
    requester: author,
    owner: dictated.unit,
  };
  return [
    {
      resourceType: 'Binary',
      id,
      meta,
      contentType: sound.contentType,
      securityContext: subject,
      data: sound.data,
    } as Resource & { id: string },
    { ...note, status: 'in-progress', subject, author, ...(encounter && { encounter }) },
    media,
    task,
  ];
}

/** It has been typed: the note is its author’s, whoever typed it, and lies with them to be signed. */
export function typedDictation(task: Task, note: QuestionnaireResponse, now: Date): [Task, QuestionnaireResponse] {
  const author = task.requester as Reference<Practitioner> | undefined;
  return [
    { ...task, status: 'completed', lastModified: now.toISOString() },
    { ...note, ...(author && { author }) },
  ];
}
