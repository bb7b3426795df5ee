/** The contact that a new note belongs to: the patient's ongoing one at the caller's own unit, or the one planned for today. */
import type { Encounter, Reference } from '@medplum/fhirtypes';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../../../chart/concept.ts';
import { ongoingContact } from '../../../chart/ongoing-contact.ts';
import { today } from '../../../chart/today.ts';
import { useChart } from '../../../chart/use-chart.ts';
import { useSession } from '../../../session/session-context.ts';

export interface ContactNow {
  reference: Reference<Encounter>;
  name: string;
}

export function useContactNow(patientId: string): ContactNow | undefined {
  const { encounters } = useChart(patientId);
  const { assignment } = useSession();
  const found = ongoingContact(encounters, assignment.careUnit.id, today());
  if (!found?.id) return undefined;
  const name = [textOfConcept(found.type?.[0]) || (found.class?.display ?? ''), formatDateTime(found.period?.start)]
    .filter(Boolean)
    .join(' ');
  return { reference: { reference: `Encounter/${found.id}`, display: name }, name };
}
