/** What the pages on access rights ask of the server. An analysis is about no patient. */
import type { PractitionerRole, QuestionnaireResponse, Resource } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { type Analysis, analysisItems } from '@vardkedjan/care/access/needs-and-risks/analysis.ts';
import { analysisForm } from '@vardkedjan/care/access/needs-and-risks/form.ts';
import { localTime } from '@vardkedjan/ui/dates.ts';
import {
  createResource,
  deleteResource,
  followPage,
  type Query,
  searchResources,
  updateResource,
} from '@vardkedjan/ui/fhir-client.ts';
import { signAsSeen } from '../../record/sign-as-seen.ts';
import { type RoleRow, roleRows, type StoredAnalysis } from './role-rows.ts';

const nobody = undefined;
export const rolesKey = ['access-rights'] as const;

export const rolesQuery = (unitId: string) =>
  queryOptions({
    queryKey: [...rolesKey, unitId],
    queryFn: async ({ signal }): Promise<RoleRow[]> => {
      const [analyses, assignments] = await Promise.all([
        all<StoredAnalysis>(
          'QuestionnaireResponse',
          { subject: `Organization/${unitId}`, questionnaire: analysisForm, _count: 200 },
          signal,
        ),
        all<PractitionerRole>('PractitionerRole', { organization: unitId, active: 'true', _count: 200 }, signal),
      ]);
      return roleRows(analyses, assignments, localTime(new Date()).date);
    },
  });

async function all<T extends Resource>(type: T['resourceType'], query: Query, signal: AbortSignal): Promise<T[]> {
  let page = await searchResources<T>(type, query, signal);
  const found = [...page.matches];
  while (page.next !== undefined) {
    page = await followPage<T>(page.next, signal);
    found.push(...page.matches);
  }
  return found;
}

/** A draft beside the analysis in force. */
export async function saveNew(analysis: Analysis): Promise<StoredAnalysis> {
  return (await createResource<QuestionnaireResponse>(draftOf(analysis), nobody)).resource as StoredAnalysis;
}

export async function saveDraft(before: StoredAnalysis, analysis: Analysis): Promise<StoredAnalysis> {
  const draft = { ...draftOf(analysis), id: before.id };
  return (await updateResource<QuestionnaireResponse>(draft, etagOf(before), nobody)).resource as StoredAnalysis;
}

export const throwAway = (draft: StoredAnalysis): Promise<void> =>
  deleteResource('QuestionnaireResponse', draft.id, etagOf(draft), nobody);

export const sign = (draft: StoredAnalysis) => signAsSeen(draft, nobody);

const etagOf = ({ meta }: StoredAnalysis): string => `W/"${meta?.versionId ?? ''}"`;

function draftOf(analysis: Analysis): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    questionnaire: analysisForm,
    status: 'in-progress',
    subject: { reference: analysis.unit, display: analysis.unitName },
    item: analysisItems(analysis),
  };
}
