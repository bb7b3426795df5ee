/** What the safety rules know, the region's own releases included, so that the page says why as the server does. */
import type { Library } from '@medplum/fhirtypes';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { DrugKnowledge } from '@vardkedjan/care/clinical/drug-safety/drug-knowledge.ts';
import {
  drugKnowledgeType,
  knowledgeOn,
  libraryTypeSystem,
} from '@vardkedjan/care/clinical/drug-safety/knowledge-release.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { today } from '../chart/today.ts';

export const drugKnowledgeKey = ['drug-knowledge'];

const drugKnowledgeQuery = (day: string) =>
  queryOptions({
    queryKey: [...drugKnowledgeKey, day],
    queryFn: async ({ signal }) => {
      const params = { type: `${libraryTypeSystem}|${drugKnowledgeType}`, status: 'active', _count: 100 };
      return knowledgeOn(day, (await searchResources<Library>('Library', params, signal)).matches);
    },
    structuralSharing: false,
    staleTime: 600_000,
  });

/** Suspends until it is there: an order is not signed by a page that knows less than it should. */
export function useDrugKnowledge(): DrugKnowledge {
  return useSuspenseQuery(drugKnowledgeQuery(today())).data;
}
