/** What making templates asks of the server. Publishing is one transaction: a version comes into use as the one before it goes out. */
import type { Bundle, CodeSystem, Questionnaire } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import {
  createResource,
  deleteResource,
  request,
  searchResources,
  updateResource,
} from '@vardkedjan/ui/fhir-client.ts';
import type { Template } from '../queries.ts';

/** Templates are about no patient. */
const nobody = undefined;

export async function saveNew(template: Questionnaire): Promise<Template> {
  return (await createResource<Questionnaire>(template, nobody)).resource as Template;
}

export async function saveDraft(template: Template): Promise<Template> {
  return (await updateResource<Questionnaire & { id: string }>(template, etagOf(template), nobody))
    .resource as Template;
}

export const throwAway = (draft: Template): Promise<void> =>
  deleteResource('Questionnaire', draft.id, etagOf(draft), nobody);

const etagOf = ({ meta }: Template): string => `W/"${meta?.versionId ?? ''}"`;

/** Refused when somebody else has published, or taken out of use, what is replaced since it was read. */
export async function putInUse(next: Template | undefined, before: Template | undefined): Promise<void> {
  const now = new Date().toISOString();
  const entries: Questionnaire[] = [];
  if (next) entries.push({ ...next, status: 'active', date: now });
  if (before && before.id !== next?.id) entries.push({ ...before, status: 'retired', date: now });
  const body: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: entries.map((resource) => ({
      resource,
      request: { method: 'PUT', url: `Questionnaire/${resource.id}`, ifMatch: etagOf(resource as Template) },
    })),
  };
  await request('/fhir', { method: 'POST', body, patient: nobody });
}

/** Codes of professions with their words, for whom a template is offered first. */
export const professionsQuery = () =>
  queryOptions({
    queryKey: ['professions'],
    queryFn: async ({ signal }) => {
      const { matches } = await searchResources<CodeSystem>(
        'CodeSystem',
        { url: 'https://vardkedjan.se/fhir/CodeSystem/profession', _count: 1 },
        signal,
      );
      return (matches[0]?.concept ?? []).map(({ code, display }) => ({ code, name: display ?? code }));
    },
    staleTime: 3_600_000,
  });
