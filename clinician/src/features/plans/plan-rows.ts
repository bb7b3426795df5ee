/** Care plans as rows: those that go on first. http://hl7.org/fhir/R4/careplan.html */
import type { CarePlan, CarePlanActivity } from '@medplum/fhirtypes';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import { planKindOf, textOfConcept } from '../../chart/concept.ts';

export interface PlanRow {
  id: string;
  title: string;
  kind: string;
  description: string;
  activities: { text: string; isDone: boolean }[];
  start: string | undefined;
  end: string | undefined;
  author: string;
  status: string;
  isActive: boolean;
}

export function planRows(plans: readonly CarePlan[]): PlanRow[] {
  return plans
    .filter((plan) => plan.status !== 'entered-in-error')
    .map((plan) => {
      const kind = planKindOf(plan.category);
      return {
        id: plan.id ?? '',
        title: plan.title ?? kind,
        kind: plan.title ? kind : '',
        description: plan.description ?? '',
        activities: (plan.activity ?? []).filter(goesOn).map(({ detail }) => ({
          text: detail?.description ?? textOfConcept(detail?.code),
          isDone: detail?.status === 'completed',
        })),
        start: plan.period?.start,
        end: plan.period?.end,
        author: plan.author?.display ?? '',
        status: plan.status,
        isActive: plan.status === 'active' || plan.status === 'on-hold',
      };
    })
    .toSorted((a, b) => Number(b.isActive) - Number(a.isActive) || (timeOf(b.start) || 0) - (timeOf(a.start) || 0));
}

const goesOn = ({ detail }: CarePlanActivity): boolean =>
  detail?.status !== 'stopped' && detail?.status !== 'cancelled' && detail?.status !== 'entered-in-error';
