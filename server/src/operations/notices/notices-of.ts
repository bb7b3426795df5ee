/** Who is told of an opening without consent: the patient, and the head of the unit, who has it to look at. */
import type { Communication, Organization, Reference, Resource, Task } from '@medplum/fhirtypes';
import { openingTask } from '@vardkedjan/care/access/opening-follow-up.ts';
import { categoryOf, type OpeningNotice } from '@vardkedjan/care/access/opening-notice.ts';
import type { StaffCaller } from '@vardkedjan/care/access/caller.ts';
import { careUnitExtension } from '../../store/write/body.ts';
import { personOf, unitOf } from '../shared-records/asked-about-sharing.ts';

export interface Told {
  kind: OpeningNotice;
  patient: string;
  /** Who it was opened to, as the patient is told of them: with the title where it is known. */
  called: string;
  unit: Reference<Organization>;
  of: readonly Reference[];
  reason: string;
  at: Date;
}

export interface Opened extends Omit<Told, 'unit'> {
  by: StaffCaller;
}

const words: Record<OpeningNotice, (who: string, keepers: string) => string> = {
  'emergency-opened': (who, keepers) =>
    `${who} har öppnat dina uppgifter hos ${keepers} utan ditt samtycke, eftersom det var fara för ditt liv eller din hälsa och du inte kunde tillfrågas.`,
  'block-lifted': (who, keepers) =>
    `Din spärr av uppgifter hos ${keepers} har hävts för ${who} utan ditt samtycke, eftersom uppgifterna behövdes för din vård och du inte kunde tillfrågas.`,
};

export function noticeToPatient({ kind, patient, called, unit, of, reason, at }: Told): Communication {
  const subject = { reference: `Patient/${patient}` };
  const keepers = of.map(({ display, reference }) => display ?? reference ?? '').join(', ');
  return {
    resourceType: 'Communication',
    meta: { extension: [{ url: careUnitExtension, valueReference: unit }] },
    status: 'completed',
    category: [categoryOf(kind)],
    subject,
    recipient: [subject],
    sender: unit,
    sent: at.toISOString(),
    payload: [
      {
        contentString: `${words[kind](`${called} på ${unit.display ?? ''}`, keepers)} Angivet skäl: ${reason}. Öppningen granskas.`,
      },
    ],
  };
}

export function noticesOf({ by, called, ...opened }: Opened): Resource[] {
  const { patient, of, reason, at } = opened;
  const unit = unitOf(by);
  const keepers = of.map(({ display, reference }) => display ?? reference ?? '').join(', ');
  const toHead: Task = {
    resourceType: 'Task',
    meta: { extension: [{ url: careUnitExtension, valueReference: unit }] },
    status: 'requested',
    intent: 'order',
    priority: 'urgent',
    code: { coding: [openingTask], text: openingTask.display ?? '' },
    description: `Nödöppning av uppgifter hos ${keepers}: ${reason}`,
    for: { reference: `Patient/${patient}` },
    authoredOn: at.toISOString(),
    requester: personOf(by),
    owner: unit,
    performerType: [{ text: 'Verksamhetschef' }],
  };
  const toPatient = noticeToPatient({
    ...opened,
    unit,
    called: `${called}, ${by.assignment.title.toLowerCase()}`,
  });
  return [toPatient, toHead];
}
