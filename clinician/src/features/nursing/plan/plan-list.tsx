/** The patient's nursing plans: those that go on with what is to be done, then those that have ended. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { measuresDone } from '@vardkedjan/care/clinical/nursing/measure-done.ts';
import { nursingPlanOf } from '@vardkedjan/care/clinical/nursing/nursing-plan.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatPeriod } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { useMemo } from 'react';
import { useIsOffered } from '../../../chart/use-chart.ts';
import { openWorkspace } from '../../../dock/dock-store.ts';
import { plansQuery } from '../../../nursing/plan-queries.ts';
import { texts } from '../texts.ts';
import { Evaluations } from './evaluations.tsx';
import { PlanEntry } from './plan-entry.tsx';

export function PlanList({ patientId }: { patientId: string }) {
  const t = useTexts(texts);
  const found = useSuspenseQuery(plansQuery(patientId)).data;
  const done = useMemo(() => measuresDone(found.done), [found]);
  const plans = found.plans.flatMap((plan) => nursingPlanOf(plan, found.goals) ?? []);
  const [active, ended] = [plans.filter(({ isActive }) => isActive), plans.filter(({ isActive }) => !isActive)];
  const mayWrite = useIsOffered(patientId, 'write');
  return (
    <Panel
      title={t.plans}
      count={active.length}
      actions={
        mayWrite ? (
          <Button tone="quiet" keys="b n" onPress={() => openWorkspace('nursing/plan', patientId)}>
            {t.beginPlan}
          </Button>
        ) : null
      }
    >
      {active.length === 0 ? <Empty>{t.noPlans}</Empty> : null}
      {active.map((plan) => (
        <PlanEntry key={plan.id} plan={plan} found={found} done={done} patientId={patientId} mayWrite={mayWrite} />
      ))}
      {ended.length > 0 ? (
        <details className="plans-ended">
          <summary>{t.ended(ended.length)}</summary>
          {ended.map((plan) => (
            <article key={plan.id}>
              <h3>
                {plan.title}{' '}
                <span className="quiet">
                  {formatPeriod(found.plans.find(({ id }) => id === plan.id)?.period)}
                  {plan.outcome ? ` · ${t.outcomes[plan.outcome]}` : ''}
                </span>
              </h3>
              <p>{plan.goal}</p>
              <Evaluations plan={plan} />
            </article>
          ))}
        </details>
      ) : null}
    </Panel>
  );
}
