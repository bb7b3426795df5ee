/** What is known of a patient's risks, and the forms by which the unit assesses them. */
import type { Observation, Questionnaire } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import {
  assessedRisks,
  assessedRiskSystem,
  riskFormOf,
  riskKindOf,
} from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { inUse } from '../unit-templates/queries.ts';
import { inUseAt, type Stored } from '../unit-templates/template-versions.ts';

/** Any code of it. */
export const anyAssessedRisk = `${assessedRiskSystem}|`;
const most = 100;

/** Beneath the record's own, so that it is fetched anew with it. The newest first. */
export const risksQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'risks'],
    queryFn: async ({ signal }) => {
      const query = { patient: `Patient/${patientId}`, code: anyAssessedRisk, _sort: '-date', _count: most };
      return (await searchResources<Observation>('Observation', query, signal)).matches;
    },
    staleTime: 30_000,
  });

export type RiskTemplate = Stored<Questionnaire>;

/** Those in use at the unit, and its own in place of the shared ones that it has adapted. */
export const riskFormsQuery = (unit: string, unitKind: string | null) =>
  queryOptions({
    queryKey: ['risk-forms', unit, unitKind],
    queryFn: async ({ signal }): Promise<RiskTemplate[]> => {
      const all = await inUse<Questionnaire>('Questionnaire', unit, unitKind, signal);
      return inUseAt(all, unit, unitKind ?? undefined)
        .filter((each) => riskFormOf(each) !== undefined)
        .toSorted((a, b) => placeOf(a) - placeOf(b));
    },
    staleTime: 0,
    structuralSharing: false,
  });

const placeOf = (form: Questionnaire): number => Object.keys(assessedRisks).indexOf(riskKindOf(form) ?? '');
