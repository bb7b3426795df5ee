/** The alerts that have been answered before, by the orders that name the answers: asked once, and quiet until something else is found. */
import type { DetectedIssue, MedicationRequest } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { type DrugAlert, isAnswered, issuesNamed } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';

export type StillOpen = (alerts: readonly DrugAlert[], order: MedicationRequest) => DrugAlert[];

export function useAnswered(patientId: string): StillOpen {
  const found = useQuery({
    queryKey: ['record', patientId, 'drug-answers'],
    queryFn: async ({ signal }) =>
      (await searchResources<DetectedIssue>('DetectedIssue', { patient: patientId, _count: 200 }, signal)).matches,
    structuralSharing: false,
  });
  return (alerts, order) => {
    const named = new Set(issuesNamed(order));
    const issues = (found.data ?? []).filter(({ id }) => named.has(`DetectedIssue/${id ?? ''}`));
    return alerts.filter((alert) => !isAnswered(alert, issues, patientId));
  };
}
