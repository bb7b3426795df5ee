/** The order sets of a unit: those in use, and every version of its own. */
import type { PlanDefinition } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { everyVersion, inUse } from '../../unit-templates/queries.ts';
import { type Stored } from '../../unit-templates/template-versions.ts';

export type OrderSet = Stored<PlanDefinition>;

const isOrderSet = ({ type }: PlanDefinition): boolean =>
  type?.coding?.some(({ code }) => code === 'order-set') ?? false;

/** Asked for whenever one orders and kept by nobody, so that what the unit has published is in use at once. */
export const setsInUseQuery = (unit: string, kind: string | null | undefined) =>
  queryOptions({
    queryKey: ['order-sets', unit, kind],
    enabled: kind !== undefined,
    queryFn: async ({ signal }) =>
      (await inUse<PlanDefinition>('PlanDefinition', unit, kind ?? null, signal)).filter(isOrderSet),
    staleTime: 0,
    gcTime: 0,
    structuralSharing: false,
  });

export const unitSetsQuery = (unit: string) =>
  queryOptions({
    queryKey: ['unit-order-sets', unit],
    queryFn: async ({ signal }) =>
      (await everyVersion<PlanDefinition>('PlanDefinition', unit, signal)).filter(isOrderSet),
    staleTime: 0,
    structuralSharing: false,
  });
