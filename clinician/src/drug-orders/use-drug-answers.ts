/** What has been answered about the patient's drugs. */
import type { DetectedIssue } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';

export function useDrugAnswers(patientId: string): readonly DetectedIssue[] {
  const { data = [] } = useQuery({
    queryKey: ['record', patientId, 'drug-answers'],
    queryFn: async ({ signal }) =>
      (await searchResources<DetectedIssue>('DetectedIssue', { patient: patientId, _count: 200 }, signal)).matches,
    structuralSharing: false,
  });
  return data;
}
