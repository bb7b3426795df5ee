/** What can be ordered: fetched once, so that typing waits for nobody. */
import type { CodeSystem } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { orderCatalogueSystem } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { orderablesOf } from '@vardkedjan/care/coordination/orders/order-catalogue.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';

export const catalogueQuery = queryOptions({
  queryKey: ['order-catalogue'],
  queryFn: async ({ signal }) => {
    const { matches } = await searchResources<CodeSystem>('CodeSystem', { url: orderCatalogueSystem }, signal);
    return matches.flatMap(orderablesOf);
  },
  staleTime: 10 * 60_000,
});
