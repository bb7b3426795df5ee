/** Contacts that have ended without a diagnosis, with their notes: those whose note is signed can be coded, the others wait. */
import type { Encounter, Patient, QuestionnaireResponse, Resource, ServiceRequest } from '@medplum/fhirtypes';
import { isOrderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { handlingStateOf } from '@vardkedjan/care/coordination/orders/order-state.ts';
import { visitKindOf } from '@vardkedjan/care/coordination/visits/visit-request.ts';
import { isDraft } from '@vardkedjan/care/record-keeping/note-state.ts';

export interface ContactToCode {
  contact: Encounter & { id: string };
  /** undefined: not one that the caller may see. */
  patient: Patient | undefined;
  /** The contact's notes, signed ones first. */
  notes: QuestionnaireResponse[];
  /** Who was seen is to come again, and has no time yet. */
  visit: ServiceRequest | undefined;
  group: Group;
  /** Whole days since it ended. */
  days: number;
}

export const groups = ['ready', 'waits', 'bare'] as const;
export type Group = (typeof groups)[number];

const aDay = 86_400_000;

export function contactsToCode(
  contacts: readonly Encounter[],
  included: readonly Resource[],
  now: Date,
): ContactToCode[] {
  const patients = new Map<string | undefined, Patient>(
    included.flatMap((each) => (each.resourceType === 'Patient' ? [[`Patient/${each.id}`, each] as const] : [])),
  );
  const notes = included.filter((each) => each.resourceType === 'QuestionnaireResponse');
  return contacts.flatMap((contact): ContactToCode[] => {
    if (contact.id === undefined) return [];
    const own = notes
      .filter(({ encounter }) => encounter?.reference === `Encounter/${contact.id}`)
      .toSorted((a, b) => Number(isDraft(a)) - Number(isDraft(b)));
    const ended = Date.parse(contact.period?.end ?? contact.period?.start ?? '');
    return [
      {
        contact: { ...contact, id: contact.id },
        patient: patients.get(contact.subject?.reference ?? ''),
        notes: own,
        visit: visitAsked(contact.id, included),
        group: groupOf(own),
        days: Number.isNaN(ended) ? 0 : Math.max(0, Math.floor((now.getTime() - ended) / aDay)),
      },
    ];
  });
}

/** While a note of it waits, the contact waits too: what it will say is not known. */
function groupOf(notes: readonly QuestionnaireResponse[]): Group {
  if (notes.length === 0) return 'bare';
  return notes.some(isDraft) ? 'waits' : 'ready';
}

const waiting: ReadonlySet<string | undefined> = new Set(['sent', 'received', 'accepted']);

function visitAsked(contactId: string, included: readonly Resource[]): ServiceRequest | undefined {
  const waits = new Set(
    included.filter(isOrderTask).flatMap((task) => (waiting.has(handlingStateOf(task)) ? [task.id] : [])),
  );
  return included
    .filter((each) => each.resourceType === 'ServiceRequest')
    .find((each) => {
      const kind = visitKindOf(each);
      const isVisit = kind !== undefined && kind !== 'first-visit';
      return isVisit && each.encounter?.reference === `Encounter/${contactId}` && waits.has(each.id);
    });
}
