/** The entries of an open record that can be named one by one: notes first, and of each the newest. */
import type { Resource } from '@medplum/fhirtypes';
import type { Chart } from './chart.ts';
import { type Description, describe } from './describe.ts';

export function entriesOf(chart: Chart): Description[] {
  const others: Resource[] = [
    ...chart.conditions,
    ...chart.allergies,
    ...chart.flags,
    ...chart.medicationRequests,
    ...chart.labs,
    ...chart.vitals,
    ...chart.scores,
    ...chart.otherObservations,
    ...chart.diagnosticReports,
    ...chart.serviceRequests,
    ...chart.immunizations,
    ...chart.procedures,
    ...chart.carePlans,
  ];
  return [chart.notes, others].flatMap((some) =>
    some.map(describe).toSorted((a, b) => (b.start ?? '').localeCompare(a.start ?? '')),
  );
}

/** Those whose name or day has every word that is written. */
export function entriesLike(entries: readonly Description[], text: string): Description[] {
  const words = text.toLocaleLowerCase('sv').split(/\s+/).filter(Boolean);
  return entries.filter(({ title, start = '' }) => {
    const told = `${title} ${start}`.toLocaleLowerCase('sv');
    return words.every((word) => told.includes(word));
  });
}
