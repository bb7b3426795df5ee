/** Nursing plans with what has been done of them, and the templates that they begin with. */
import type { CarePlan, Goal, PlanDefinition, Task } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { measureTask } from '@vardkedjan/care/clinical/nursing/measure-done.ts';
import { nursingPlanKind } from '@vardkedjan/care/clinical/nursing/nursing-plan.ts';
import { isPlanTemplate } from '@vardkedjan/care/clinical/nursing/plan-template.ts';
import { searchAll } from '../work/work-queries.ts';
import { everyVersion, inUse } from '../unit-templates/queries.ts';
import { inUseAt, type Stored } from '../unit-templates/template-versions.ts';

export const nursingPlanCategory = `${nursingPlanKind.system}|${nursingPlanKind.code}`;
export const measureCode = `${measureTask.system}|${measureTask.code}`;

export interface PlansFound {
  plans: CarePlan[];
  goals: Goal[];
  done: Task[];
}

/** `patients`: one, or several with commas between. The newest first. */
export async function findPlans(
  patients: string,
  more: { status?: string; doneSince?: string },
  signal: AbortSignal,
): Promise<PlansFound> {
  const plan = {
    patient: patients,
    category: nursingPlanCategory,
    status: more.status,
    _include: 'CarePlan:goal',
    _sort: '-date',
    _count: 200,
  };
  const since = more.doneSince === undefined ? {} : { 'authored-on': `ge${more.doneSince}` };
  const tasks = {
    patient: patients,
    code: measureCode,
    status: 'completed',
    ...since,
    _sort: '-authored-on',
    _count: 200,
  };
  const [found, done] = await Promise.all([
    searchAll<CarePlan>('CarePlan', plan, signal),
    searchAll<Task>('Task', tasks, signal),
  ]);
  return {
    plans: found.matches,
    goals: found.included.filter((each): each is Goal => each.resourceType === 'Goal'),
    done: done.matches,
  };
}

/** Beneath the record's own, so that it is fetched anew with it. */
export const plansQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'nursing-plans'],
    queryFn: ({ signal }) => findPlans(`Patient/${patientId}`, {}, signal),
    staleTime: 30_000,
    refetchInterval: 60_000,
  });

export type PlanDefinitionInUse = Stored<PlanDefinition>;

export const planTemplatesQuery = (unit: string, unitKind: string | null) =>
  queryOptions({
    queryKey: ['nursing-plan-templates', unit, unitKind],
    queryFn: async ({ signal }): Promise<PlanDefinitionInUse[]> =>
      inUseAt(
        await inUse<PlanDefinition>('PlanDefinition', unit, unitKind, signal),
        unit,
        unitKind ?? undefined,
      ).filter(isPlanTemplate),
    staleTime: 0,
    structuralSharing: false,
  });

/** What is in use at the unit, what it has replaced by its own among them; for who adapts. */
export const sharedPlanTemplatesQuery = (unit: string, unitKind: string | null | undefined) =>
  queryOptions({
    queryKey: ['nursing-plan-templates', unit, unitKind, 'all'],
    enabled: unitKind !== undefined,
    queryFn: async ({ signal }) =>
      (await inUse<PlanDefinition>('PlanDefinition', unit, unitKind ?? null, signal)).filter(isPlanTemplate),
    staleTime: 0,
    structuralSharing: false,
  });

export const unitPlanTemplatesQuery = (unit: string) =>
  queryOptions({
    queryKey: ['nursing-plan-templates', unit, 'own'],
    queryFn: async ({ signal }) =>
      (await everyVersion<PlanDefinition>('PlanDefinition', unit, signal)).filter(isPlanTemplate),
    staleTime: 0,
    structuralSharing: false,
  });
