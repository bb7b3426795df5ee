/** Who is told of an opening in an emergency: the patient, and the head of the unit, who has it to look at. */
import type { Communication, Reference, Resource, Task } from '@medplum/fhirtypes';
import type { StaffCaller } from '@vardkedjan/care/access/caller.ts';
import { careUnitExtension } from '../../store/write/body.ts';
import { personOf, unitOf } from './asked-about-sharing.ts';

export interface Opened {
  patient: string;
  by: StaffCaller;
  of: readonly Reference[];
  reason: string;
  at: Date;
}

export const noticeOfEmergency = {
  system: 'https://vardkedjan.se/fhir/CodeSystem/task-kind',
  code: 'emergency-opened',
  display: 'Nödöppning att följa upp',
};

export function noticesOf({ patient, by, of, reason, at }: Opened): Resource[] {
  const subject = { reference: `Patient/${patient}` };
  const unit = unitOf(by);
  const time = at.toISOString();
  const keepers = of.map(({ display, reference }) => display ?? reference ?? '').join(', ');
  const meta = { extension: [{ url: careUnitExtension, valueReference: unit }] };
  const toPatient: Communication = {
    resourceType: 'Communication',
    meta,
    status: 'completed',
    category: [{ text: 'Nödöppning' }],
    subject,
    recipient: [subject],
    sender: unit,
    sent: time,
    payload: [
      {
        contentString: `${by.name}, ${by.assignment.title.toLowerCase()} på ${by.assignment.careUnit.name}, har öppnat dina uppgifter hos ${keepers} utan ditt samtycke, eftersom det var fara för ditt liv eller din hälsa och du inte kunde tillfrågas. Angivet skäl: ${reason}. Öppningen granskas.`,
      },
    ],
  };
  const toHead: Task = {
    resourceType: 'Task',
    meta,
    status: 'requested',
    intent: 'order',
    priority: 'urgent',
    code: { coding: [noticeOfEmergency], text: noticeOfEmergency.display },
    description: `Nödöppning av uppgifter hos ${keepers}: ${reason}`,
    for: subject,
    authoredOn: time,
    requester: personOf(by),
    owner: unit,
    performerType: [{ text: 'Verksamhetschef' }],
  };
  return [toPatient, toHead];
}
