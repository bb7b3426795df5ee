/** The reconciliations of a patient's drugs that the caller may see, the latest first. */
import type { List } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { reconciliationCode } from '@vardkedjan/care/clinical/reconciliation/reconciliation.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';

const most = 10;

export const reconciliationsQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'reconciliations'],
    queryFn: async ({ signal }): Promise<List[]> => {
      const code = `${reconciliationCode.system}|${reconciliationCode.code}`;
      const query = { patient: patientId, code, _sort: '-date', _count: most };
      return (await searchResources<List>('List', query, signal)).matches;
    },
    structuralSharing: false,
  });
