/** The scores of a record's last days: the chart's one answer has no surveys. Beneath the record's own, so that it is fetched anew with it. */
import type { Observation } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { news2Code, snomedSystem } from '@vardkedjan/care/clinical/vitals/vital-codes.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';

const most = 60;

/** The newest come, and are enough for some days. */
export const scoresQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'scores'],
    queryFn: async ({ signal }) => {
      const code = `${snomedSystem}|${news2Code.code}`;
      const query = { patient: `Patient/${patientId}`, code, _sort: '-date', _count: most };
      return (await searchResources<Observation>('Observation', query, signal)).matches;
    },
    staleTime: 30_000,
  });
