/** What making templates asks of the server. Publishing is one transaction: a version comes into use as the one before it goes out. */
import type { Bundle, CodeSystem, Organization, QuestionnaireResponse, Resource } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import {
  type UnitTemplateResource,
  type UnitTemplateType,
  unitTemplatesUrl,
} from '@vardkedjan/care/record-keeping/unit-template.ts';
import {
  createResource,
  deleteResource,
  followPage,
  type Query,
  readResource,
  request,
  searchResources,
  updateResource,
} from '@vardkedjan/ui/fhir-client.ts';
import type { Stored } from './template-versions.ts';

/** Templates are about no patient. */
const nobody = undefined;

export async function allOf<T extends UnitTemplateResource>(
  type: UnitTemplateType,
  query: Query,
  signal: AbortSignal,
): Promise<Stored<T>[]> {
  const found: Stored<T>[] = [];
  let page = await searchResources<T>(type, { ...query, _count: 200 }, signal);
  for (;;) {
    found.push(...page.matches.filter((each): each is Stored<T> => each.id !== undefined));
    if (page.next === undefined) return found;
    page = await followPage<T>(page.next, signal);
  }
}

/**
 * Those in use at a unit: its own, those of its kind and those of no place; all there are when its kind is not known. Asked for whenever one
 * is needed, so that what the unit has published is in use at once.
 */
export async function inUse<T extends UnitTemplateResource>(
  type: UnitTemplateType,
  unit: string,
  kind: string | null,
  signal: AbortSignal,
): Promise<Stored<T>[]> {
  const active = (query: Query) => allOf<T>(type, { status: 'active', ...query }, signal);
  if (kind === null) return active({});
  const found = await Promise.all([
    active({ 'url:below': `${unitTemplatesUrl(type)}/${unit}` }),
    active({ 'context-type-value': `venue$${kind}` }),
    active({ 'context-type:not': 'venue' }),
  ]);
  return found.flat();
}

/** How often somebody has used each template lately, by canonical url without version. */
export const usedTemplatesQuery = (practitionerId: string) =>
  queryOptions({
    queryKey: ['used-templates', practitionerId],
    queryFn: async ({ signal }): Promise<Record<string, number>> => {
      const { matches } = await searchResources<QuestionnaireResponse>(
        'QuestionnaireResponse',
        { author: `Practitioner/${practitionerId}`, _sort: '-authored', _count: 30, _elements: 'questionnaire' },
        signal,
      );
      const used: Record<string, number> = {};
      for (const { questionnaire = '' } of matches) {
        const url = questionnaire.split('|')[0] ?? '';
        used[url] = (used[url] ?? 0) + 1;
      }
      return used;
    },
    staleTime: 3_600_000,
  });

/** Every version of a unit's own, drafts and those that are used no longer. */
export const everyVersion = <T extends UnitTemplateResource>(
  type: UnitTemplateType,
  unit: string,
  signal: AbortSignal,
) => allOf<T>(type, { 'url:below': `${unitTemplatesUrl(type)}/${unit}` }, signal);

/** What kind of unit it is, which its templates go by; null when the unit does not say. */
export const unitKindQuery = (unit: string) =>
  queryOptions({
    queryKey: ['unit-kind', unit],
    queryFn: async ({ signal }): Promise<string | null> => {
      const { resource } = await readResource<Organization>('Organization', unit, signal);
      const codings = (resource.type ?? []).flatMap((type) => type.coding ?? []);
      return (
        codings.find((coding) => coding.system === 'https://vardkedjan.se/fhir/CodeSystem/unit-kind')?.code ?? null
      );
    },
    staleTime: 3_600_000,
  });

export async function saveNew<T extends UnitTemplateResource>(template: T): Promise<Stored<T>> {
  return (await createResource<Resource>(template, nobody)).resource as Stored<T>;
}

export async function saveDraft<T extends UnitTemplateResource>(template: Stored<T>): Promise<Stored<T>> {
  return (
    await updateResource<Resource & { id: string }>(
      template as UnitTemplateResource & { id: string },
      etagOf(template),
      nobody,
    )
  ).resource as Stored<T>;
}

export const readDraft = async <T extends UnitTemplateResource>({ resourceType, id }: Stored<T>): Promise<Stored<T>> =>
  (await readResource<Resource>(resourceType, id)).resource as Stored<T>;

export const throwAway = <T extends UnitTemplateResource>(draft: Stored<T>): Promise<void> =>
  deleteResource(draft.resourceType, draft.id, etagOf(draft), nobody);

const etagOf = ({ meta }: UnitTemplateResource): string => `W/"${meta?.versionId ?? ''}"`;

/** Refused when somebody else has published, or taken out of use, what is replaced since it was read. */
export async function putInUse<T extends UnitTemplateResource>(
  next: Stored<T> | undefined,
  before: Stored<T> | undefined,
): Promise<void> {
  const now = new Date().toISOString();
  const entries: UnitTemplateResource[] = [];
  if (next) entries.push({ ...next, status: 'active', date: now });
  if (before && before.id !== next?.id) entries.push({ ...before, status: 'retired', date: now });
  const body: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: entries.map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}`, ifMatch: etagOf(resource) },
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
