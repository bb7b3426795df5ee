/** The contact that a new note belongs to: the patient's ongoing one at the caller's own unit, or the one planned for today. */
import type { Encounter, Reference } from '@medplum/fhirtypes';
import { formatDateTime, localTime } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../../../chart/concept.ts';
import { today } from '../../../chart/today.ts';
import { useChart } from '../../../chart/use-chart.ts';
import { useSession } from '../../../session/session-context.ts';

export interface ContactNow {
  reference: Reference<Encounter>;
  name: string;
}

const weight: Record<string, number> = { 'in-progress': 4, triaged: 3, arrived: 3, planned: 1 };

export function contactNow(encounters: readonly Encounter[], unit: string, date: string): Encounter | undefined {
  return encounters
    .filter(
      (each) => each.serviceProvider?.reference === `Organization/${unit}` && weight[each.status ?? ''] !== undefined,
    )
    .filter(
      (each) =>
        each.status !== 'planned' ||
        (each.period?.start !== undefined && localTime(new Date(each.period.start)).date === date),
    )
    .sort(
      (a, b) =>
        (weight[b.status ?? ''] ?? 0) - (weight[a.status ?? ''] ?? 0) ||
        (b.period?.start ?? '').localeCompare(a.period?.start ?? ''),
    )[0];
}

export function useContactNow(patientId: string): ContactNow | undefined {
  const { encounters } = useChart(patientId);
  const { assignment } = useSession();
  const found = contactNow(encounters, assignment.careUnit.id, today());
  if (!found?.id) return undefined;
  const name = [textOfConcept(found.type?.[0]) || (found.class?.display ?? ''), formatDateTime(found.period?.start)]
    .filter(Boolean)
    .join(' ');
  return { reference: { reference: `Encounter/${found.id}`, display: name }, name };
}
