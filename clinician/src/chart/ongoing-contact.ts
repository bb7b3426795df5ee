/** The patient's ongoing contact at a unit, or the one planned for the day: what is written or ordered now belongs to it. */
import type { Encounter } from '@medplum/fhirtypes';
import { localTime } from '@vardkedjan/ui/dates.ts';

const weight: Record<string, number> = { 'in-progress': 4, triaged: 3, arrived: 3, planned: 1 };

export function ongoingContact(encounters: readonly Encounter[], unit: string, date: string): Encounter | undefined {
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
