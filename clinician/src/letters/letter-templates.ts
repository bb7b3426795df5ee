/** What letters of a kind begin with: the unit’s own template before that of all units. */
import type { Organization, Questionnaire } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { type LetterKind, letterKindSystem } from '@vardkedjan/care/coordination/letters/letter.ts';
import { beginningOf, isForNormalAnswer } from '@vardkedjan/care/coordination/letters/letter-template.ts';
import { unitOfTemplate } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { readResource, searchResources } from '@vardkedjan/ui/fhir-client.ts';

export interface LetterTemplate {
  /** Canonical, with its version. */
  canonical: string;
  title: string;
  text: string;
  isForNormal: boolean;
}

export const letterTemplatesQuery = (kind: LetterKind, unit: string) =>
  queryOptions({
    queryKey: ['letter-templates', kind, unit],
    queryFn: async ({ signal }) => {
      const query = { code: `${letterKindSystem}|${kind}`, status: 'active', _count: 100 };
      return usable((await searchResources<Questionnaire>('Questionnaire', query, signal)).matches, unit);
    },
    staleTime: 60_000,
  });

/** The unit’s own, which take the place of what they were made from, and those of all units. */
export function usable(all: readonly Questionnaire[], unit: string): LetterTemplate[] {
  const own = all.filter((each) => unitOfTemplate('Questionnaire', each) === unit);
  const replaced = new Set(own.flatMap(({ derivedFrom = [] }) => derivedFrom.map((each) => each.split('|')[0])));
  const common = all.filter((each) => unitOfTemplate('Questionnaire', each) === undefined && !replaced.has(each.url));
  return [...own, ...common].map((each) => ({
    canonical: each.version === undefined ? (each.url ?? '') : `${each.url ?? ''}|${each.version}`,
    title: each.title ?? '',
    text: beginningOf(each),
    isForNormal: isForNormalAnswer(each),
  }));
}

export const unitQuery = (id: string) =>
  queryOptions({
    queryKey: ['unit', id],
    queryFn: async ({ signal }) => (await readResource<Organization>('Organization', id, signal)).resource,
    staleTime: Number.POSITIVE_INFINITY,
  });
