/** What the list asks the server for, and what it writes. */
import type { Encounter, QuestionnaireResponseItemAnswer, Reference } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { codedContact } from '@vardkedjan/care/record-keeping/coding/coded-contact.ts';
import type { CodedLine } from '@vardkedjan/care/record-keeping/coding/coded-lines.ts';
import { signatureOf } from '@vardkedjan/care/record-keeping/note-signature.ts';
import { isDraft } from '@vardkedjan/care/record-keeping/note-state.ts';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { request, searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { type ContactToCode, contactsToCode } from './contacts-to-code.ts';

export const most = 50;
const days = 90;

export const contactsToCodeQuery = (unit: string) =>
  queryOptions({
    queryKey: ['contacts-to-code', unit],
    queryFn: async ({ signal }) => {
      const now = new Date();
      const since = formatDate(new Date(now.getTime() - days * 86_400_000).toISOString());
      const { matches, included, next } = await searchResources<Encounter>(
        'Encounter',
        {
          'service-provider': `Organization/${unit}`,
          status: 'finished',
          'diagnosis:missing': 'true',
          date: `ge${since}`,
          _include: 'Encounter:patient',
          _revinclude: ['QuestionnaireResponse:encounter', 'ServiceRequest:encounter', 'Task:encounter'],
          _sort: 'date',
          _count: most,
        },
        signal,
      );
      return { contacts: contactsToCode(matches, included, now), hasMore: next !== undefined };
    },
    staleTime: 0,
    structuralSharing: false,
  });

export type Entries = Record<CodedLine, QuestionnaireResponseItemAnswer[]>;

export async function saveCodes({ contact, notes }: ContactToCode, entries: Entries, by: Reference): Promise<void> {
  const note = notes.find((each) => !isDraft(each));
  const body = codedContact({
    contact,
    entries,
    at: new Date().toISOString(),
    by,
    author: note && (signatureOf(note)?.who ?? note.author),
    newUuid: () => crypto.randomUUID(),
  });
  const patient = contact.subject?.reference?.replace('Patient/', '') ?? '';
  await request('/fhir', { method: 'POST', patient, body });
}
