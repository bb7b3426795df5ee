/** What the pages on risks ask of the server; no report is part of anybody's record. */
import type { Parameters, ParametersParameter, Task } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import {
  isRiskKind,
  type RiskContent,
  type RiskKind,
  type RiskStep,
  riskTask,
} from '@vardkedjan/care/coordination/risk-report.ts';
import { operate, searchResources } from '@vardkedjan/ui/fhir-client.ts';

export type Report = Task & { id: string };

export const risksKey = ['risks'] as const;
const code = `${riskTask.system}|${riskTask.code}`;
const most = 100;

/** The unit's, the latest first. */
export const unitRisksQuery = (unitId: string) =>
  queryOptions({
    queryKey: [...risksKey, unitId],
    queryFn: async ({ signal }) =>
      (
        await searchResources<Report>(
          'Task',
          { code, owner: `Organization/${unitId}`, _sort: '-authored-on', _count: most },
          signal,
        )
      ).matches,
  });

/** All that are open, the latest first. */
export const openRisksQuery = queryOptions({
  queryKey: [...risksKey, 'open'],
  queryFn: async ({ signal }) =>
    (
      await searchResources<Report>(
        'Task',
        { code, status: 'requested,in-progress', _sort: '-authored-on', _count: most },
        signal,
      )
    ).matches,
});

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: [...risksKey, 'report', id],
    queryFn: async ({ signal }) => {
      const { resource } = await operate<Parameters>(`Task/${encodeURIComponent(id)}/$risk-report`, { signal });
      return contentOf(resource.parameter ?? []);
    },
    retry: false,
    gcTime: 0,
  });

export function handleRisk(id: string, status: RiskStep['status'], words: string): Promise<unknown> {
  const body: Parameters = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'status', valueCode: status },
      ...(words.trim() === '' ? [] : [{ name: 'words', valueString: words.trim() }]),
    ],
  };
  return operate<Task>(`Task/${encodeURIComponent(id)}/$handle-risk`, { body, patient: undefined });
}

export function kindOf(report: Report): RiskKind {
  const kind = report.reasonCode?.coding?.[0]?.code ?? '';
  return isRiskKind(kind) ? kind : 'other';
}

function contentOf(parameters: readonly ParametersParameter[]): RiskContent {
  const named = (name: string, among = parameters) => among.find((one) => one.name === name);
  const address = named('address')?.valueString;
  return {
    text: named('text')?.valueString ?? '',
    by: named('by')?.valueReference ?? {},
    ...(address !== undefined && { screen: { address, text: named('screen')?.valueString ?? '' } }),
    steps: parameters
      .filter(({ name }) => name === 'step')
      .map(({ part = [] }) => ({
        status: named('status', part)?.valueCode === 'completed' ? 'completed' : 'in-progress',
        at: named('at', part)?.valueInstant ?? '',
        by: named('by', part)?.valueReference ?? {},
        words: named('words', part)?.valueString ?? '',
      })),
  };
}
