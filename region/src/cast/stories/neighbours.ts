/** What fills the units of the cast: patients on the ward, in the emergency department, in labour, in home care, at school. */
import { type IllnessKey, illnesses } from '../../courses/illnesses.ts';
import type { Life } from '../../courses/life.ts';
import { stay } from '../../courses/stay.ts';
import type { NeighbourPlan } from '../people.ts';
import { castUnits } from '../staff.ts';

const onWard: readonly IllnessKey[] = ['pneumonia', 'heartFailure', 'urosepsis', 'copdExacerbation', 'pneumonia', 'chestPain', 'heartFailure', 'urosepsis', 'pneumonia', 'heartFailure'];

export function neighbourStory(life: Life, plan: NeighbourPlan): void {
  const n = Number(plan.id.slice(-2)) - 1;
  if (plan.role === 'ward') {
    const illness = illnesses[onWard[n % onWard.length] as IllnessKey];
    life.on(life.today - 1 - (n % 5), (day) => stay(life, illness, day, { ward: life.tree.unit(castUnits.ward), days: 9 }));
  }
}
